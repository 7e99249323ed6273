namespace TorchSharp.Utils;

// A contiguous tensor is copied as one block.
public sealed unsafe partial class TensorAccessor<T>
{
    public T[] ToArray()
    {
        // A scalar too is an array of one element.
        var result = new T[Count];
        if (result.Length > 0)
            CopyTo(result.AsSpan());
        return result;
    }

    public Array ToNDArray()
    {
        var shape = Tensor.shape;
        var array = Array.CreateInstance(typeof(T), shape.Length == 0 ? [1] : shape);
        var indices = new long[array.Rank];
        foreach (var element in this)
        {
            array.SetValue(element, indices);
            for (var dim = array.Rank - 1; dim >= 0 && ++indices[dim] == array.GetLongLength(dim); dim--)
                indices[dim] = 0;
        }

        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ThrowUnlessWithin(tensorIndex);
        var target = array[arrayIndex..];
        if (Tensor.is_contiguous())
        {
            new ReadOnlySpan<T>(_data + tensorIndex, (int)Math.Min(target.Length, Count - tensorIndex)).CopyTo(target);
            return;
        }

        var i = 0;
        foreach (var offset in Offsets(tensorIndex))
        {
            if (i == target.Length)
                break;
            target[i++] = _data[offset];
        }
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ThrowUnlessWithin(tensorIndex);
        var source = array[arrayIndex..];
        if (Tensor.is_contiguous())
        {
            var room = (int)Math.Min(source.Length, Count - tensorIndex);
            source[..room].CopyTo(new Span<T>(_data + tensorIndex, room));
            return;
        }

        var i = 0;
        foreach (var offset in Offsets(tensorIndex))
        {
            if (i == source.Length)
                break;
            _data[offset] = source[i++];
        }
    }
}
