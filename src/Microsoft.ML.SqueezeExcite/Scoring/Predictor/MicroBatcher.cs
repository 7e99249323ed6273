using System.Threading.Channels;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Gathers items that come one by one into batches: as many as fit, or as have come when the first has waited long enough.
/// </summary>
/// <typeparam name="T">The item.</typeparam>
internal sealed class MicroBatcher<T> : IAsyncDisposable
{
    private readonly Channel<T> _items;
    private readonly int _size;
    private readonly TimeSpan _delay;
    private readonly TimeProvider _time;
    private readonly Action<IReadOnlyList<T>> _process;
    private readonly Task _loop;

    /// <summary>Starts to wait for items.</summary>
    /// <param name="size">The largest batch. Four times as many items may wait; then <see cref="Add"/> does.</param>
    /// <param name="delay">How long the first item of a batch waits for others.</param>
    /// <param name="time">The clock.</param>
    /// <param name="process">Takes a batch, one at a time; it must not throw.</param>
    public MicroBatcher(int size, TimeSpan delay, TimeProvider time, Action<IReadOnlyList<T>> process)
    {
        (_size, _delay, _time, _process) = (size, delay, time, process);
        _items = Channel.CreateBounded<T>(new BoundedChannelOptions(4 * size) { SingleReader = true });
        _loop = Task.Run(Run);
    }

    /// <exception cref="ChannelClosedException">The batcher is disposed.</exception>
    public ValueTask Add(T item, CancellationToken cancellation) => _items.Writer.WriteAsync(item, cancellation);

    /// <summary>Processes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _items.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task Run()
    {
        var batch = new List<T>(_size);
        while (await _items.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await Gather(batch).ConfigureAwait(false);
            _process(batch);
            batch.Clear();
        }
    }

    private async Task Gather(List<T> batch)
    {
        using var window = new CancellationTokenSource(_delay, _time);
        try
        {
            do
            {
                while (batch.Count < _size && _items.Reader.TryRead(out var item))
                    batch.Add(item);
            }
            while (batch.Count < _size && await _items.Reader.WaitToReadAsync(window.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The first item has waited long enough.
        }
    }
}
