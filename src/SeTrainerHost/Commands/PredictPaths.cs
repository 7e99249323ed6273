using SeTrainerHost.Datasets;

namespace SeTrainerHost.Commands;

/// <summary>The files that paths stand for: files, the images below folders, and patterns with * ? and **.</summary>
internal static class PredictPaths
{
    private static readonly char[] Wildcards = ['*', '?'];

    private static readonly char[] Separators =
        Path.DirectorySeparatorChar == '/' ? ['/'] : [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>
    /// The files in the order of the paths. A path that stands for no file is given back as it is, for the message about it.
    /// </summary>
    public static IReadOnlyList<string> Files(IEnumerable<string> paths) => [.. paths.SelectMany(Files)];

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (Directory.Exists(path))
            return OrItself(path, Images(path));
        return path.IndexOfAny(Wildcards) < 0 ? [path] : OrItself(path, Matches(path).Where(IsSeen).SelectMany(Below));
    }

    private static IEnumerable<string> Below(string path) => Directory.Exists(path) ? Images(path) : [path];

    private static IEnumerable<string> Images(string folder) =>
        new FolderWalk(folder).FilesBelow(folder).Where(ClassFolder.IsImage).Order(StringComparer.Ordinal);

    private static IEnumerable<string> OrItself(string path, IEnumerable<string> files) => files.DefaultIfEmpty(path);

    private static bool IsSeen(string path) => !FolderWalk.IsHidden(path);

    // From the last folder before the first wildcard, a part of the pattern at a time.
    private static IEnumerable<string> Matches(string pattern)
    {
        var first = pattern.LastIndexOfAny(Separators, pattern.IndexOfAny(Wildcards)) + 1;
        var parts = pattern[first..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> found = [pattern[..first]];
        foreach (var part in parts)
            found = part == "**" ? found.SelectMany(WithFolders) : found.SelectMany(folder => In(folder, part));
        return found.Order(StringComparer.Ordinal).Distinct();
    }

    private static IEnumerable<string> WithFolders(string folder) =>
        In(folder, "*").Where(path => Directory.Exists(path) && IsSeen(path)).SelectMany(WithFolders).Prepend(folder);

    private static IEnumerable<string> In(string folder, string part)
    {
        var path = folder.Length == 0 ? "." : folder;
        return Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path, part).Select(entry => Path.Combine(folder, Path.GetFileName(entry)))
            : [];
    }
}
