using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Opens a vector's buffers for writing, larger ones if they are too small.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination)
        => destination.GetEditor(destination.Length, destination.GetValues().Length);

    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
        => destination.GetEditor(newLogicalLength, valuesCount, maxValuesCapacity, keepOldOnResize, requireIndicesOnDense);
}

public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;

    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[]? _values;
    private readonly int[]? _indices;

    internal VBufferEditor(
        int length, int count, T[]? values, int[]? indices, bool hasIndices, bool newValues, bool newIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = hasIndices ? indices.AsSpan(0, count) : default;
        CreatedNewValues = newValues;
        CreatedNewIndices = newIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        Contracts.CheckParam(
            physicalValuesCount <= Values.Length,
            nameof(physicalValuesCount),
            "Updating physicalValuesCount during CommitTruncated cannot be greater than the original physicalValuesCount " +
            "value used in Create.");
        return new(_length, physicalValuesCount, _values, _indices);
    }
}

public readonly partial struct VBuffer<T>
{
    internal VBufferEditor<T> GetEditor(
        int newLogicalLength,
        int? valuesCount,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        Contracts.CheckParam(newLogicalLength >= 0, nameof(newLogicalLength), "Must be non-negative.");
        Contracts.CheckParam(valuesCount is null or >= 0, nameof(valuesCount), "If specified, must be non-negative.");
        Contracts.CheckParam(
            valuesCount is null || valuesCount <= newLogicalLength,
            nameof(valuesCount),
            "If specified, must be no greater than newLogicalLength");
        int count = valuesCount ?? newLogicalLength;
        int capacity = maxValuesCapacity ?? Array.MaxLength;
        bool hasIndices = requireIndicesOnDense || count < newLogicalLength;
        var values = _values;
        var indices = _indices;
        bool newValues = EnsureSize(ref values, count, capacity, keepOldOnResize);
        bool newIndices = hasIndices && EnsureSize(ref indices, count, capacity, keepOldOnResize);
        return new(newLogicalLength, count, values, indices, hasIndices, newValues, newIndices);
    }

    // Grows by doubling, so that a buffer filled step by step is copied a logarithmic number of times.
    private static bool EnsureSize<TItem>(ref TItem[]? array, int size, int capacity, bool keepOld)
    {
        Contracts.CheckParam(size <= capacity, nameof(capacity), "min must not exceed max");
        int old = array?.Length ?? 0;
        if (old >= size)
            return false;
        int grown = (int)Math.Min(Math.Max(size, old == 0 ? 4 : 2L * old), capacity);
        if (keepOld)
            Array.Resize(ref array, grown);
        else
            array = new TItem[grown];
        return true;
    }
}
