using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor cpu() => Convert(dtype, CPU, copy: false, disposeAfter: false, non_blocking: false);

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA)
                throw new ArgumentException("Not a CUDA device.", nameof(device));
            return to(DeviceType.CUDA, device?.index ?? -1, non_blocking: non_blocking);
        }

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Check(tensor_to_type(this, type, non_blocking, copy, out var converted), converted);
            if (disposeAfter)
                Dispose();
            return result;
        }

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) =>
            Convert(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) => Convert(type, device, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(device.type, device.index, copy, disposeAfter, non_blocking);

        // What is said here says whether to copy, as with the official one.
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, copy: non_blocking);

        public Tensor type(Func<Tensor, Tensor> typeFunc) => typeFunc(this);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor alias() => Check(tensor_alias(this, out var result), result);

        public Tensor clone() => Check(tensor_clone(this, out var result), result);

        public Tensor contiguous() => Check(tensor_contiguous(this, out var result), result);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Changed(tensor_copy_(this, source, nonBlocking));

        public Tensor set_(Tensor source) => Changed(tensor_set_(this, source));

        /// <summary>A conversion that would change nothing gives a second handle to the same tensor.</summary>
        private Tensor Convert(ScalarType type, Device device, bool copy, bool disposeAfter, bool non_blocking)
        {
            device = InitializeDevice(device);
            var result = Check(tensor_to(this, type, device.type, device.index, non_blocking, copy, out var moved), moved);
            if (disposeAfter)
                Dispose();
            return result;
        }
    }

    public static Tensor clone(Tensor input) => input.clone();
}
