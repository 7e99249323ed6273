using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Files in the order given; a path may be a <see cref="FilePattern"/>.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    // Where no file is found, the paths stay as they are, and opening them fails.
    public MultiFileSource(params string[] paths)
    {
        string[] given = paths is null or [null] ? [] : paths;
        string[] found = [.. given.SelectMany(FilePattern.Expand)];
        _paths = found.Length > 0 ? found : given;
    }

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
}
