using System.Drawing;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Whether an encoded image is turned as its EXIF orientation says.</summary>
public enum ImageOrientation
{
    /// <summary>Turned and mirrored as it is to be seen: as viewers show it.</summary>
    Apply,

    /// <summary>As it is stored: what ML.NET's LoadImages does.</summary>
    Ignore,
}

/// <summary>
/// How encoded images become pixels. A model records how its training images were decoded, and <see cref="SeNetPredictor"/>,
/// <see cref="SeNetModel"/> and <see cref="SeNetTransformer"/> decode those that they score in the same way.
/// </summary>
public sealed record ImageDecoding
{
    /// <summary>As ML.NET's LoadImages decodes: images as they are stored, black under transparent parts.</summary>
    public static ImageDecoding Stock { get; } = new() { Orientation = ImageOrientation.Ignore };

    /// <summary>Whether images are turned as their EXIF orientation says. Default <see cref="ImageOrientation.Apply"/>.</summary>
    [Setting("Whether images are turned as their EXIF orientation says.", Scope = SettingScope.Run)]
    public ImageOrientation Orientation { get; init; } = ImageOrientation.Apply;

    /// <summary>
    /// The colour under transparent parts: an HTML colour, such as <c>white</c> or <c>#F0F0F0</c>. Default null: black, which is
    /// what ML.NET's LoadImages makes of them.
    /// </summary>
    [Setting("The colour under transparent parts of images: white, #F0F0F0; default black.", Scope = SettingScope.Run)]
    public string? Background { get; init; }

    /// <summary>The colour of <see cref="Background"/>; null where it is not set.</summary>
    internal Color? BackgroundColor => Background is null ? null : Parse(Background);

    /// <inheritdoc/>
    public override string ToString() => $"orientation {Orientation}, background {Background ?? "none"}";

    /// <summary>What is wrong with it beside ranges.</summary>
    internal IEnumerable<string> Faults(Func<string, string> spell)
    {
        if (Background is not null && Parse(Background) is null)
            yield return $"{spell("background")} must be an HTML colour such as white or #F0F0F0, was '{Background}'";
    }

    // An unknown name is a colour of that name and no value.
    private static Color? Parse(string text)
    {
        try
        {
            return ColorTranslator.FromHtml(text) is { A: 255 } color ? color : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
