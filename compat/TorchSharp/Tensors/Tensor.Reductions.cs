using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Check(tensor_sum(this, type.OrNone(), out var result), result);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Check(tensor_sum_dims(this, dim, dim.Length, keepdim, type.OrNone(), out var result), result);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)[dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Check(tensor_mean(this, out var result), result);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Check(tensor_mean_dims(this, dimensions, dimensions.Length, keepdim, type.OrNone(), out var result), result);

        public Tensor prod(ScalarType? type = null) => Check(tensor_prod(this, type.OrNone(), out var result), result);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Check(tensor_prod_dim(this, dim, keepdim, type.OrNone(), out var result), result);

        public Tensor cumsum(long dim, ScalarType? type = null) =>
            Check(tensor_cumsum(this, dim, type.OrNone(), out var result), result);

        public Tensor norm(float p = 2.0f) => Check(tensor_norm(this, p, out var result), result);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Check(tensor_norm_dim(this, dim, keepdim, p, out var result), result);

        public Tensor logsumexp(long dim, bool keepdim = false) =>
            Check(tensor_logsumexp(this, dim, keepdim, out var result), result);

        public Tensor count_nonzero(long[]? dims = null) =>
            Check(tensor_count_nonzero(this, dims, dims?.Length ?? 0, out var result), result);

        public Tensor bincount(Tensor? weights, long minlength = 0) =>
            Check(tensor_bincount(this, weights, minlength, out var result), result);

        public Tensor trace()
        {
            if (ndim != 2)
                throw new ArgumentException($"Expected a matrix, but got tensor with ndim == {ndim}");
            return Check(tensor_trace(this, out var result), result);
        }

        public Tensor median() => Check(tensor_median(this, out var result), result);

        public Tensor std(bool unbiased = true) => Check(tensor_std(this, unbiased, out var result), result);

        public Tensor var(bool unbiased = true) => Check(tensor_var(this, unbiased, out var result), result);

        // The element type that these take is ignored, as it is by the official ones.
        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Check(tensor_std_dims(this, dimensions, dimensions.Length, unbiased, keepdim, out var result), result);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std((ReadOnlySpan<long>)[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Check(tensor_var_dims(this, dimensions, dimensions.Length, unbiased, keepdim, out var result), result);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)dimensions, unbiased, keepdim, type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var((ReadOnlySpan<long>)[dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);
    }
}
