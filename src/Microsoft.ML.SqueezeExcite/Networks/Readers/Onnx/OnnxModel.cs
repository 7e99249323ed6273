using System.Text.Json;
using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;
using static Microsoft.ML.SqueezeExcite.OnnxNodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Makes an ONNX model of a trained network that takes pixel values and gives probabilities: normalisation, the network with its
/// batch norms folded, softmax, arg-max, class names.
/// </summary>
internal static class OnnxModel
{
    /// <summary>The input: pixel values (N, C, H, W), 0 to 255.</summary>
    public const string Input = "SeNetInput";

    /// <summary>The output of probabilities (N, classes).</summary>
    public const string Score = "Score";

    /// <summary>The output of the likeliest class (N, 1), from 0.</summary>
    public const string Class = "SeNetClass";

    /// <summary>What names this package as the model's maker.</summary>
    public const string Producer = "Microsoft.ML.SqueezeExcite";

    private const string Logits = "logits";

    /// <summary>Makes the model.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">Its parameters and running statistics by name.</param>
    /// <param name="statistics">The normalisation.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="featureColumn">The column that holds the images.</param>
    /// <param name="key">The type of the label's key where its values are the classes as text, else null.</param>
    /// <param name="decoding">How the images of training were decoded; null where there were no encoded ones.</param>
    /// <param name="origin">How the network was made: it goes into the metadata as it is.</param>
    public static ModelProto Create(
        Network network,
        IReadOnlyDictionary<string, TensorData> weights,
        ChannelStatistics statistics,
        IReadOnlyList<string> classNames,
        string featureColumn = "Image",
        Type? key = null,
        ImageDecoding? decoding = null,
        IReadOnlyDictionary<string, string>? origin = null)
    {
        var (folded, foldedWeights) = BatchNormFolding.Fold(network, weights);
        var graph = new GraphProto { Name = network.Name };
        AddNormalization(graph, statistics);
        AddNetwork(graph, folded, foldedWeights);
        AddOutputs(graph, network.Input, classNames);
        var model = Wrap(graph);
        new OnnxDescription(featureColumn, network.Input, classNames, key)
        {
            Decoding = decoding,
            Origin = new Dictionary<string, string>(origin ?? new Dictionary<string, string>())
            {
                ["architecture"] = network.Name,
                ["attention"] = JsonSerializer.Serialize(network.Attention, NetworkJson.Options),
                ["mean"] = JsonSerializer.Serialize(statistics.Mean),
                ["deviation"] = JsonSerializer.Serialize(statistics.Deviation),
                ["geometry"] = "IsoCrop, centre anchor",
            },
        }.AddTo(model);
        return model;
    }

    private static ModelProto Wrap(GraphProto graph) => new()
    {
        IrVersion = 8,
        ProducerName = Producer,
        ProducerVersion = typeof(OnnxModel).Assembly.GetName().Version!.ToString(),
        Graph = graph,
        OpsetImport = { new OperatorSetIdProto { Version = 17 }, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 } },
    };

    private static void AddNormalization(GraphProto graph, ChannelStatistics statistics)
    {
        int[] perChannel = [statistics.Mean.Count, 1, 1];
        graph.Initializer.Add(Tensor("mean", perChannel, statistics.Mean.ToArray()));
        graph.Initializer.Add(Tensor("inverse_deviation", perChannel, statistics.Deviation.Select(d => 1 / d).ToArray()));
        graph.Node.Add(Node("Sub", "centre", [Input, "mean"], "centred"));
        graph.Node.Add(Node("Mul", "normalise", ["centred", "inverse_deviation"], "input"));
    }

    private static void AddNetwork(GraphProto graph, Network network, IReadOnlyDictionary<string, TensorData> weights)
    {
        var outputs = network.Nodes.Select((node, i) => i == network.Nodes.Length - 1 ? Logits : node.Name).ToArray();
        for (var i = 1; i < outputs.Length; i++)
        {
            var node = network.Nodes[i];
            graph.Node.AddRange(
                OnnxOperations.Of(node, network.Shapes[i], [.. node.Inputs.Select(input => outputs[input])], outputs[i]));
        }

        foreach (var (name, weight) in weights)
            graph.Initializer.Add(Tensor(name, weight.Shape, weight.Values));
    }

    private static void AddOutputs(GraphProto graph, FeatureShape input, IReadOnlyList<string> classNames)
    {
        graph.Node.Add(Node("Softmax", "softmax", [Logits], Score, Int("axis", 1)));
        graph.Node.Add(Node("ArgMax", "argmax", [Logits], Class, Int("axis", 1), Int("keepdims", 1)));
        graph.Input.Add(Rows(Input, TensorProto.Types.DataType.Float, input.Channels, input.Height, input.Width));
        graph.Output.Add(Rows(Score, TensorProto.Types.DataType.Float, classNames.Count));
        graph.Output.Add(Rows(Class, TensorProto.Types.DataType.Int64, 1));
        AddSlotNames(graph, classNames);
    }

    /// <summary>ML.NET takes the slot names of a column X from a node of this name; nothing reads what the node makes.</summary>
    private static void AddSlotNames(GraphProto graph, IReadOnlyList<string> classNames)
    {
        var any = new TensorProto
        {
            Name = "slot_names_input",
            Dims = { 1 },
            DataType = (int)TensorProto.Types.DataType.String,
            StringData = { ByteString.CopyFromUtf8(classNames[0]) },
        };
        graph.Initializer.Add(any);
        var encoder = Node(
            "LabelEncoder",
            $"mlnet.{Score}.SlotNames",
            [any.Name],
            "slot_names",
            Strings("keys_strings", classNames),
            Ints("values_int64s", [.. Enumerable.Range(0, classNames.Count).Select(i => (long)i)]));
        encoder.Domain = "ai.onnx.ml";
        graph.Node.Add(encoder);
    }
}
