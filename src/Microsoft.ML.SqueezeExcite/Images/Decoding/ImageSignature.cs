namespace Microsoft.ML.SqueezeExcite;

/// <summary>The formats that are decoded, by the bytes that their files begin with.</summary>
internal static class ImageSignature
{
    /// <summary>Their names, for messages.</summary>
    public const string Formats = "JPEG, PNG, BMP, GIF and WebP";

    /// <summary>
    /// Whether a file begins as one of them does. The decoder knows more formats, whose readers were not written for files of
    /// strangers.
    /// </summary>
    public static bool IsKnown(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => true,
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => true,
        [(byte)'B', (byte)'M', ..] => true,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => true,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => true,
        _ => false,
    };
}
