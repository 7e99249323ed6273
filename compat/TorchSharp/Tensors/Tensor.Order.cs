using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    // Which is the greatest, the least, the first: extremes and orders, and the two questions about truth.
    public partial class Tensor
    {
        public Tensor all() => Check(tensor_all(this, out var result), result);

        public Tensor all(long dim, bool keepdim = false) => Check(tensor_all_dim(this, dim, keepdim, out var result), result);

        public Tensor any() => Check(tensor_any(this, out var result), result);

        public Tensor any(long dim, bool keepdim = false) => Check(tensor_any_dim(this, dim, keepdim, out var result), result);

        public Tensor max() => Check(tensor_max(this, out var result), result);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Check(tensor_max_dim(this, dim, keepdim, out var values, out var indices), values, indices);

        public Tensor min() => Check(tensor_min(this, out var result), result);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Check(tensor_min_dim(this, dim, keepdim, out var values, out var indices), values, indices);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Check(tensor_amax(this, dims, dims.Length, keepdim, @out, out var result), result);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            amax((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amax(params long[] dims) => amax((ReadOnlySpan<long>)dims);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Check(tensor_amin(this, dims, dims.Length, keepdim, @out, out var result), result);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            amin((ReadOnlySpan<long>)dims, keepdim, @out);

        public Tensor amin(params long[] dims) => amin((ReadOnlySpan<long>)dims);

        public Tensor argmax() => Check(tensor_argmax(this, out var result), result);

        public Tensor argmax(long dim, bool keepdim = false) =>
            Check(tensor_argmax_dim(this, dim, keepdim, out var result), result);

        public Tensor argmin() => Check(tensor_argmin(this, out var result), result);

        public Tensor argmin(long dim, bool keepdim = false) =>
            Check(tensor_argmin_dim(this, dim, keepdim, out var result), result);

        public Tensor argsort(long dim = -1, bool descending = false) =>
            Check(tensor_argsort(this, dim, descending, out var result), result);

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Check(tensor_sort(this, dim, descending, stable, out var values, out var indices), values, indices);

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Check(tensor_topk(this, k, dim, largest, sorted, out var values, out var indices), values, indices);

        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Check(tensor_kthvalue(this, k, dim ?? -1, keepdim, out var values, out var indices), values, indices);
    }
}
