using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Check(tensor_dim(this, out var dim), dim);

        public long ndim => Dimensions;

        public long NumberOfElements => Check(tensor_numel(this, out var count), count);

        public long ElementSize => Check(tensor_element_size(this, out var size), size);

        public ScalarType dtype => Check(tensor_scalar_type(this, out var type), type);

        public DeviceType device_type => Check(tensor_device(this, out var type, out _), type);

        public int device_index => Check(tensor_device(this, out _, out var index), index);

        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Check(tensor_is_sparse(this, out var sparse), sparse);

        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                Check(tensor_sizes(this, sizes));
                return sizes;
            }
        }

        public Tensor T => Check(tensor_numpy_t(this, out var result), result);

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size() => shape;

        public long size(int dim) => Check(tensor_size(this, dim, out var size), size);

        public long[] stride()
        {
            var strides = new long[ndim];
            Check(tensor_strides(this, strides));
            return strides;
        }

        public long stride(int dim) => Check(tensor_stride(this, dim, out var stride), stride);

        public long storage_offset() => Check(tensor_storage_offset(this, out var offset), offset);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_contiguous() => Check(tensor_is_contiguous(this, out var contiguous), contiguous);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_nonzero()
        {
            if (numel() != 1)
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            return Check(tensor_is_nonzero(this, out var nonzero), nonzero);
        }
    }

    public static long numel(Tensor input) => input.numel();

    public static bool is_tensor(object obj) => obj is Tensor;

    public static bool is_nonzero(Tensor input) => input.is_nonzero();
}
