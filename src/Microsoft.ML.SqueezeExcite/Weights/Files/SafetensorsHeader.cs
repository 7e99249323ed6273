using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The header of a safetensors file, checked: every byte of the data belongs to one tensor.</summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The bytes before the header that give its length.</summary>
    public const int LengthBytes = 8;

    /// <summary>The longest header that is read: enough for the tensors that a file may have.</summary>
    public const int LongestLength = 1 << 24;

    /// <summary>The tensors that a file may have.</summary>
    private const int MostTensors = 100_000;

    /// <summary>The key of what is not a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private readonly Dictionary<string, StoredTensor> _tensors = [];
    private readonly Dictionary<string, (long Begin, long End)> _offsets = [];
    private readonly Dictionary<string, string> _metadata = [];

    private SafetensorsHeader(int length) => Length = length;

    /// <summary>The header's bytes.</summary>
    public int Length { get; }

    public IReadOnlyDictionary<string, StoredTensor> Tensors => _tensors;

    /// <summary>Where each tensor's elements are in the data.</summary>
    public IReadOnlyDictionary<string, (long Begin, long End)> Offsets => _offsets;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a header that <paramref name="dataLength"/> bytes of data follow.</summary>
    /// <exception cref="FormatException">It breaks a rule of the format; the message names the tensor.</exception>
    public static SafetensorsHeader Parse(byte[] json, long dataLength)
    {
        if (json.Length == 0 || json[0] != '{')
            throw new FormatException("the header must start with '{'");
        try
        {
            using var document = JsonDocument.Parse(json, Json);
            if (document.RootElement.GetPropertyCount() is var count && count > MostTensors)
                throw new FormatException($"the header has {count} tensors, more than the {MostTensors} that are allowed");
            var header = new SafetensorsHeader(json.Length);
            foreach (var property in document.RootElement.EnumerateObject())
                header.Add(property.Name, property.Value, dataLength);
            header.CheckThatTensorsTile(dataLength);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the header is not as it must be: {e.Message}", e);
        }
    }

    private void Add(string name, JsonElement value, long dataLength)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Fault(name, $"its entry is a {value.ValueKind}, not an object");
        if (name == MetadataKey)
        {
            foreach (var property in value.EnumerateObject())
                _metadata[property.Name] =
                    property.Value.GetString() ?? throw Fault(name, $"'{property.Name}' is null, not a string");
            return;
        }

        var type = Type(name, value);
        var shape = Integers(value, "shape") ?? throw Fault(name, "its shape must be a list of integers");
        _tensors.Add(name, new StoredTensor(type, shape));
        _offsets.Add(name, Span(name, value, _tensors[name], dataLength));
    }

    private static ElementType Type(string name, JsonElement value)
    {
        if (!value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String)
            throw Fault(name, "it has no dtype");
        var names = Enum.GetNames<ElementType>();
        return names.Contains(dtype.GetString())
            ? Enum.Parse<ElementType>(dtype.GetString()!)
            : throw Fault(name, $"its dtype must be one of {string.Join(", ", names)}, was {dtype.GetString()}");
    }

    private static (long Begin, long End) Span(string name, JsonElement value, StoredTensor tensor, long dataLength)
    {
        if (Integers(value, "data_offsets") is not [var begin, var end])
            throw Fault(name, "its data_offsets must be two integers");
        var bytes =
            StoredTensor.BytesOf(tensor.Type, tensor.Shape)
            ?? throw Fault(
                name,
                $"its shape [{string.Join(", ", tensor.Shape)}] has a negative size, or more elements than can be counted");
        if (begin < 0 || end < begin || end > dataLength)
            throw Fault(
                name,
                $"its data_offsets [{begin}, {end}] must lie in order within the {dataLength} bytes of data that the file has: "
                + "it is damaged or truncated");
        if (end - begin != bytes)
            throw Fault(name, $"{tensor} takes {bytes} bytes, but its data_offsets [{begin}, {end}] span {end - begin}");
        return (begin, end);
    }

    private static long[]? Integers(JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        var integers = new List<long>();
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out var integer))
                return null;
            integers.Add(integer);
        }

        return [.. integers];
    }

    private void CheckThatTensorsTile(long dataLength)
    {
        var (last, position) = ("", 0L);
        foreach (var (name, (begin, end)) in _offsets.OrderBy(tensor => tensor.Value))
        {
            if (begin < position)
                throw new FormatException(
                    $"tensor '{name}': its bytes from {begin} overlap those of '{last}', which end at {position}");
            if (begin > position)
                throw new FormatException($"tensor '{name}': its bytes start at {begin}, which leaves a hole from {position}");
            (last, position) = (name, end);
        }

        if (position != dataLength)
            throw new FormatException($"the tensors end at byte {position}, but the file has {dataLength} bytes of data");
    }

    private static FormatException Fault(string tensor, string fault) => new($"tensor '{tensor}': {fault}");
}
