using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a training changes of the whole process: the threads that libtorch computes with, and the allocator's settings. Trainings
/// that run at once share the latter, which are put back when the last of them ends; threads are those of the thread that trains,
/// so that each has its own.
/// </summary>
internal sealed class ProcessSettings : IDisposable
{
    private static readonly Lock Lock = new();
    private static int _running;
    private static int _tuned;

    private readonly int _threadsBefore = torch.get_num_threads();
    private readonly bool _tunes;

    /// <param name="options">The settings.</param>
    /// <param name="bytes">What the training is expected to take.</param>
    /// <param name="say">Gets what a person should know.</param>
    public ProcessSettings(SeNetOptions options, long bytes, Action<string> say)
    {
        _tunes = options.TuneAllocator;
        // Left alone, their number differs from one libtorch to the next.
        torch.set_num_threads(options.Threads);
        int running;
        lock (Lock)
        {
            running = ++_running;
            if (_tunes)
            {
                _tuned++;
                NativeAllocator.KeepFreedMemory();
                NativeAllocator.PreferHugePages(bytes);
            }
        }

        // Not under the lock: whoever listens may wait for another training.
        if (running > 1)
            say($"{running} trainings run in this process at once: they share its processors and its allocator");
    }

    public void Dispose()
    {
        torch.set_num_threads(_threadsBefore);
        lock (Lock)
        {
            _running--;
            if (_tunes && --_tuned == 0)
                NativeAllocator.ReturnFreedMemory();
        }
    }
}
