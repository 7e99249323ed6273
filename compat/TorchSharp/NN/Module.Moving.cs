using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                ThrowUnlessFloating(dtype);
                _toEpilog(dtype, Available(device.type, device.index), non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                var device = Available(deviceType, deviceIndex);
                if (device.type != _deviceType || device.index != _deviceIndex)
                    _toEpilog(null, device, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                ThrowUnlessFloating(dtype);
                _toEpilog(dtype, null, non_blocking);
                return this;
            }

            /// <summary>
            /// Converts children, then parameters and buffers. Each one that is converted is a new tensor, which goes where
            /// the old one was found: into a property of its name, else into the registry and the field of its name. Buffers
            /// that are not persistent stay as they are.
            /// </summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is null)
                        child._to(device.type, device.index, non_blocking);
                    else
                        child._to(device, dtype.Value, non_blocking);
                }

                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (ReplaceParameter(dtype, device, parameter, out var converted))
                        Put(name, parameter, converted!, () => ConditionallyRegisterParameter(name, converted));
                }

                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    if (ReplaceBuffer(dtype, device, buffer, out var converted))
                        Put(name, buffer, converted!, () => ConditionallyRegisterBuffer(name, converted));
                }

                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var (type, place) = Target(buffer, dtype, device);
                if (!buffer.toWillCopy(type, place))
                    return false;
                result = buffer.to(type, place).DetachFromDisposeScope();
                return true;
            }

            /// <summary>The conversion is not recorded, so that the new parameter is a leaf. Its gradient comes along.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                using var gradient = param.grad;
                var (type, place) = Target(param, dtype, device);
                if (!param.toWillCopy(type, place) && gradient?.toWillCopy(type, place) != true)
                    return false;

                using var noGrad = no_grad();
                p = new Parameter(param.to(type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                if (gradient is not null)
                {
                    using var converted = gradient.to(type, place).with_requires_grad(gradient.requires_grad);
                    p.grad = converted;
                }

                return true;
            }

            private static (ScalarType Type, Device Place) Target(Tensor tensor, ScalarType? dtype, Device? device)
            {
                var converts = dtype.HasValue && (tensor.is_floating_point() || tensor.is_complex());
                return (converts ? dtype!.Value : tensor.dtype, device ?? tensor.device);
            }

            private static void ThrowUnlessFloating(ScalarType dtype)
            {
                if (is_floating_point(dtype) || is_complex(dtype))
                    return;
                throw new ArgumentException(
                    $"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            private static Device Available(DeviceType type, int index)
            {
                if (type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
                InitializeDeviceType(type);
                return new Device(type, type == DeviceType.CUDA ? index : -1);
            }

            private void Put(string name, Tensor before, Tensor after, Action register)
            {
                if (GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .FirstOrDefault(property => property.Name == name) is { } owner)
                {
                    owner.SetValue(this, after);
                    return;
                }

                before.Dispose();
                register();
                FieldsOf(GetType()).FirstOrDefault(field => field.ComponentName() == name)?.SetValue(this, after);
            }
        }
    }
}
