using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    // Some of a tensor's elements, or all of them in several tensors.
    public partial class Tensor
    {
        public Tensor narrow(long dim, long start, long length) =>
            Check(tensor_narrow(this, dim, start, length, out var result), result);

        public Tensor slice(long dim, long start, long finish, long step)
        {
            if (step < 1)
                throw new ArgumentException($"step is {step}, but it should always be positive.");
            return Check(tensor_slice(this, dim, start, finish, step, out var result), result);
        }

        public Tensor select(long dim, long index) => Check(tensor_select(this, dim, index, out var result), result);

        public Tensor index_select(long dim, Tensor index) =>
            Check(tensor_index_select(this, dim, index, out var result), result);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            ThrowUnlessInt64(index);
            return Check(tensor_index_add(this, dim, index, source, alpha, out var result), result);
        }

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            ThrowUnlessInt64(index);
            return Changed(tensor_index_add_(this, dim, index, source, alpha));
        }

        public Tensor gather(long dim, Tensor index) => Check(tensor_gather(this, dim, index, out var result), result);

        public Tensor take(Tensor index) => Check(tensor_take(this, index, out var result), result);

        public Tensor scatter(long dim, Tensor index, Tensor src) =>
            Check(tensor_scatter(this, dim, index, src, out var result), result);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Changed(tensor_scatter_(this, dim, index, src));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Check(tensor_scatter_add(this, dim, index, src, out var result), result);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Changed(tensor_scatter_add_(this, dim, index, src));

        public Tensor masked_fill(Tensor mask, Scalar value) =>
            Check(tensor_masked_fill(this, mask, value, out var result), result);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(tensor_masked_fill_(this, mask, value));

        public Tensor masked_select(Tensor mask)
        {
            if (mask.dtype != ScalarType.Bool)
                throw new ArgumentException("The mask tensor must be Boolean.");
            return Check(tensor_masked_select(this, mask, out var result), result);
        }

        public Tensor nonzero() => Check(tensor_nonzero(this, out var result), result);

        public Tensor[] split(long size, int dim = 0) => Take(tensor_split(this, size, dim, out var list), list);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) =>
            Take(tensor_split_sizes(this, sizes, sizes.Length, dim, out var list), list);

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes);

        public Tensor[] chunk(long chunks, long dim = 0L) => Take(tensor_chunk(this, chunks, dim, out var list), list);

        public Tensor[] unbind(long dimension = 0L) => Take(tensor_unbind(this, dimension, out var list), list);

        private static void ThrowUnlessInt64(Tensor index)
        {
            if (index.dtype != ScalarType.Int64)
                throw new ArgumentException("Element type of 'index' must be 'Int64'");
        }
    }
}
