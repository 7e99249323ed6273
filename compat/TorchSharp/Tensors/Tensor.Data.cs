using TorchSharp.Utils;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements' memory, without a copy: good as long as the tensor is.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var count = NumberOfElements * ElementSize;
                ThrowUnlessReadable(count);
                return new Span<byte>(DataPointer, (int)count);
            }

            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (NumberOfElements * ElementSize != value.Length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new Span<byte>(DataPointer, value.Length));
            }
        }

        internal unsafe void* DataPointer => (void*)Check(tensor_data(this, out var data), data);

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        public Scalar ToScalar() => new(Check(tensor_item(this, out var value), value));

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);

        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);

        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);

        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);

        public byte ReadCpuByte(long i) => TensorAccessor<byte>.ReadItemAt(this, i);

        public sbyte ReadCpuSByte(long i) => TensorAccessor<sbyte>.ReadItemAt(this, i);

        public short ReadCpuInt16(long i) => TensorAccessor<short>.ReadItemAt(this, i);

        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            ThrowUnlessReadable(0);
            var position = (byte*)DataPointer;
            var left = NumberOfElements * ElementSize;
            while (left > 0)
            {
                var count = (int)Math.Min(left, bufferSize);
                stream.Write(new ReadOnlySpan<byte>(position, count));
                position += count;
                left -= count;
            }
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ThrowUnlessReadable(0);
            var position = (byte*)DataPointer;
            var left = NumberOfElements * ElementSize;
            while (left > 0)
            {
                var count = stream.Read(new Span<byte>(position, (int)Math.Min(left, bufferSize)));
                if (count == 0)
                    throw new EndOfStreamException();
                position += count;
                left -= count;
            }
        }

        /// <summary>bfloat16 has no .NET type, and an element is read as what it is and nothing else.</summary>
        internal void ValidateType(Type dotnetType)
        {
            var type = dtype;
            if (type == ScalarType.BFloat16)
                throw new ArgumentException($"No support for {type} in TorchSharp");
            if (ElementTypeOf(dotnetType) != type)
                throw new ArgumentException($"{dotnetType.Name} is not compatible with {type}");
        }

        private void ThrowUnlessReadable(long size)
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (size > int.MaxValue)
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (!is_cpu())
            {
                throw new InvalidOperationException(
                    "Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}
