using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Check(tensor_view(this, shape, shape.Length, out var result), result);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Check(tensor_reshape(this, shape, shape.Length, out var result), result);

        public Tensor ravel() => reshape(-1);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Check(tensor_flatten(this, start_dim, end_dim, out var result), result);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            if (dim < 0 || dim >= ndim)
                throw new ArgumentException($"Invalid 'dim' argument: {dim}.");
            if (sizes.Length == 0)
                throw new ArgumentException("The number of output sizes is zero.");
            return Check(tensor_unflatten(this, dim, sizes, sizes.Length, out var result), result);
        }

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor permute(params long[] permutation) =>
            Check(tensor_permute(this, permutation, permutation.Length, out var result), result);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Check(tensor_transpose(this, dim0, dim1, out var result), result);

        public Tensor transpose_(long dim0, long dim1) => Changed(tensor_transpose_(this, dim0, dim1));

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Check(tensor_t(this, out var result), result);

        public unsafe Tensor squeeze(long? dim = null)
        {
            var at = dim ?? 0;
            return Check(tensor_squeeze(this, dim.HasValue ? &at : null, out var result), result);
        }

        public unsafe Tensor squeeze_(long? dim = null)
        {
            var at = dim ?? 0;
            return Changed(tensor_squeeze_(this, dim.HasValue ? &at : null));
        }

        public Tensor unsqueeze(long dim) => Check(tensor_unsqueeze(this, dim, out var result), result);

        public Tensor unsqueeze_(long dim) => Changed(tensor_unsqueeze_(this, dim));

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Check(tensor_expand(this, sizes, sizes.Length, isImplicit, out var result), result);

        public Tensor expand(Size sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes.Shape, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand((ReadOnlySpan<long>)sizes, isImplicit);

        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) =>
            Check(tensor_broadcast_to(this, shape, shape.Length, out var result), result);

        public Tensor repeat(params long[] sizes) => Check(tensor_repeat(this, sizes, sizes.Length, out var result), result);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Check(tensor_as_strided(this, size, size.Length, strides, strides.Length, storageOffset, out var result), result);

        public Tensor flip(params long[] dims) => Check(tensor_flip(this, dims, dims.Length, out var result), result);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Check(tensor_roll(this, shifts, shifts.Length, dims, dims.Length, out var result), result);

        public Tensor roll(long shifts, long? dims = null) =>
            dims.HasValue ? roll((ReadOnlySpan<long>)[shifts], [dims.Value]) : roll((ReadOnlySpan<long>)[shifts]);

        public Tensor roll((long, long) shifts, (long, long) dims) =>
            roll((ReadOnlySpan<long>)[shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll((ReadOnlySpan<long>)[shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        public Tensor roll(long[] shifts, long[] dims) => roll((ReadOnlySpan<long>)shifts, dims);

        public Tensor roll(long[] shifts) => roll((ReadOnlySpan<long>)shifts, [0]);

        public Tensor tril(long diagonal = 0) => Check(tensor_tril(this, diagonal, out var result), result);

        public Tensor triu(long diagonal = 0) => Check(tensor_triu(this, diagonal, out var result), result);

        public Tensor diag(long diagonal = 0) => Check(tensor_diag(this, diagonal, out var result), result);
    }
}
