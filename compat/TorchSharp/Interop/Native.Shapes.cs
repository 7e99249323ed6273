using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Status tensor_flip(Tensor self, ReadOnlySpan<long> values, int valuesCount, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_permute(Tensor self, ReadOnlySpan<long> values, int valuesCount, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_repeat(Tensor self, ReadOnlySpan<long> values, int valuesCount, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_reshape(Tensor self, ReadOnlySpan<long> values, int valuesCount, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_view(Tensor self, ReadOnlySpan<long> values, int valuesCount, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_flatten(Tensor self, long dim0, long dim1, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_select(Tensor self, long dim0, long dim1, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_transpose(Tensor self, long dim0, long dim1, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_transpose_(Tensor self, long dim0, long dim1);
    [LibraryImport(Library)] internal static partial Status tensor_t(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_numpy_t(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static unsafe partial Status tensor_squeeze(Tensor self, long* dim, out Tensor result);
    [LibraryImport(Library)] internal static unsafe partial Status tensor_squeeze_(Tensor self, long* dim);
    [LibraryImport(Library)] internal static partial Status tensor_unsqueeze(Tensor self, long dim, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_unsqueeze_(Tensor self, long dim);

    [LibraryImport(Library)]
    internal static partial Status tensor_unflatten(Tensor self, long dim, ReadOnlySpan<long> sizes, int sizesCount,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_expand(Tensor self, ReadOnlySpan<long> sizes, int sizesCount, Flag isImplicit,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_broadcast_to(Tensor self, ReadOnlySpan<long> sizes, int sizesCount, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_as_strided(Tensor self, ReadOnlySpan<long> sizes, int sizesCount,
        ReadOnlySpan<long> strides, int stridesCount, long offset, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_narrow(Tensor self, long dim, long start, long length, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_slice(Tensor self, long dim, long start, long finish, long step, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_roll(Tensor self, ReadOnlySpan<long> shifts, int shiftsCount, ReadOnlySpan<long> dims,
        int dimsCount, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_tril(Tensor self, long diagonal, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_triu(Tensor self, long diagonal, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_diag(Tensor self, long diagonal, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_nonzero(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status torch_where_nonzero(Tensor condition, out nint result);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_select(Tensor self, long dim, Tensor index, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_add(Tensor self, long dim, Tensor index, Tensor source, Scalar? alpha,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_add_(Tensor self, long dim, Tensor index, Tensor source, Scalar? alpha);

    [LibraryImport(Library)] internal static partial Status tensor_gather(Tensor self, long dim, Tensor index, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_take(Tensor self, Tensor index, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_scatter(Tensor self, long dim, Tensor index, Tensor source, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_scatter_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Status tensor_scatter_add(Tensor self, long dim, Tensor index, Tensor source, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_scatter_add_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    internal static partial Status tensor_masked_fill(Tensor self, Tensor mask, Scalar? value, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_masked_fill_(Tensor self, Tensor mask, Scalar? value);
    [LibraryImport(Library)] internal static partial Status tensor_masked_select(Tensor self, Tensor mask, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_index(Tensor self, ReadOnlySpan<IndexValue> indices, int count, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_put_(Tensor self, ReadOnlySpan<IndexValue> indices, int count, Tensor value);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_put_accumulate_(Tensor self, ReadOnlySpan<nint> indices, int count, Tensor value,
        Flag accumulate);

    [LibraryImport(Library)]
    internal static partial Status tensor_index_put_scalar_(Tensor self, ReadOnlySpan<IndexValue> indices, int count,
        Scalar? value);

    [LibraryImport(Library)] internal static partial Status tensor_split(Tensor self, long size, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial Status tensor_split_sizes(Tensor self, ReadOnlySpan<long> sizes, int sizesCount, long dim,
        out nint result);

    [LibraryImport(Library)] internal static partial Status tensor_chunk(Tensor self, long chunks, long dim, out nint result);
    [LibraryImport(Library)] internal static partial Status tensor_unbind(Tensor self, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial Status torch_cat(ReadOnlySpan<nint> list, int count, long dim, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_stack(ReadOnlySpan<nint> list, int count, long dim, out Tensor result);

    [LibraryImport(Library)] internal static partial Status torch_hstack(ReadOnlySpan<nint> list, int count, out Tensor result);
    [LibraryImport(Library)] internal static partial Status torch_vstack(ReadOnlySpan<nint> list, int count, out Tensor result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status torch_einsum(string equation, ReadOnlySpan<nint> list, int count, out Tensor result);
}
