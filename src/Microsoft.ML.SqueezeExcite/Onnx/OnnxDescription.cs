using System.Text.Json;
using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What an ONNX model of ours says of itself. Read without its weights, which are passed over.</summary>
/// <param name="FeatureColumn">The column that holds the images.</param>
/// <param name="Shape">The network's input.</param>
/// <param name="ClassNames">The classes, in the order of the scores.</param>
internal sealed record OnnxDescription(string FeatureColumn, FeatureShape Shape, IReadOnlyList<string> ClassNames)
{
    private const int MaximumSide = 1 << 16;

    /// <summary>Reads the description.</summary>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model, or one that another program made.</exception>
    public static OnnxDescription Read(byte[] onnx)
    {
        try
        {
            var (producer, metadata) = ReadHeader(onnx);
            if (producer != OnnxModel.Producer)
                throw new InvalidDataException($"the ONNX model was made by '{producer}', not by {OnnxModel.Producer}");
            var classNames = JsonSerializer.Deserialize<string[]>(metadata["labels"]);
            var shape = JsonSerializer.Deserialize<int[]>(metadata["shape"]);
            if (classNames is not { Length: >= 2 } || classNames.Contains(null)
                || shape is not [> 0 and <= MaximumSide, > 0 and <= MaximumSide, > 0 and <= MaximumSide])
                throw new InvalidDataException($"the ONNX model's metadata has no classes or no input: labels {metadata["labels"]}, shape {metadata["shape"]}");
            return new OnnxDescription(metadata["features"], new FeatureShape(shape[0], shape[1], shape[2]), classNames);
        }
        catch (KeyNotFoundException e)
        {
            throw new InvalidDataException($"the ONNX model's metadata is not complete: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or JsonException)
        {
            throw new InvalidDataException($"the ONNX model cannot be read: {e.Message}", e);
        }
    }

    private static (string Producer, Dictionary<string, string> Metadata) ReadHeader(byte[] onnx)
    {
        var (producer, metadata) = ("", new Dictionary<string, string>());
        using var input = new CodedInputStream(onnx);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case ModelProto.ProducerNameFieldNumber when WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited:
                    producer = input.ReadString();
                    break;
                case ModelProto.MetadataPropsFieldNumber when WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited:
                    var entry = new StringStringEntryProto();
                    input.ReadMessage(entry);
                    metadata[entry.Key] = entry.Value;
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return (producer, metadata);
    }
}
