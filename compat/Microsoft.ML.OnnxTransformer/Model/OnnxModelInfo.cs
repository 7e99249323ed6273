using System.Text;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;
using Microsoft.ML.SqueezeExcite.Onnx;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>What a model takes and gives. The types come from the model: ONNX Runtime does not tell them in full.</summary>
internal sealed class OnnxModelInfo
{
    private const string SlotNamesAttribute = "keys_strings";

    private readonly Dictionary<string, ReadOnlyMemory<char>[]> _slotNames;

    public OnnxModelInfo(Stream model, InferenceSession session, IDictionary<string, int[]>? shapes, int recursionLimit)
    {
        using var coded = CodedInputStream.CreateWithLimits(model, int.MaxValue, recursionLimit);
        var graph = ModelProto.Parser.ParseFrom(coded).Graph;
        Inputs = Variables(session.InputMetadata, graph.Input, shapes);
        Outputs = Variables(session.OutputMetadata, graph.Output, shapes);
        Initializers = Variables(session.OverridableInitializerMetadata, graph.Input, shapes);
        _slotNames = graph.Node.Where(HasSlotNames).ToDictionary(node => node.Name, SlotNames);
    }

    public IReadOnlyList<OnnxVariable> Inputs { get; }

    public IReadOnlyList<OnnxVariable> Outputs { get; }

    /// <summary>Constants that can be fed like inputs.</summary>
    public IReadOnlyList<OnnxVariable> Initializers { get; }

    public OnnxVariable GetInput(string name)
        => Inputs.Concat(Initializers).FirstOrDefault(variable => variable.Name == name)
            ?? throw Contracts.ExceptParam(null, nameof(name),
                $"Input tensor, {name}, does not exist in the ONNX model. Available input names are " +
                $"[{Names(Inputs)}]. Available initializers are [{Names(Initializers)}]");

    public OnnxVariable GetOutput(string name)
        => Outputs.FirstOrDefault(variable => variable.Name == name)
            ?? throw Contracts.ExceptParam(null, nameof(name),
                $"Ouput tensor, {name}, does not exist in the ONNX model. Available output names are [{Names(Outputs)}].");

    /// <summary>The names that a node without effect holds for the slots of a column; null if there is none.</summary>
    public ReadOnlyMemory<char>[]? GetSlotNames(string columnName)
        => _slotNames.GetValueOrDefault($"mlnet.{columnName}.SlotNames");

    private static IReadOnlyList<OnnxVariable> Variables(
        IReadOnlyDictionary<string, NodeMetadata> metadata,
        IEnumerable<ValueInfoProto> declarations,
        IDictionary<string, int[]>? shapes)
    {
        var types = declarations.ToDictionary(variable => variable.Name, variable => variable.Type);
        var variables =
            from pair in metadata
            where !IsUnused(pair.Key)
            let shape = pair.Value.IsTensor ? pair.Value.Dimensions : null
            let variable = new OnnxVariable(pair.Key, shape, OnnxColumnTypes.Of(types[pair.Key]))
            select shapes?.TryGetValue(pair.Key, out var given) == true ? variable.WithShape(given) : variable;
        return [.. variables];
    }

    // ML.NET's own exporter adds these where ONNX asks for a variable that the pipeline does not have.
    private static bool IsUnused(string name) => IsMLNets(name, ".unusedInput") || IsMLNets(name, ".unusedOutput");

    private static bool HasSlotNames(NodeProto node)
        => IsMLNets(node.Name, ".SlotNames") && node.Attribute.Any(attribute => attribute.Name == SlotNamesAttribute);

    private static ReadOnlyMemory<char>[] SlotNames(NodeProto node)
        => [.. node.Attribute.First(attribute => attribute.Name == SlotNamesAttribute).Strings
            .Select(name => name.ToString(Encoding.UTF8).AsMemory())];

    private static bool IsMLNets(string name, string suffix)
        => name.StartsWith("mlnet.", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal);

    private static string Names(IEnumerable<OnnxVariable> variables)
        => string.Join(",", variables.Select(variable => variable.Name));
}
