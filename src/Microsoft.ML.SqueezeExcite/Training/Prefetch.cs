using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Makes a sequence's items ahead of their use, on a thread of its own.</summary>
internal static class Prefetch
{
    /// <summary>The same items in the same order; at most <paramref name="depth"/> of them wait. A failure of the source is thrown where the item would have come.</summary>
    public static IEnumerable<T> Ahead<T>(this IEnumerable<T> source, int depth)
        where T : IDisposable
    {
        using var stop = new CancellationTokenSource();
        using var ready = new BlockingCollection<T>(depth);
        var producer = Task.Factory.StartNew(Produce, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var item in ready.GetConsumingEnumerable(CancellationToken.None))
                yield return item;
            producer.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
            while (ready.TryTake(out var unused))
                unused.Dispose();
        }

        void Produce()
        {
            try
            {
                foreach (var item in source)
                {
                    try
                    {
                        ready.Add(item, stop.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        item.Dispose();
                        return;
                    }
                }
            }
            finally
            {
                ready.CompleteAdding();
            }
        }
    }
}
