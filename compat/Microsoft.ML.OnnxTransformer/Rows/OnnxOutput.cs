using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Getters of the columns that a model's outputs become.</summary>
internal static class OnnxOutput
{
    /// <param name="scorer">Runs the model.</param>
    /// <param name="index">The place of the output among those the scorer asks the model for.</param>
    /// <param name="variable">The output.</param>
    public static Delegate MakeGetter(OnnxRowScorer scorer, int index, OnnxVariable variable)
    {
        Func<OnnxRowScorer, int, string, Delegate> make = variable.Type switch
        {
            VectorDataViewType { ItemType: TextDataViewType } => MakeTextGetter,
            VectorDataViewType vector
                => Generic.Bind<OnnxRowScorer, int, string, Delegate>(MakeNumberGetter<int>, vector.ItemType.RawType),
            var type => Generic.Bind<OnnxRowScorer, int, string, Delegate>(MakeObjectGetter<int>, type.RawType),
        };
        return make(scorer, index, variable.Name);
    }

    private static ValueGetter<VBuffer<T>> MakeNumberGetter<T>(OnnxRowScorer scorer, int index, string name) where T : unmanaged
    {
        return (ref VBuffer<T> vector) =>
        {
            var values = Tensor(scorer, index, name, typeof(T)).GetTensorDataAsSpan<T>();
            var editor = VBufferEditor.Create(ref vector, values.Length);
            values.CopyTo(editor.Values);
            vector = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> MakeTextGetter(OnnxRowScorer scorer, int index, string name)
    {
        return (ref VBuffer<ReadOnlyMemory<char>> vector) =>
        {
            var texts = Tensor(scorer, index, name, typeof(string)).GetStringTensorAsArray();
            var editor = VBufferEditor.Create(ref vector, texts.Length);
            for (var i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            vector = editor.Commit();
        };
    }

    private static ValueGetter<T> MakeObjectGetter<T>(OnnxRowScorer scorer, int index, string name)
    {
        return (ref T value) => value = OnnxObjects.Read(scorer.Output(index), typeof(T)) is T read
            ? read
            : throw Contracts.Except(null, $"Output column {name} cannot be read as {typeof(T)}");
    }

    private static OrtValue Tensor(OnnxRowScorer scorer, int index, string name, Type expected)
        => scorer.Output(index) is { IsTensor: true } tensor
            ? tensor
            : throw Contracts.Except(null, $"Output column {name} doesn't contain a DenseTensor of expected type {expected}");
}
