using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Copies ONNX sequences and maps into .NET collections, which stay good when the row changes.</summary>
internal static class OnnxObjects
{
    /// <param name="value">The sequence or map.</param>
    /// <param name="type">IEnumerable or IDictionary of what it holds.</param>
    /// <returns>The collection; null if the value is of another kind.</returns>
    public static object? Read(OrtValue value, Type type) => (value.OnnxType, type.GetGenericArguments()) switch
    {
        (OnnxValueType.ONNX_TYPE_SEQUENCE, [var element]) => Generic.Bind<OrtValue, object>(ReadSequence<int>, element)(value),
        (OnnxValueType.ONNX_TYPE_MAP, [var key, var item]) => Generic.Bind<OrtValue, object>(ReadMap<int, int>, key, item)(value),
        _ => null,
    };

    private static object ReadSequence<T>(OrtValue sequence)
        => Parts(sequence, sequence.GetValueCount(), part => (T)Read(part, typeof(T))!).ToList();

    // A map is two parts: the keys, and the values in the same order.
    private static object ReadMap<TKey, TValue>(OrtValue map) where TKey : notnull
    {
        var parts = Parts(map, 2, ReadTensor).ToList();
        return ((TKey[])parts[0]).Zip((TValue[])parts[1]).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IEnumerable<T> Parts<T>(OrtValue whole, int count, Func<OrtValue, T> read)
    {
        for (var i = 0; i < count; i++)
        {
            using var part = whole.GetValue(i, OrtAllocator.DefaultInstance);
            yield return read(part);
        }
    }

    private static Array ReadTensor(OrtValue tensor) => tensor.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.String => tensor.GetStringTensorAsArray(),
        TensorElementType.Int64 => tensor.GetTensorDataAsSpan<long>().ToArray(),
        TensorElementType.Float => tensor.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Double => tensor.GetTensorDataAsSpan<double>().ToArray(),
        var other => throw new NotSupportedException($"ONNX maps of {other} are not supported."),
    };
}
