namespace Microsoft.ML.SqueezeExcite;

/// <summary>The allocator's settings for the time of a training; what is unused goes back to the system at the end.</summary>
internal sealed class NativeMemory : IDisposable
{
    private readonly bool _tuned;

    public NativeMemory(bool tune)
    {
        _tuned = tune;
        if (tune)
            NativeAllocator.KeepFreedMemory();
    }

    public void Dispose()
    {
        if (_tuned)
            NativeAllocator.ReturnFreedMemory();
    }
}
