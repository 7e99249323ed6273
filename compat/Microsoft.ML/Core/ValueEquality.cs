namespace Microsoft.ML.Data;

/// <summary>Equality of column values: texts by their characters.</summary>
internal sealed class ValueEquality : IEqualityComparer<ReadOnlyMemory<char>>
{
    private static readonly ValueEquality Texts = new();

    public static IEqualityComparer<T> For<T>() => Texts as IEqualityComparer<T> ?? EqualityComparer<T>.Default;

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
}
