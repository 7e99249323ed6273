using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Status tensor_dim(Tensor self, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_numel(Tensor self, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_element_size(Tensor self, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_size(Tensor self, long dim, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_stride(Tensor self, long dim, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_sizes(Tensor self, Span<long> result);
    [LibraryImport(Library)] internal static partial Status tensor_strides(Tensor self, Span<long> result);
    [LibraryImport(Library)] internal static partial Status tensor_storage_offset(Tensor self, out long result);
    [LibraryImport(Library)] internal static partial Status tensor_scalar_type(Tensor self, out ScalarType result);
    [LibraryImport(Library)] internal static partial Status tensor_device(Tensor self, out DeviceType type, out int index);
    [LibraryImport(Library)] internal static partial Status tensor_is_contiguous(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_is_sparse(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_is_nonzero(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_data(Tensor self, out nint result);
    [LibraryImport(Library)] internal static partial Status tensor_item(Tensor self, out ScalarValue result);

    [LibraryImport(Library)]
    internal static partial Status tensor_to_type(Tensor self, ScalarType type, Flag nonBlocking, Flag copy, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_to(Tensor self, ScalarType type, DeviceType device, int index, Flag nonBlocking,
        Flag copy, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_clone(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_alias(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_contiguous(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_copy_(Tensor self, Tensor source, Flag nonBlocking);
    [LibraryImport(Library)] internal static partial Status tensor_set_(Tensor self, Tensor source);
    [LibraryImport(Library)] internal static partial Status tensor_has_names(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_name(Tensor self, long dim, out nint result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status tensor_rename_(Tensor self, string[] names, int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status tensor_flatten_names(Tensor self, string?[] names, int count, string name, out Tensor result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status tensor_unflatten_names(Tensor self, string name, string[] names, ReadOnlySpan<long> sizes,
        int count, out Tensor result);

    [LibraryImport(Library)] internal static partial Status list_size(nint list, out int result);
    [LibraryImport(Library)] internal static partial Status list_take(nint list, Span<nint> result);
}
