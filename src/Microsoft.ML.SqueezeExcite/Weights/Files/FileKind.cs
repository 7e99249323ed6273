using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What people have in the place of weights, by the first bytes.</summary>
internal static class FileKind
{
    /// <summary>The bytes that <see cref="Describe"/> looks at.</summary>
    public const int StartLength = 512;

    private const int TarPlace = 257;

    private static readonly (byte[] Start, string Kind)[] Binary =
    [
        ([0x1f, 0x8b], "compressed by gzip, unpack it"),
        ("BZh"u8.ToArray(), "compressed by bzip2, unpack it"),
        ([0xfd, .. "7zXZ"u8], "compressed by xz, unpack it"),
        ([0x28, 0xb5, 0x2f, 0xfd], "compressed by zstd, unpack it"),
        ([.. "7z"u8, 0xbc, 0xaf], "a 7-Zip archive, unpack it"),
        ("Rar!"u8.ToArray(), "a RAR archive, unpack it"),
        ([0x89, .. "HDF"u8], "an HDF5 file, as Keras writes them: only weights of PyTorch and safetensors are read"),
        ([0x93, .. "NUMPY"u8], "an array of NumPy: only weights of PyTorch and safetensors are read"),
        ("GGUF"u8.ToArray(), "a GGUF file: only weights of PyTorch and safetensors are read"),
    ];

    private static readonly (string Start, string Kind)[] Text =
    [
        ("version https://git-lfs", "a Git LFS pointer, not the weights: fetch these with 'git lfs pull'"),
        ("<", "an HTML or XML page, not the weights: the download gave a page in their place"),
        ("{", "JSON text, neither a safetensors file nor a zip or stream that PyTorch's torch.save wrote"),
    ];

    /// <summary>What a file is, as the end of a sentence about it; null where it is nothing that is known.</summary>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
            return "empty";
        foreach (var (bytes, kind) in Binary)
            if (start.StartsWith(bytes))
                return kind;
        if (start.Length > TarPlace && start[TarPlace..].StartsWith("ustar"u8))
            return "a tar archive, the form of PyTorch before 0.1.10: load it there and save it again";
        if (start is [0x80, >= 1 and <= 5, ..])
            return "a pickle, but not one of torch.save: save the model's state_dict() with torch.save";
        if (start.StartsWith(Encoding.UTF8.Preamble))
            start = start[Encoding.UTF8.Preamble.Length..];
        var text = Encoding.Latin1.GetString(start).TrimStart();
        foreach (var (begins, kind) in Text)
            if (text.StartsWith(begins, StringComparison.OrdinalIgnoreCase))
                return kind;
        return null;
    }
}
