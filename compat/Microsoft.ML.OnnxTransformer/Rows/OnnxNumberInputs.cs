using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A vector of numbers. Rows are copied into one buffer, which ONNX Runtime reads where it lies.</summary>
internal sealed class OnnxVectorInput<T>(string name, ValueGetter<VBuffer<T>> getVector, int[] shape) : OnnxInput(name)
    where T : unmanaged
{
    private VBuffer<T> _vector;
    private T[] _buffer = [];
    private OrtValue? _tensor;

    public override OrtValue Read()
    {
        getVector(ref _vector);
        if (_tensor is null || _buffer.Length != _vector.Length)
            Allocate(_vector.Length);
        _vector.CopyTo(_buffer);
        return _tensor!;
    }

    public override void Dispose() => _tensor?.Dispose();

    private void Allocate(int length)
    {
        var dimensions = TensorShape(shape, length);
        _tensor?.Dispose();
        _buffer = GC.AllocateUninitializedArray<T>(length, pinned: true);
        _tensor = OrtValue.CreateTensorValueFromMemory(_buffer, dimensions);
    }
}

/// <summary>A single number, fed as a tensor of 1 x 1.</summary>
internal sealed class OnnxScalarInput<T> : OnnxInput
    where T : unmanaged
{
    private readonly T[] _buffer = GC.AllocateUninitializedArray<T>(1, pinned: true);
    private readonly ValueGetter<T> _getValue;
    private readonly OrtValue _tensor;

    public OnnxScalarInput(string name, ValueGetter<T> getValue)
        : base(name)
    {
        _getValue = getValue;
        _tensor = OrtValue.CreateTensorValueFromMemory(_buffer, [1, 1]);
    }

    public override OrtValue Read()
    {
        _getValue(ref _buffer[0]);
        return _tensor;
    }

    public override void Dispose() => _tensor.Dispose();
}
