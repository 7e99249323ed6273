using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.ML.SqueezeExcite.Onnx;
using static Microsoft.ML.SqueezeExcite.OnnxNodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What an ONNX model of ours says of itself. Read without its weights, which are passed over.</summary>
/// <param name="FeatureColumn">The column that holds the images.</param>
/// <param name="Shape">The network's input.</param>
/// <param name="ClassNames">The classes, in the order of the scores.</param>
/// <param name="Key">
/// The type of the predicted key where its values are the classes as text; null where they are something else, or the model does
/// not say.
/// </param>
internal sealed record OnnxDescription(
    string FeatureColumn,
    FeatureShape Shape,
    IReadOnlyList<string> ClassNames,
    Type? Key = null)
{
    /// <summary>
    /// How the images of training were decoded, and so how those to score are; null where there were no encoded ones.
    /// </summary>
    public ImageDecoding? Decoding { get; init; }

    /// <summary>How the model was made, for people: nothing is computed from it.</summary>
    public IReadOnlyDictionary<string, string> Origin { get; init; } = new Dictionary<string, string>();

    private const string Features = "features";
    private const string Labels = "labels";
    private const string Size = "shape";
    private const string KeyType = "key";
    private const int MaximumSide = 1 << 16;

    private static readonly string[] Known = [Features, Labels, Size, KeyType];
    private static readonly Type[] KeyTypes = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];

    /// <summary>Writes the description into a model.</summary>
    public void AddTo(ModelProto model)
    {
        model.MetadataProps.Add(Entry(Features, FeatureColumn));
        model.MetadataProps.Add(Entry(Labels, new JsonArray([.. ClassNames.Select(name => (JsonNode)name)]).ToJsonString()));
        model.MetadataProps.Add(Entry(Size, new JsonArray(Shape.Channels, Shape.Height, Shape.Width).ToJsonString()));
        if (Key is not null)
            model.MetadataProps.Add(Entry(KeyType, Key.Name));
        foreach (var (name, value) in ImageDecodingRecord.Write(Decoding))
            model.MetadataProps.Add(Entry(name, value));
        foreach (var (name, value) in Origin)
            model.MetadataProps.Add(Entry(name, value));
    }

    /// <summary>Reads the description.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model, or one that another program made.</exception>
    public static OnnxDescription Read(byte[] onnx)
    {
        try
        {
            var (producer, metadata) = ReadHeader(onnx);
            OnnxInitializers.Check(onnx);
            if (producer != OnnxModel.Producer)
                throw new InvalidDataException($"the ONNX model was made by '{producer}', not by {OnnxModel.Producer}");
            var classNames = ReadArray(metadata[Labels], name => name.GetString());
            var shape = ReadArray(metadata[Size], size => size.GetInt32());
            if (
                classNames.Length < 2
                || classNames.Contains(null)
                || shape is not [> 0 and <= MaximumSide, > 0 and <= MaximumSide, > 0 and <= MaximumSide])
                throw new InvalidDataException(
                    $"the ONNX model's metadata has no classes or no input: labels {metadata[Labels]}, shape {metadata[Size]}");
            var key = metadata.TryGetValue(KeyType, out var name)
                ? Array.Find(KeyTypes, type => type.Name == name)
                    ?? throw new InvalidDataException($"the ONNX model's metadata has '{name}' for the type of a key")
                : null;
            return new OnnxDescription(metadata[Features], new FeatureShape(shape[0], shape[1], shape[2]), classNames!, key)
            {
                Decoding = ImageDecodingRecord.Read(metadata),
                Origin = metadata
                    .Where(entry => !Known.Contains(entry.Key) && !ImageDecodingRecord.Has(entry.Key))
                    .ToDictionary(),
            };
        }
        catch (KeyNotFoundException e)
        {
            throw new InvalidDataException($"the ONNX model's metadata is not complete: {e.Message}", e);
        }
        catch (Exception e)
            when (e is InvalidProtocolBufferException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"the ONNX model cannot be read: {e.Message}", e);
        }
    }

    // Not by JsonSerializer: it makes itself ready at run time, which is felt where a program starts.
    private static T[] ReadArray<T>(string json, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(json);
        var values = new T[document.RootElement.GetArrayLength()];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(document.RootElement[i]);
        return values;
    }

    private static (string Producer, Dictionary<string, string> Metadata) ReadHeader(byte[] onnx)
    {
        var (producer, metadata) = ("", new Dictionary<string, string>());
        using var input = new CodedInputStream(onnx);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case ModelProto.ProducerNameFieldNumber
                    when WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited:
                    producer = input.ReadString();
                    break;
                case ModelProto.MetadataPropsFieldNumber
                    when WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited:
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
