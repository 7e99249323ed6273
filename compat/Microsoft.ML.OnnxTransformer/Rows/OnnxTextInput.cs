using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Text, which ONNX Runtime keeps a copy of.</summary>
internal sealed class OnnxTextInput(string name, ValueGetter<VBuffer<ReadOnlyMemory<char>>> getTexts, int[] shape)
    : OnnxInput(name)
{
    private VBuffer<ReadOnlyMemory<char>> _texts;
    private OrtValue? _tensor;

    public static OnnxTextInput OfScalar(string name, ValueGetter<ReadOnlyMemory<char>> getText)
    {
        var text = new ReadOnlyMemory<char>[1];
        return new OnnxTextInput(name, GetTexts, [1, 1]);

        void GetTexts(ref VBuffer<ReadOnlyMemory<char>> texts)
        {
            getText(ref text[0]);
            texts = new VBuffer<ReadOnlyMemory<char>>(1, text);
        }
    }

    public override OrtValue Read()
    {
        getTexts(ref _texts);
        _tensor?.Dispose();
        _tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, TensorShape(shape, _texts.Length));
        foreach (var (index, text) in _texts.Items())
            _tensor.StringTensorSetElementAt(text.Span, index);
        return _tensor;
    }

    public override void Dispose() => _tensor?.Dispose();
}
