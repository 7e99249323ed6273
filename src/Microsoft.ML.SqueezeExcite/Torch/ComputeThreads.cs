using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The number of threads that torch computes with, for a time. Left alone it differs from one libtorch to the next: Debian's computes with one.
/// </summary>
internal sealed class ComputeThreads : IDisposable
{
    private readonly int _before = torch.get_num_threads();

    public ComputeThreads(int count) => torch.set_num_threads(count);

    public void Dispose() => torch.set_num_threads(_before);
}
