using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Files in the order given; a file name may have wildcards.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
        => _paths = paths is null or [null] ? [] : [.. paths.SelectMany(Expand)];

    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        Contracts.CheckParam(0 <= index && index < Count, nameof(index));
        return _paths[index];
    }

    public Stream Open(int index)
    {
        string path = GetPathOrNull(index);
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception ex)
        {
            throw Contracts.ExceptIO(null, $"Could not open file '{path}'. Error is: {ex.Message}", ex);
        }
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>The files a path stands for; itself, where it has no wildcards or nothing matches.</summary>
    internal static string[] Expand(string path)
    {
        if (path.AsSpan().IndexOfAny('*', '?') < 0)
            return [path];
        string? directory = Path.GetDirectoryName(path);
        var files = Directory.Exists(directory is null or "" ? "." : directory)
            ? Directory.GetFiles(directory is null or "" ? "." : directory, Path.GetFileName(path))
            : [];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0 ? files : [path];
    }
}
