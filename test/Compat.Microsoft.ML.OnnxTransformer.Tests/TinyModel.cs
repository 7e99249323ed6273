using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;
using DataType = Microsoft.ML.SqueezeExcite.Onnx.TensorProto.Types.DataType;

namespace Compat.Microsoft.ML.OnnxTransformer.Tests;

/// <summary>Models of a few nodes. An open dimension is written -1.</summary>
internal sealed class TinyModel
{
    private readonly GraphProto _graph = new() { Name = "tiny" };

    /// <summary>y = x + x.</summary>
    public static TinyModel Double(long[] inputShape, long[]? outputShape = null, DataType type = DataType.Float)
        => new TinyModel().Input("x", type, inputShape).Output("y", type, outputShape ?? inputShape).Node("Add", "y", "x", "x");

    public TinyModel Input(string name, DataType type, params long[] shape) => Add(_graph.Input, name, Tensor(type, shape));

    public TinyModel Output(string name, DataType type, params long[] shape) => Add(_graph.Output, name, Tensor(type, shape));

    public TinyModel Output(string name, TypeProto type) => Add(_graph.Output, name, type);

    public TinyModel Node(string op, string output, params string[] inputs)
        => Node(new NodeProto { OpType = op, Output = { output }, Input = { inputs } });

    public TinyModel Node(NodeProto node)
    {
        _graph.Node.Add(node);
        return this;
    }

    public TinyModel Constant(TensorProto tensor)
    {
        _graph.Initializer.Add(tensor);
        return this;
    }

    public byte[] ToBytes() => new ModelProto
    {
        IrVersion = 8,
        Graph = _graph,
        OpsetImport =
        {
            new OperatorSetIdProto { Version = 17 },
            new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 },
        },
    }.ToByteArray();

    public string Save(string folder)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    public static TypeProto Tensor(DataType type, params long[] shape) => new()
    {
        TensorType = new TypeProto.Types.Tensor
        {
            ElemType = (int)type,
            Shape = new TensorShapeProto { Dim = { shape.Select(Dimension) } },
        },
    };

    private static TensorShapeProto.Types.Dimension Dimension(long length)
        => length < 0 ? new() { DimParam = "N" } : new() { DimValue = length };

    private TinyModel Add(ICollection<ValueInfoProto> list, string name, TypeProto type)
    {
        list.Add(new ValueInfoProto { Name = name, Type = type });
        return this;
    }
}
