using static TorchSharp.Interop.Native;

namespace TorchSharp;

public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

public enum Padding
{
    Valid = 0,
    Same = 1,
}

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null,
                long? padding = null, long? dilation = null, long groups = 1) =>
                Check(nn_conv1d(input, weight, bias, [stride ?? 1], 1, [padding ?? 0], 1, [dilation ?? 1], 1, groups,
                    out var result), result);

            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null,
                Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Check(nn_conv1d_padding(input, weight, bias, [stride ?? 1], 1, padding == Padding.Same, [dilation ?? 1], 1,
                    groups, out var result), result);

            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null,
                long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                ReadOnlySpan<long> steps = strides ?? [1];
                ReadOnlySpan<long> margins = padding ?? [0];
                ReadOnlySpan<long> gaps = dilation ?? [1];
                return Check(nn_conv2d(input, weight, bias, steps, steps.Length, margins, margins.Length, gaps, gaps.Length,
                    groups, out var result), result);
            }

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null,
                Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1)
            {
                ReadOnlySpan<long> steps = strides ?? [1];
                ReadOnlySpan<long> gaps = dilation ?? [1];
                return Check(nn_conv2d_padding(input, weight, bias, steps, steps.Length, padding == Padding.Same, gaps,
                    gaps.Length, groups, out var result), result);
            }

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Check(nn_linear(input, weights, bias, out var result), result);

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) => Check(nn_pad(input, pad, pad.Length, mode, value, out var result), result);

            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)pad, mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) => functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant,
                double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);
        }
    }
}
