using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>
/// A folder whose name is a class, with the files in it and in its folders. What begins with a dot is hidden, and left alone.
/// </summary>
/// <param name="Path">The folder.</param>
/// <param name="Images">The files that are images by their extension, in order.</param>
/// <param name="Others">The others.</param>
internal sealed record ClassFolder(string Path, IReadOnlyList<string> Images, IReadOnlyList<string> Others)
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jfif", ".png", ".bmp", ".webp",
    };

    /// <summary>The extensions of images, for messages.</summary>
    public static string KnownExtensions => string.Join(", ", Extensions);

    /// <summary>The class.</summary>
    public string Label => System.IO.Path.GetFileName(Path);

    /// <summary>The class folders of a folder, in order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="say">Gets what is left out.</param>
    /// <exception cref="ArgumentException">A folder has files, and no image among them.</exception>
    public static IReadOnlyList<ClassFolder> In(string folder, Action<string> say)
    {
        var walk = new FolderWalk(folder);
        ClassFolder[] classes = [.. walk.FoldersIn(folder).Select(path => Read(path, walk))];
        if (walk.LeftOut.Count > 0)
            say($"links to folders that are read without them were left out: {NameList.Of(walk.LeftOut)}");
        if (classes.Where(label => label.Images.Count == 0).Select(label => label.Path).ToArray() is { Length: > 0 } empty)
            say($"folders without a file were left out: {NameList.Of(empty)}");
        if (Directory.GetFiles(folder).Where(path => !FolderWalk.IsHidden(path)).Count(IsImage) is > 0 and var outside)
            say($"{outside} images of '{folder}' are in no folder that says their class, and were left out");
        return classes;
    }

    /// <summary>How many files are not images, by extension.</summary>
    public static string Count(IEnumerable<string> files) =>
        string.Join(
            ", ",
            files.GroupBy(file => System.IO.Path.GetExtension(file).ToLowerInvariant(), StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{group.Count()} {(group.Key.Length > 0 ? group.Key : "without extension")}")));

    /// <summary>Whether a file is an image by its extension.</summary>
    public static bool IsImage(string file) => Extensions.Contains(System.IO.Path.GetExtension(file));

    private static ClassFolder Read(string path, FolderWalk walk)
    {
        var files = walk.FilesBelow(path)
            .Order(StringComparer.Ordinal)
            .ToLookup(IsImage);
        var folder = new ClassFolder(path, [.. files[true]], [.. files[false]]);
        return folder.Images.Count > 0 || folder.Others.Count == 0
            ? folder
            : throw new ArgumentException(
                $"'{path}' has files and no image among them ({Count(folder.Others)}): images are {KnownExtensions}");
    }
}
