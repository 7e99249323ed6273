using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Status torch_empty(ReadOnlySpan<long> sizes, int count, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_zeros(ReadOnlySpan<long> sizes, int count, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_ones(ReadOnlySpan<long> sizes, int count, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_rand(ReadOnlySpan<long> sizes, int count, Generator? generator, ScalarType type,
        DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_randn(ReadOnlySpan<long> sizes, int count, Generator? generator, ScalarType type,
        DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_full(ReadOnlySpan<long> sizes, int count, Scalar? value, ScalarType type,
        DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_empty_strided(ReadOnlySpan<long> sizes, int count, ReadOnlySpan<long> strides,
        int stridesCount, ScalarType type, DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_arange(Scalar? start, Scalar? stop, Scalar? step, ScalarType type, DeviceType device,
        int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_linspace(double start, double end, long steps, ScalarType type, DeviceType device,
        int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_logspace(double start, double end, long steps, double logBase, ScalarType type,
        DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_eye(long rows, long columns, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_randint(long low, long high, ReadOnlySpan<long> sizes, int count, Generator? generator,
        ScalarType type, DeviceType device, int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_randperm(long n, Generator? generator, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static unsafe partial Status torch_from_memory(nint data, ReadOnlySpan<long> sizes, int count,
        ScalarType elementType, delegate* unmanaged<nint, void> release, nint context, ScalarType type, DeviceType device,
        int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_empty_like(Tensor input, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_zeros_like(Tensor input, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_ones_like(Tensor input, ScalarType type, DeviceType device, int index, Flag requiresGrad,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_rand_like(Tensor input, ScalarType type, DeviceType device, int index, Flag requiresGrad,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_randn_like(Tensor input, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_full_like(Tensor input, Scalar? value, ScalarType type, DeviceType device, int index,
        Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status torch_randint_like(Tensor input, long low, long high, ScalarType type, DeviceType device,
        int index, Flag requiresGrad, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_normal_(Tensor self, double mean, double std, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Status tensor_uniform_(Tensor self, double from, double to, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Status tensor_bernoulli(Tensor self, Generator? generator, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_bernoulli_(Tensor self, double p, Generator? generator);

    [LibraryImport(Library)]
    internal static partial Status tensor_multinomial(Tensor self, long samples, Flag replacement, Generator? generator,
        out Tensor result);
}
