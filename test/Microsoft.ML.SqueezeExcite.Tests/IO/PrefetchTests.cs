namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PrefetchTests
{
    [Fact]
    public void Ahead_OfASequence_KeepsItemsAndOrder() =>
        Assert.Equal(Enumerable.Range(0, 100), Items(100).Ahead(3).Select(item => item.Number));

    [Fact]
    public void Ahead_SourceThatFails_ThrowsItsFaultAfterTheItemsBefore()
    {
        using var items = Items(5, fail: true).Ahead(2).GetEnumerator();
        for (var i = 0; i < 5; i++)
            Assert.True(items.MoveNext());
        Assert.Equal("source", Assert.Throws<InvalidDataException>(() => items.MoveNext()).Message);
    }

    [Fact]
    public void Ahead_LeftEarly_FreesTheItemsThatWait()
    {
        var made = new List<Item>();
        using (var items = Items(1000, made: made).Ahead(4).GetEnumerator())
        {
            Assert.True(items.MoveNext());
            items.Current.Dispose();
        }

        Assert.InRange(made.Count, 1, 7);
        Assert.All(made, item => Assert.True(item.IsDisposed));
    }

    private static IEnumerable<Item> Items(int count, bool fail = false, List<Item>? made = null)
    {
        for (var i = 0; i < count; i++)
        {
            var item = new Item(i);
            made?.Add(item);
            yield return item;
        }

        if (fail)
            throw new InvalidDataException("source");
    }

    private sealed class Item(int number) : IDisposable
    {
        public int Number { get; } = number;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
