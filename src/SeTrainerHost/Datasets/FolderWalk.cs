namespace SeTrainerHost.Datasets;

/// <summary>
/// Walks the folders of a data set, each real one once. A link leads to a folder that is elsewhere; one that leads back into the
/// data set, or to a folder above it, would bring the images of every class into one.
/// </summary>
/// <param name="root">The folder of the data set.</param>
internal sealed class FolderWalk(string root)
{
    private readonly RealPaths _paths = new();
    private readonly HashSet<string> _entered = new(RealPaths.Comparer);
    private readonly List<string> _leftOut = [];

    /// <summary>The links that were not followed.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>Whether what is so named is hidden.</summary>
    public static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    /// <summary>The folders in a folder that are to be read, in order.</summary>
    public IReadOnlyList<string> FoldersIn(string folder) =>
        [.. Seen(Directory.GetDirectories(folder)).Order(StringComparer.Ordinal).Where(Enter)];

    /// <summary>The files in a folder and in all that are to be read below it.</summary>
    /// <exception cref="InvalidDataException">A name is not UTF-8.</exception>
    public IEnumerable<string> FilesBelow(string folder) =>
        Seen(Directory.GetFiles(folder)).Concat(FoldersIn(folder).SelectMany(FilesBelow));

    private static IEnumerable<string> Seen(IEnumerable<string> paths) =>
        paths.Where(path => !IsHidden(path)).Select(RequireReadableName);

    // .NET reads names as UTF-8, and finds no file by what stands for other bytes.
    private static string RequireReadableName(string path) =>
        !path.Contains('\uFFFD', StringComparison.Ordinal) || Path.Exists(path)
            ? path
            : throw new InvalidDataException($"the name of '{path}' is not UTF-8: rename it, such as by convmv");

    private bool Enter(string folder)
    {
        var real = _paths.Of(folder);
        var isFirst = !IsWithin(real, _paths.Of(root)) && !LeadsBack(folder, real) && _entered.Add(real);
        if (!isFirst)
            _leftOut.Add(folder);
        return isFirst;
    }

    // What is hidden there is read by way of the link alone.
    private bool LeadsBack(string folder, string real) =>
        new DirectoryInfo(folder).LinkTarget is not null
        && IsWithin(_paths.Of(root), real)
        && !Path.GetRelativePath(_paths.Of(root), real).Split(Path.DirectorySeparatorChar).Any(IsHidden);

    private static bool IsWithin(string outer, string inner) =>
        RealPaths.Comparer.Equals(outer, inner)
        || inner.StartsWith(
            Path.EndsInDirectorySeparator(outer) ? outer : outer + Path.DirectorySeparatorChar,
            RealPaths.Comparison);
}
