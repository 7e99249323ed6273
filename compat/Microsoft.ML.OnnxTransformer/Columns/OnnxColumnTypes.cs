using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.SqueezeExcite.Onnx;
using DataType = Microsoft.ML.SqueezeExcite.Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The column type that an ONNX type becomes.</summary>
internal static class OnnxColumnTypes
{
    public static DataViewType Of(TypeProto type) => type.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType => OfTensor(type.TensorType),
        TypeProto.ValueOneofCase.SequenceType => new OnnxSequenceType(NativeType(type.SequenceType.ElemType)),
        TypeProto.ValueOneofCase.MapType => new OnnxMapType(KeyType(type.MapType), NativeType(type.MapType.ValueType)),
        _ => throw Contracts.ExceptParam(null, nameof(type), $"Unsupported ONNX variable type {type}"),
    };

    public static PrimitiveDataViewType OfElement(int elementType) => (DataType)elementType switch
    {
        DataType.Bool => BooleanDataViewType.Instance,
        DataType.Int8 => NumberDataViewType.SByte,
        DataType.Uint8 => NumberDataViewType.Byte,
        DataType.Int16 => NumberDataViewType.Int16,
        DataType.Uint16 => NumberDataViewType.UInt16,
        DataType.Int32 => NumberDataViewType.Int32,
        DataType.Uint32 => NumberDataViewType.UInt32,
        DataType.Int64 => NumberDataViewType.Int64,
        DataType.Uint64 => NumberDataViewType.UInt64,
        DataType.Float => NumberDataViewType.Single,
        DataType.Double => NumberDataViewType.Double,
        DataType.String => TextDataViewType.Instance,
        var unknown => throw Contracts.Except(null, $"Unsupported ONNX scalar type: {unknown}"),
    };

    private static DataViewType OfTensor(TypeProto.Types.Tensor tensor)
    {
        var item = OfElement(tensor.ElemType);
        if (tensor.Shape is null || tensor.Shape.Dim.Count == 0)
            return item;

        // One row at a time: an open first dimension is a batch of one. Any other open dimension leaves the length open.
        int[] dimensions = [.. tensor.Shape.Dim.Select(Length)];
        dimensions[0] = Math.Max(1, dimensions[0]);
        return dimensions.Contains(0) ? new VectorDataViewType(item) : new VectorDataViewType(item, dimensions);
    }

    // Zero where the model leaves it open.
    private static int Length(TensorShapeProto.Types.Dimension dimension)
        => dimension.DimValue <= int.MaxValue
            ? (int)Math.Max(0, dimension.DimValue)
            : throw Contracts.ExceptParam(null, nameof(dimension),
                $"Dimension {dimension} in ONNX tensor cannot exceed the maximum of 32-bit signed integer.");

    // What a value inside a sequence or a map is in .NET.
    private static Type NativeType(TypeProto type) => type.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType => NativeType(OfTensor(type.TensorType)),
        TypeProto.ValueOneofCase.SequenceType => typeof(IEnumerable<>).MakeGenericType(NativeType(type.SequenceType.ElemType)),
        TypeProto.ValueOneofCase.MapType
            => typeof(IDictionary<,>).MakeGenericType(KeyType(type.MapType), NativeType(type.MapType.ValueType)),
        _ => throw Contracts.ExceptParam(null, nameof(type), $"Unsupported ONNX variable type {type}"),
    };

    private static Type NativeType(DataViewType column) => column is TextDataViewType ? typeof(string) : column.RawType;

    private static Type KeyType(TypeProto.Types.Map map) => NativeType(OfElement(map.KeyType));
}
