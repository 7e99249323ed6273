using System.Runtime.InteropServices;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

// Tensors from .NET arrays: those of tensor(...) have a copy, those of from_array and frombuffer share the array's memory.
public static unsafe partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false) =>
        Shared(rawArray, ShapeOf(rawArray), ElementTypeOf(rawArray), 0, dtype, device, requires_grad);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) =>
        from_array(data, dtype, device);

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0,
        bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        return Shared(rawArray, [count], ElementTypeOf(rawArray), offset, dtype, CPU, requires_grad);
    }

    private static ScalarType ElementTypeOf(Array array) => ToScalarType(array.GetType().GetElementType()!);

    private static long[] ShapeOf(Array array)
    {
        var shape = new long[array.Rank];
        for (var dim = 0; dim < shape.Length; dim++)
            shape[dim] = array.GetLongLength(dim);
        return shape;
    }

    internal static Tensor Copied(Array array, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device,
        bool requires_grad)
    {
        ThrowIfTooShort(array, dimensions);
        var elements = empty(dimensions, ElementTypeOf(array), CPU);
        var size = elements.NumberOfElements * elements.ElementSize;
        fixed (byte* source = &MemoryMarshal.GetArrayDataReference(array))
            Buffer.MemoryCopy(source, elements.DataPointer, size, size);
        return Converted(elements, dtype, device).with_requires_grad(requires_grad);
    }

    /// <summary>The array is pinned until the last tensor that looks at it is gone.</summary>
    private static Tensor Shared(Array array, ReadOnlySpan<long> dimensions, ScalarType elementType, long offset,
        ScalarType? dtype, Device? device, bool requires_grad)
    {
        ThrowIfTooShort(array, dimensions);
        device = InitializeDevice(device);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var start = pin.AddrOfPinnedObject() + (nint)(offset * elementType.ElementSize());
        return Check(torch_from_memory(start, dimensions, dimensions.Length, elementType, &Release, GCHandle.ToIntPtr(pin),
            dtype ?? elementType, device.type, device.index, requires_grad, out var result), result);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static Tensor Converted(Tensor tensor, ScalarType? dtype, Device? device)
    {
        device = InitializeDevice(device);
        var type = dtype ?? tensor.dtype;
        return tensor.toWillCopy(type, device) ? tensor.to(type, device, disposeAfter: true) : tensor;
    }

    private static void ThrowIfTooShort(Array array, ReadOnlySpan<long> dimensions)
    {
        var count = 1L;
        foreach (var size in dimensions)
            count *= size;
        if (count > array.LongLength)
        {
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {count} vs. {array.LongLength}");
        }
    }
}
