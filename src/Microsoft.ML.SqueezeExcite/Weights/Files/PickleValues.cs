namespace Microsoft.ML.SqueezeExcite;

/// <summary>A class or function that a pickle names: one of <see cref="PickleReader"/>'s list.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A pickled dictionary; keys are compared by nobody, the last of equal ones holds.</summary>
internal sealed class PickleDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];

    /// <summary>The value of a key that is text.</summary>
    public object? this[string key] => Items.LastOrDefault(item => item.Key is string text && text == key).Value;
}

/// <summary>A pickled tuple.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>Elements that lie in another entry of the archive.</summary>
internal sealed record PickleStorage(ElementType Type, string Key, long Count);

/// <summary>A tensor as PyTorch pickles it: a view of a storage, sizes and strides in elements.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Whether the elements lie in the storage one after the other, row-major.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var dim = Shape.Length - 1; dim >= 0; dim--)
            {
                if (Shape[dim] != 1 && Strides[dim] != expected)
                    return false;
                expected *= Shape[dim];
            }

            return true;
        }
    }

    /// <summary>What is wrong with the view; null where every element lies in the storage.</summary>
    public string? Fault()
    {
        if (Shape.Length != Strides.Length)
            return $"it has {Shape.Length} sizes and {Strides.Length} strides";
        if (Offset < 0 || Strides.Any(stride => stride < 0) || StoredTensor.BytesOf(Storage.Type, Shape) is not { } bytes)
            return $"its offset {Offset}, sizes [{string.Join(", ", Shape)}] and strides [{string.Join(", ", Strides)}] "
                + "must not be negative or beyond counting";
        var last = (Int128)Offset;
        foreach (var (size, stride) in Shape.Zip(Strides))
            last += (Int128)(size - 1) * stride;
        return bytes > 0 && last >= Storage.Count ? $"it reaches to element {last} of a storage that has {Storage.Count}" : null;
    }
}
