namespace SeTrainerHost.Datasets;

/// <summary>The one path of a file or folder, however it is spelled: absolute, with its symbolic links followed.</summary>
internal sealed class RealPaths
{
    // What the system follows at most, too.
    private const int MostLinks = 40;

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>Whether the system tells upper case in paths from lower case.</summary>
    public static StringComparison Comparison { get; } =
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Compares paths as the system does.</summary>
    public static StringComparer Comparer { get; } = StringComparer.FromComparison(Comparison);

    /// <summary>The path; where it does not exist, what it would be.</summary>
    public string Of(string path) => Of(path, MostLinks);

    private string Of(string path, int links)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var real = Path.Combine(Folder(parent, links), Path.GetFileName(full));
        return links > 0 && new FileInfo(real).LinkTarget is { } target
            ? Of(Path.Combine(Path.GetDirectoryName(real)!, target), links - 1)
            : real;
    }

    private string Folder(string path, int links)
    {
        if (!_folders.TryGetValue(path, out var real))
            _folders[path] = real = Of(path, links);
        return real;
    }
}
