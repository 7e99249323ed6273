namespace Microsoft.ML.SqueezeExcite;

/// <summary>Lets calls in until it is closed, and closes when those that are in have left.</summary>
/// <param name="owner">What the calls are of, for the message of one that comes too late.</param>
internal sealed class CallGate(string owner)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private bool _closed;

    /// <summary>Lets a call in; it leaves when what is returned is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    public Call Enter()
    {
        lock (_lock)
        {
            if (_closed)
                throw new ObjectDisposedException(owner);
            _inside++;
            return new Call(this);
        }
    }

    /// <summary>Lets no more calls in, and waits for those that are in.</summary>
    public Task Close()
    {
        lock (_lock)
        {
            _closed = true;
            if (_inside == 0)
                _empty.TrySetResult();
            return _empty.Task;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_inside == 0 && _closed)
                _empty.TrySetResult();
        }
    }

    /// <summary>A call that is in.</summary>
    public readonly struct Call(CallGate gate) : IDisposable
    {
        public void Dispose() => gate.Leave();
    }
}
