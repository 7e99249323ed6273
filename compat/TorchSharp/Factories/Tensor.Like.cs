using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_empty_like(this, dtype ?? this.dtype, device.type, device.index, requires_grad, out var result),
                result);
        }

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_zeros_like(this, dtype ?? this.dtype, device.type, device.index, requires_grad, out var result),
                result);
        }

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_ones_like(this, dtype ?? this.dtype, device.type, device.index, requires_grad, out var result),
                result);
        }

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_rand_like(this, dtype ?? this.dtype, device.type, device.index, requires_grad, out var result),
                result);
        }

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_randn_like(this, dtype ?? this.dtype, device.type, device.index, requires_grad, out var result),
                result);
        }

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_full_like(this, value, dtype ?? this.dtype, device.type, device.index, requires_grad,
                out var result), result);
        }

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null,
            bool requires_grad = false)
        {
            device ??= this.device;
            return Check(torch_randint_like(this, low, high, dtype ?? this.dtype, device.type, device.index, requires_grad,
                out var result), result);
        }

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null,
            bool requires_grad = false) =>
            torch.empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null,
            bool requires_grad = false) =>
            torch.zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null,
            bool requires_grad = false) =>
            torch.full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);
    }
}
