using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>How images were decoded, as a model and a column of decoded images say it.</summary>
internal static class ImageDecodingRecord
{
    private const string Orientation = "orientation";
    private const string Background = "background";

    /// <summary>Whether an entry of a model's metadata is one of these.</summary>
    public static bool Has(string name) => name is Orientation or Background;

    /// <summary>The entries of a model's metadata; none where the images were not decoded.</summary>
    public static IEnumerable<(string Name, string Value)> Write(ImageDecoding? decoding)
    {
        if (decoding is null)
            yield break;
        yield return (Orientation, decoding.Orientation.ToString());
        if (decoding.Background is { } background)
            yield return (Background, background);
    }

    /// <summary>Reads the entries; null where there are none.</summary>
    /// <exception cref="InvalidDataException">An entry is not what <see cref="Write"/> writes.</exception>
    public static ImageDecoding? Read(IReadOnlyDictionary<string, string> entries)
    {
        if (!entries.TryGetValue(Orientation, out var orientation))
            return null;
        var decoding = new ImageDecoding
        {
            // Not by Enum.Parse, which is felt where a program starts.
            Orientation = orientation switch
            {
                nameof(ImageOrientation.Apply) => ImageOrientation.Apply,
                nameof(ImageOrientation.Ignore) => ImageOrientation.Ignore,
                _ => throw new InvalidDataException($"'{orientation}' is not an orientation"),
            },
            Background = entries.GetValueOrDefault(Background),
        };
        return decoding.Faults(name => name).FirstOrDefault() is { } fault ? throw new InvalidDataException(fault) : decoding;
    }

    /// <summary>The annotations of a column of images that were decoded so.</summary>
    public static DataViewSchema.Annotations Annotate(ImageDecoding decoding)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        foreach (var (name, value) in Write(decoding))
            builder.Add(name, TextDataViewType.Instance, (ref ReadOnlyMemory<char> text) => text = value.AsMemory());
        return builder.ToAnnotations();
    }

    /// <summary>How the images of a column were decoded; null where it does not say.</summary>
    public static ImageDecoding? Of(DataViewSchema.Column column) =>
        Read(column.Annotations.Schema
            .Where(annotation => Has(annotation.Name) && annotation.Type is TextDataViewType)
            .ToDictionary(
                annotation => annotation.Name,
                annotation =>
                {
                    var text = default(ReadOnlyMemory<char>);
                    column.Annotations.GetValue(annotation.Name, ref text);
                    return text.ToString();
                }));
}
