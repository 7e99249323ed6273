using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Status tensor_all(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_any(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_argmax(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_argmin(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_max(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_median(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_min(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_trace(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sum(Tensor self, ScalarType type, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_sum_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag keepdim, ScalarType type,
        out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_mean(Tensor self, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_mean_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag keepdim,
        ScalarType type, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_prod(Tensor self, ScalarType type, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_prod_dim(Tensor self, long dim, Flag keepdim, ScalarType type, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_cumsum(Tensor self, long dim, ScalarType type, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_std(Tensor self, Flag unbiased, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_std_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keepdim,
        out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_var(Tensor self, Flag unbiased, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_var_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keepdim,
        out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_norm(Tensor self, float p, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_norm_dim(Tensor self, long dim, Flag keepdim, float p, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_logsumexp(Tensor self, long dim, Flag keepdim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_count_nonzero(Tensor self, ReadOnlySpan<long> dims, int count, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_all_dim(Tensor self, long dim, Flag keepdim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_any_dim(Tensor self, long dim, Flag keepdim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_amax(Tensor self, ReadOnlySpan<long> dims, int count, Flag keepdim,
        [MarshalUsing(typeof(OrNull))] Tensor? @out, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_amin(Tensor self, ReadOnlySpan<long> dims, int count, Flag keepdim,
        [MarshalUsing(typeof(OrNull))] Tensor? @out, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_argmax_dim(Tensor self, long dim, Flag keepdim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_argmin_dim(Tensor self, long dim, Flag keepdim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_argsort(Tensor self, long dim, Flag descending, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_max_dim(Tensor self, long dim, Flag keepdim, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status tensor_min_dim(Tensor self, long dim, Flag keepdim, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status tensor_sort(Tensor self, long dim, Flag descending, Flag stable, out Tensor values,
        out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status tensor_topk(Tensor self, long k, long dim, Flag largest, Flag sorted, out Tensor values,
        out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status tensor_kthvalue(Tensor self, long k, long dim, Flag keepdim, out Tensor values,
        out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status tensor_std_mean(Tensor self, Flag unbiased, out Tensor std, out Tensor mean);

    [LibraryImport(Library)]
    internal static partial Status tensor_var_mean(Tensor self, Flag unbiased, out Tensor var, out Tensor mean);

    [LibraryImport(Library)]
    internal static partial Status tensor_std_mean_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased,
        Flag keepdim, out Tensor std, out Tensor mean);

    [LibraryImport(Library)]
    internal static partial Status tensor_var_mean_dims(Tensor self, ReadOnlySpan<long> dims, int count, Flag unbiased,
        Flag keepdim, out Tensor var, out Tensor mean);

    [LibraryImport(Library)]
    internal static partial Status tensor_bincount(Tensor self, [MarshalUsing(typeof(OrNull))] Tensor? weights, long minlength,
        out Tensor result);
}
