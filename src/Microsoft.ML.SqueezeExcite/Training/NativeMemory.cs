namespace Microsoft.ML.SqueezeExcite;

/// <summary>The allocator's settings for the time of a training; what is unused goes back to the system at the end.</summary>
internal sealed class NativeMemory : IDisposable
{
    private readonly bool _tuned;

    /// <param name="tune">Whether to set anything.</param>
    /// <param name="bytes">What the training is expected to take.</param>
    public NativeMemory(bool tune, long bytes)
    {
        _tuned = tune;
        if (!tune)
            return;
        NativeAllocator.KeepFreedMemory();
        NativeAllocator.PreferHugePages(bytes);
    }

    public void Dispose()
    {
        if (_tuned)
            NativeAllocator.ReturnFreedMemory();
    }
}
