using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null,
                long? dilation = null, bool ceil_mode = false) =>
                Check(nn_max_pool1d(input, [kernel_size], 1, [stride ?? kernel_size], 1, [padding ?? 0], 1, [dilation ?? 1], 1,
                    ceil_mode, out var result), result);

            public static (Tensor output, Tensor indices) max_pool1d_with_indices(Tensor input, long kernel_size,
                long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                Check(nn_max_pool1d_with_indices(input, [kernel_size], 1, [stride ?? kernel_size], 1, [padding ?? 0], 1,
                    [dilation ?? 1], 1, ceil_mode, out var values, out var indices), values, indices);

            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= kernel_size;
                padding ??= [0, 0];
                dilation ??= [1, 1];
                return Check(nn_max_pool2d(input, kernel_size, kernel_size.Length, strides, strides.Length, padding,
                    padding.Length, dilation, dilation.Length, ceil_mode, out var result), result);
            }

            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null,
                long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Twice(kernel_size), Twice(stride ?? kernel_size), Twice(padding ?? 0), Twice(dilation ?? 1),
                    ceil_mode);

            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Both(kernel_size), Both(stride), Both(padding), Both(dilation), ceil_mode);

            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size,
                long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                strides ??= kernel_size;
                padding ??= [0, 0];
                dilation ??= [1, 1];
                return Check(nn_max_pool2d_with_indices(input, kernel_size, kernel_size.Length, strides, strides.Length,
                    padding, padding.Length, dilation, dilation.Length, ceil_mode, out var values, out var indices), values,
                    indices);
            }

            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null,
                bool ceil_mode = false, bool count_include_pad = true) =>
                Check(nn_avg_pool1d(input, [kernel_size], 1, [stride ?? kernel_size], 1, [padding ?? 0], 1, ceil_mode,
                    count_include_pad, out var result), result);

            public static unsafe Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null,
                long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                stride ??= kernel_size;
                padding ??= [0];
                var divisor = divisor_override ?? 0;
                return Check(nn_avg_pool2d(input, kernel_size, kernel_size.Length, stride, stride.Length, padding,
                    padding.Length, ceil_mode, count_include_pad, divisor != 0 ? &divisor : null, out var result),
                    result);
            }

            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Twice(kernel_size), Twice(stride ?? kernel_size), Twice(padding), ceil_mode,
                    count_include_pad, divisor_override);

            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null) =>
                avg_pool2d(input, Both(kernel_size), Both(stride), Both(padding), ceil_mode, count_include_pad,
                    divisor_override);

            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) =>
                Check(nn_adaptive_avg_pool1d(input, [output_size], 1, out var result), result);

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Check(nn_adaptive_avg_pool2d(input, output_size, output_size.Length, out var result), result);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, Both(output_size));

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                adaptive_avg_pool2d(input, Twice(output_size));

            public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size) =>
                Check(nn_adaptive_max_pool1d(input, [output_size], 1, out var values, out var indices), values, indices);

            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) =>
                ValuesOf(adaptive_max_pool1d_with_indices(input, output_size));

            public static (Tensor Values, Tensor Indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size) =>
                Check(nn_adaptive_max_pool2d(input, output_size, output_size.Length, out var values, out var indices), values,
                    indices);

            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) =>
                ValuesOf(adaptive_max_pool2d_with_indices(input, output_size));

            private static Tensor ValuesOf((Tensor Values, Tensor Indices) pooled)
            {
                pooled.Indices.Dispose();
                return pooled.Values;
            }
        }

        private static long[] Twice(long size) => [size, size];

        private static long[] Both((long, long) size) => [size.Item1, size.Item2];

        private static long[]? Both((long, long)? size) => size.HasValue ? Both(size.Value) : null;
    }
}
