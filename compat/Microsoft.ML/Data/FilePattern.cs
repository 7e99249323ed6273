namespace Microsoft.ML.Data;

/// <summary>Paths with wildcards, with "..." for the folders below, or with "+" between several.</summary>
internal static class FilePattern
{
    private const string Recursive = "...";

    /// <summary>The files that a pattern stands for; those that do not exist are left out.</summary>
    public static string[] Expand(string? pattern)
        => [.. (pattern ?? "")
            .Split('+', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(Match)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> Match(string pattern)
    {
        int dots = pattern.IndexOf(Recursive, StringComparison.Ordinal);
        if (dots >= 0)
        {
            string names = pattern[(dots + Recursive.Length)..].TrimStart('\\', '/');
            return MatchBelow(pattern[..dots], names.Length > 0 ? names : "*");
        }

        if (pattern.AsSpan().IndexOfAny('*', '?') < 0)
            return File.Exists(pattern) ? [pattern] : [];
        return FilesIn(Path.GetDirectoryName(pattern) ?? "", Path.GetFileName(pattern));
    }

    private static IEnumerable<string> MatchBelow(string folder, string names)
        => FilesIn(folder, names)
            .Concat(Sorted(Directory.GetDirectories, folder, "*").SelectMany(below => MatchBelow(below, names)));

    private static string[] FilesIn(string folder, string names) => Sorted(Directory.GetFiles, folder, names);

    // A folder that cannot be read has no files.
    private static string[] Sorted(Func<string, string, string[]> list, string folder, string names)
    {
        try
        {
            string[] paths = list(folder.Length > 0 ? folder : ".", names);
            string here = folder.Length > 0 ? "" : $".{Path.DirectorySeparatorChar}";
            return [.. paths.Select(path => path[here.Length..]).Order(StringComparer.Ordinal)];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
