using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>An input or output of a model. Open dimensions are -1; a map or sequence has no shape.</summary>
internal sealed record OnnxVariable(string Name, int[]? Shape, DataViewType Type)
{
    /// <summary>The variable with another shape, which may differ only where one of the two is open.</summary>
    public OnnxVariable WithShape(int[] shape)
    {
        if (Shape is null || shape.Length != Shape.Length || shape.Zip(Shape).Any(IsConflict))
        {
            throw Contracts.ExceptParam(null, "shapeDictionary",
                $"The specified shape {string.Join(",", shape)} is not compatible with the shape " +
                $"{string.Join(",", Shape ?? [])} loaded from the ONNX model file. Only unknown dimension can replace or " +
                "be replaced by another dimension.");
        }

        var type = Type is not VectorDataViewType vector ? Type
            : Array.TrueForAll(shape, length => length > 0) ? new VectorDataViewType(vector.ItemType, shape)
            : new VectorDataViewType(vector.ItemType);
        return new OnnxVariable(Name, shape, type);
    }

    /// <summary>The shape of the tensor for one row: a batch of one, and zero for a dimension that the row decides.</summary>
    public int[] RowShape()
    {
        if (Shape is null)
            throw Contracts.ExceptNotSupp(null, $"Input '{Name}' is a {Type}: only tensors can be fed to a model.");
        if (Shape.Length == 0)
            return [1];

        int[] shape = [.. Shape.Select(length => Math.Max(0, length))];
        if (Shape[0] < 0)
            shape[0] = 1;
        return shape.Count(length => length == 0) > 1
            ? throw new ArgumentOutOfRangeException(Name, "Only 1 unknown dimension is allowed")
            : shape;
    }

    private static bool IsConflict((int, int) lengths)
        => lengths.Item1 != lengths.Item2 && lengths is { Item1: > 0, Item2: > 0 };
}
