using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial Status nn_conv1d(Tensor input, Tensor weight, [MarshalUsing(typeof(OrNull))] Tensor? bias,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, long groups, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_conv1d_padding(Tensor input, Tensor weight, [MarshalUsing(typeof(OrNull))] Tensor? bias,
        ReadOnlySpan<long> stride, int strideCount, Flag same, ReadOnlySpan<long> dilation, int dilationCount, long groups,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_conv2d(Tensor input, Tensor weight, [MarshalUsing(typeof(OrNull))] Tensor? bias,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, long groups, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_conv2d_padding(Tensor input, Tensor weight, [MarshalUsing(typeof(OrNull))] Tensor? bias,
        ReadOnlySpan<long> stride, int strideCount, Flag same, ReadOnlySpan<long> dilation, int dilationCount, long groups,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_linear(Tensor input, Tensor weight, [MarshalUsing(typeof(OrNull))] Tensor? bias,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_batch_norm(Tensor input, [MarshalUsing(typeof(OrNull))] Tensor? runningMean,
        [MarshalUsing(typeof(OrNull))] Tensor? runningVar, [MarshalUsing(typeof(OrNull))] Tensor? weight,
        [MarshalUsing(typeof(OrNull))] Tensor? bias, Flag training, double momentum, double eps, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_max_pool1d(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, Flag ceilMode, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_max_pool1d_with_indices(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, Flag ceilMode, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status nn_max_pool2d(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, Flag ceilMode, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_max_pool2d_with_indices(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, ReadOnlySpan<long> dilation,
        int dilationCount, Flag ceilMode, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status nn_avg_pool1d(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, Flag ceilMode,
        Flag countIncludePad, out Tensor result);

    [LibraryImport(Library)]
    internal static unsafe partial Status nn_avg_pool2d(Tensor input, ReadOnlySpan<long> kernel, int kernelCount,
        ReadOnlySpan<long> stride, int strideCount, ReadOnlySpan<long> padding, int paddingCount, Flag ceilMode,
        Flag countIncludePad, long* divisorOverride, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_adaptive_avg_pool1d(Tensor input, ReadOnlySpan<long> size, int sizeCount,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_adaptive_avg_pool2d(Tensor input, ReadOnlySpan<long> size, int sizeCount,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_adaptive_max_pool1d(Tensor input, ReadOnlySpan<long> size, int sizeCount, out Tensor values,
        out Tensor indices);

    [LibraryImport(Library)]
    internal static partial Status nn_adaptive_max_pool2d(Tensor input, ReadOnlySpan<long> size, int sizeCount, out Tensor values,
        out Tensor indices);

    [LibraryImport(Library)] internal static partial Status nn_dropout(Tensor input, double p, Flag training, out Tensor result);
    [LibraryImport(Library)] internal static partial Status nn_dropout_(Tensor input, double p, Flag training, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_softmax(Tensor input, long dim, ScalarType type, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_log_softmax(Tensor input, long dim, ScalarType type, out Tensor result);

    [LibraryImport(Library)] internal static partial Status nn_one_hot(Tensor input, long classes, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_pad(Tensor input, ReadOnlySpan<long> pad, int padCount, PaddingModes mode, double value,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_cross_entropy(Tensor input, Tensor target, [MarshalUsing(typeof(OrNull))] Tensor? weight,
        long ignoreIndex, nn.Reduction reduction, double labelSmoothing, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_nll_loss(Tensor input, Tensor target, [MarshalUsing(typeof(OrNull))] Tensor? weight,
        long ignoreIndex, nn.Reduction reduction, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_mse_loss(Tensor input, Tensor target, nn.Reduction reduction, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status nn_binary_cross_entropy_with_logits(Tensor input, Tensor target,
        [MarshalUsing(typeof(OrNull))] Tensor? weight, nn.Reduction reduction, [MarshalUsing(typeof(OrNull))] Tensor? posWeights,
        out Tensor result);
}
