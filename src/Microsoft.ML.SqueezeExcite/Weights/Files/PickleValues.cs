namespace Microsoft.ML.SqueezeExcite;

/// <summary>A class or function that a pickle names: see <see cref="PickleGlobals"/>.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>A pickled dictionary; keys are compared by nobody, the last of equal ones holds.</summary>
internal class PickleDictionary
{
    private List<(object? Key, object? Value)>? _items;

    public IReadOnlyList<(object? Key, object? Value)> Items => _items ?? [];

    public void Add(object? key, object? value) => (_items ??= []).Add((key, value));

    /// <summary>The value of a key that is text.</summary>
    public object? this[string key] => Items.LastOrDefault(item => item.Key is string text && text == key).Value;
}

/// <summary>
/// An object of a class that is not known here: the settings of a training script, a date, a path. It is not made, and its state
/// is passed over; what is set in it as in a dictionary is there.
/// </summary>
internal sealed class PickleObject(PickleGlobal type) : PickleDictionary
{
    public PickleGlobal Type => type;
}

/// <summary>A pickled tuple.</summary>
internal sealed record PickleTuple(object?[] Items)
{
    public static PickleTuple Empty { get; } = new([]);
}

/// <summary>
/// Elements that lie elsewhere in the file. Old files have storages that are a part of another one, from an element on.
/// </summary>
internal sealed record PickleStorage(ElementType Type, string Key, long Count, long First = 0);

/// <summary>A tensor as PyTorch pickles it: a view of a storage, sizes and strides in elements.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    // As many as torch itself takes.
    public const int MostDimensions = 64;

    // A view may repeat elements without an end; weights do not.
    private const int MostRepeated = 1 << 20;

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

    /// <summary>The bytes of the elements, row-major.</summary>
    public long Bytes => StoredTensor.BytesOf(Storage.Type, Shape)!.Value;

    /// <summary>The bytes of the storage.</summary>
    public Int128 StorageBytes => (Int128)Storage.Count * Storage.Type.Size();

    /// <summary>Whether it repeats the elements of its storage so often that its size says nothing of the file's.</summary>
    public bool IsInflated => Bytes > MostRepeated && Bytes > StorageBytes;

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

/// <summary>What a pickle holds.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Storages">The storages that its tensors are views of, by key.</param>
/// <param name="Skipped">The classes of the objects that were passed over.</param>
internal sealed record Pickle(
    object? Value,
    IReadOnlyDictionary<string, PickleStorage> Storages,
    IReadOnlyCollection<string> Skipped);
