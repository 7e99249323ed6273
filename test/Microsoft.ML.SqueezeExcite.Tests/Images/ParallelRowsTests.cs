namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ParallelRowsTests
{
    private readonly MLContext _ml = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Read_AnyNumberOfWorkers_GivesTheRowsInOrder(int workers)
    {
        Assert.Equal(Enumerable.Range(0, 103), Read(Rows(103), workers, row => row));
        Assert.Empty(Read(Rows(0), workers, row => row));
        Assert.Equal([0, 1], Read(Rows(2), workers, row => row));
    }

    [Fact]
    public void Read_Row_IsReadByOneWorkerAlone()
    {
        var read = 0;
        Read(Rows(40), 4, row => Interlocked.Increment(ref read));
        Assert.Equal(40, read);
    }

    [Fact]
    public void Read_TwoWorkers_ReadAtTheSameTime()
    {
        using var both = new Barrier(2);
        Assert.All(Read(Rows(10), 2, _ => both.SignalAndWait(TimeSpan.FromMinutes(1)) ? 1 : 0), met => Assert.Equal(1, met));
    }

    [Fact]
    public void Read_SlowConsumer_IsNotRunAwayFrom()
    {
        var read = 0;
        using var rows = Rows(1000).Enumerate(2, row => Interlocked.Increment(ref read)).GetEnumerator();
        rows.MoveNext();
        Thread.Sleep(50);
        Assert.InRange(Volatile.Read(ref read), 1, 20);
    }

    [Fact]
    public void Read_WorkerThatFails_ThrowsItsFault() =>
        Assert.Equal(
            "row 17",
            Assert.Throws<InvalidDataException>(() =>
                    Read(Rows(40), 3, row => row == 17 ? throw new InvalidDataException("row 17") : row))
                .Message);

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Read(
            Rows(int.MaxValue),
            2,
            row =>
            {
                if (row == 100)
                    source.Cancel();
                return row;
            },
            source.Token));
    }

    [Fact]
    public void Read_ViewThatChanges_IsRefused()
    {
        var count = 50;
        IEnumerable<NumberRow> Shrinking()
        {
            var mine = count -= 10;
            for (var i = 0; i < mine; i++)
                yield return new NumberRow { Number = i };
        }

        var e = Assert.Throws<InvalidOperationException>(() => Read(_ml.Data.LoadFromEnumerable(Shrinking()), 2, row => row));
        Assert.Contains("same rows each time", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(2, 4, 5)]
    [InlineData(3, 7, 30)]
    [InlineData(2, 50, 10)]
    public void Read_Blocks_GivesTheRowsFromTheStartOnInOrder(int workers, int size, int start)
    {
        var view = Rows(41);
        var blocks = ParallelRows.Read(
            view, [view.Schema["Number"]], new RowBlocks(workers, size, start), Block(view), CancellationToken.None).ToArray();
        Assert.Equal(Enumerable.Range(start, 41 - start), blocks.SelectMany(block => block));
        Assert.All(blocks[..^1], block => Assert.Equal(size, block.Count));
    }

    [Fact]
    public void Read_CursorWithARowLess_IsRefusedThoughNoItemIsMissing()
    {
        var cursors = 0;
        IEnumerable<NumberRow> Rows()
        {
            var count = Interlocked.Increment(ref cursors) == 1 ? 6 : 5;
            for (var i = 0; i < count; i++)
                yield return new NumberRow { Number = i };
        }

        var view = _ml.Data.LoadFromEnumerable(Rows());
        var read = ParallelRows.Read(
            view, [view.Schema["Number"]], new RowBlocks(2, Size: 10), Block(view), CancellationToken.None);
        Assert.Throws<InvalidOperationException>(() => read.Count());
    }

    private static Func<DataViewRow, BlockReader<List<int>>> Block(IDataView view) => row =>
    {
        var getter = row.GetGetter<int>(view.Schema["Number"]);
        return (first, next) =>
        {
            var numbers = new List<int>();
            var number = 0;
            do
            {
                getter(ref number);
                numbers.Add(number);
            }
            while (next());
            Assert.Equal(first, numbers[0]);
            return numbers;
        };
    };

    private static int[] Read(IDataView view, int workers, Func<int, int> read, CancellationToken cancellation = default) =>
        [.. view.Enumerate(workers, read, cancellation)];

    private IDataView Rows(int count) =>
        _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new NumberRow { Number = i }));
}

file static class Reading
{
    public static IEnumerable<int> Enumerate(
        this IDataView view,
        int workers,
        Func<int, int> read,
        CancellationToken cancellation = default) =>
        ParallelRows.Read<int>(
            view,
            [view.Schema["Number"]],
            workers,
            row =>
            {
                var getter = row.GetGetter<int>(view.Schema["Number"]);
                var number = 0;
                return () =>
                {
                    getter(ref number);
                    return read(number);
                };
            },
            cancellation);
}

/// <summary>A row of a number.</summary>
internal sealed class NumberRow
{
    public int Number { get; set; }
}
