namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a file says of a tensor, before its elements are read.</summary>
internal sealed record StoredTensor(ElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>The bytes that a tensor takes row-major; null where the sizes are negative or too large for any file.</summary>
    public static long? BytesOf(ElementType type, IReadOnlyList<long> shape)
    {
        if (shape.Any(size => size < 0))
            return null;
        if (shape.Contains(0))
            return 0;
        var bytes = (long)type.Size();
        foreach (var size in shape)
        {
            if (bytes > long.MaxValue / size)
                return null;
            bytes *= size;
        }

        return bytes;
    }

    public override string ToString() => $"{Type} [{string.Join(", ", Shape)}]";
}
