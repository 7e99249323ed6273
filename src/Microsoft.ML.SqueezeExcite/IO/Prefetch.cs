using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Makes a sequence's items ahead of their use, on a thread of its own, which starts at once.</summary>
/// <typeparam name="T">The item; one that is not taken is disposed of, if that is possible.</typeparam>
internal sealed class Prefetch<T> : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<T> _ready;
    private readonly Task _work;

    /// <summary>Starts the thread.</summary>
    /// <param name="source">The items.</param>
    /// <param name="depth">How many of them may wait.</param>
    public Prefetch(IEnumerable<T> source, int depth)
    {
        _ready = new BlockingCollection<T>(depth);
        _work = Task.Factory.StartNew(
            () => Make(source), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits for the next item; false after the last. A failure of the source is thrown in its place.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        if (_ready.TryTake(out item, Timeout.Infinite, CancellationToken.None))
            return true;
        _work.GetAwaiter().GetResult();
        return false;
    }

    /// <summary>Ends the thread, and waits for the item that is being made.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        while (_ready.TryTake(out var unused))
            (unused as IDisposable)?.Dispose();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Make(IEnumerable<T> source)
    {
        try
        {
            foreach (var item in source)
            {
                if (!TryAdd(item))
                    return;
            }
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }

    private bool TryAdd(T item)
    {
        try
        {
            _ready.Add(item, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            (item as IDisposable)?.Dispose();
            return false;
        }
    }
}

/// <summary>Sequences whose items are made ahead of their use.</summary>
internal static class Prefetch
{
    /// <summary>The same items in the same order; at most <paramref name="depth"/> of them wait.</summary>
    public static IEnumerable<T> Ahead<T>(this IEnumerable<T> source, int depth)
    {
        using var ahead = new Prefetch<T>(source, depth);
        while (ahead.TryTake(out var item))
            yield return item;
    }
}
