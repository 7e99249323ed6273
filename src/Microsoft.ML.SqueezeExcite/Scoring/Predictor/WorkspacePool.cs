using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Workspaces that wait for the next call: as many as were ever needed at one time.</summary>
internal sealed class WorkspacePool(Func<PredictorWorkspace> make) : IDisposable
{
    private readonly ConcurrentBag<PredictorWorkspace> _waiting = [];
    private volatile bool _disposed;

    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SeNetPredictor));
        return new Lease(this, _waiting.TryTake(out var workspace) ? workspace : make());
    }

    public void Dispose()
    {
        _disposed = true;
        _waiting.Clear();
    }

    private void Return(PredictorWorkspace workspace)
    {
        _waiting.Add(workspace);
        if (_disposed)
            Dispose();
    }

    /// <summary>The use of a workspace; disposed, it goes back.</summary>
    public readonly struct Lease(WorkspacePool pool, PredictorWorkspace workspace) : IDisposable
    {
        public PredictorWorkspace Workspace => workspace;

        public void Dispose() => pool.Return(workspace);
    }
}
