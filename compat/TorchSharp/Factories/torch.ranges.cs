using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
    {
        device = InitializeDevice(device);
        dtype ??= is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type)
            ? ScalarType.Int64
            : default_dtype;
        // Libtorch counts in no complex type. The official one counts in the parts' and converts: the result is no leaf then.
        if (is_complex(dtype.Value))
        {
            var parts = dtype == ScalarType.ComplexFloat32 ? ScalarType.Float32 : ScalarType.Float64;
            using var real = arange(start, stop, step, parts, device, requires_grad);
            return real.to_type(dtype.Value);
        }

        return Check(torch_arange(start, stop, step, dtype.Value, device.type, device.index, requires_grad, out var result),
            result);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false)
    {
        device = InitializeDevice(device);
        return Check(torch_linspace(start, end, steps, dtype ?? default_dtype, device.type, device.index, requires_grad,
            out var result), result);
    }

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false)
    {
        device = InitializeDevice(device);
        return Check(torch_logspace(start, end, steps, @base, dtype ?? default_dtype, device.type, device.index, requires_grad,
            out var result), result);
    }

    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null)
    {
        device = InitializeDevice(device);
        return Named(Check(torch_eye(rows, columns == -1 ? rows : columns, dtype ?? default_dtype, device.type, device.index,
            requires_grad, out var result), result), names);
    }

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null)
    {
        device = InitializeDevice(device);
        return Named(Check(torch_empty_strided(size, size.Length, strides, strides.Length, dtype ?? default_dtype, device.type,
            device.index, requires_grad, out var result), result), names);
    }

    // No gradient is recorded whatever is said, as with the official one.
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null)
    {
        device = InitializeDevice(device);
        return Check(torch_randperm(n, generator, dtype ?? ScalarType.Int64, device.type, device.index, requiresGrad: false,
            out var result), result);
    }

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Named(randn(size, dtype, device, generator: generator).mul_(std).add_(mean).requires_grad_(requires_grad), names);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        if (std.device_type != mean.device_type || (std.device_type == DeviceType.CUDA && std.device_index != mean.device_index))
            throw new ArgumentException("The 'means' and 'stddev' tensors must be located on the same device.");
        using var drawn = randn(mean.shape, device: std.device, generator: generator);
        using var scaled = drawn * std;
        return scaled + mean;
    }
}
