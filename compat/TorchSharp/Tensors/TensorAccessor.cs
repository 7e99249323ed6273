using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements in their logical order, whatever its strides.</summary>
public sealed unsafe partial class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private torch.Tensor? _tensor;
    private T* _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        if (!tensor.is_cpu())
        {
            throw new InvalidOperationException(
                "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        _data = (T*)tensor.DataPointer;
        _tensor = tensor;
    }

    public long Count => _tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    private torch.Tensor Tensor => _tensor ?? throw new ObjectDisposedException(nameof(TensorAccessor<T>));

    public T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public IEnumerator<T> GetEnumerator()
    {
        if (Count == 0)
            yield break;
        foreach (var offset in Offsets(0))
            yield return At(offset);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && (_data == other._data || this == other);

    public override int GetHashCode() => base.GetHashCode();

    public void Dispose()
    {
        _data = null;
        _tensor = null;
    }

    internal static T ReadItemAt(torch.Tensor tensor, long index)
    {
        tensor.ValidateType(typeof(T));
        if (index < 0 || index >= tensor.numel())
            throw new ArgumentOutOfRangeException($"{index} in a collection of  ${tensor.numel()} elements.");
        return new TensorAccessor<T>(tensor)[index];
    }

    private T At(long offset) => _data[offset];

    private void ThrowUnlessWithin(long index)
    {
        if (index < 0 || index >= Count)
            throw new ArgumentOutOfRangeException("startingIndex");
    }

    /// <summary>One index counts the elements in order; as many as there are dimensions name one element.</summary>
    private long Offset(long[] indices)
    {
        var tensor = Tensor;
        var shape = tensor.shape;
        if (indices.Length == 1)
        {
            if (indices[0] >= Count)
                throw new IndexOutOfRangeException();
            if (indices[0] < 0)
                throw new ArgumentOutOfRangeException($"{indices[0]} in a collection of  ${Count} elements.");
            return tensor.is_contiguous() ? indices[0] : OffsetOf(indices[0], shape, tensor.stride());
        }

        var (offset, strides) = (0L, tensor.stride());
        for (var dim = 0; dim < shape.Length; dim++)
        {
            if (indices[dim] >= shape[dim] || indices[dim] < 0)
                throw new IndexOutOfRangeException($"{indices[dim]} >= {shape[dim]} in dimension {dim}.");
            offset += indices[dim] * strides[dim];
        }

        return offset;
    }

    private static long OffsetOf(long index, long[] shape, long[] strides)
    {
        var offset = 0L;
        for (var dim = shape.Length - 1; dim >= 0; dim--)
        {
            (index, var position) = Math.DivRem(index, shape[dim]);
            offset += position * strides[dim];
        }

        return offset;
    }

    private IEnumerable<long> Offsets(long start)
    {
        var (shape, strides) = (Tensor.shape, Tensor.stride());
        var indices = new long[shape.Length];
        var rest = start;
        for (var dim = shape.Length - 1; dim >= 0; dim--)
            (rest, indices[dim]) = Math.DivRem(rest, shape[dim]);

        var offset = OffsetOf(start, shape, strides);
        for (var left = Count - start; left > 0; left--)
        {
            yield return offset;
            for (var dim = shape.Length - 1; dim >= 0; dim--)
            {
                offset += strides[dim];
                if (++indices[dim] < shape[dim])
                    break;
                offset -= indices[dim] * strides[dim];
                indices[dim] = 0;
            }
        }
    }
}
