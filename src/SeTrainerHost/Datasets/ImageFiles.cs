using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Image files with their labels, as views with the columns <c>Label</c> and <c>ImagePath</c>.</summary>
internal static class ImageFiles
{
    public const string PathColumn = nameof(ImageFile.ImagePath);

    /// <summary>A folder with a folder for each class.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="say">Gets what is left out, and what seems to be wrong.</param>
    /// <exception cref="ArgumentException">
    /// There is no image, or none among the files of a class; or the folders are those of splits.
    /// </exception>
    public static IDataView FromFolder(MLContext ml, string folder, Action<string> say)
    {
        var classes = ClassFolder.In(folder, say);
        string[] others = [.. classes.SelectMany(label => label.Others)];
        if (others.Length > 0)
            say($"{others.Length} files were left out, images are {ClassFolder.KnownExtensions}: {ClassFolder.Count(others)}");
        ImageFile[] files =
        [
            .. classes.SelectMany(label =>
                label.Images.Select(path => new ImageFile { Label = label.Label, ImagePath = Path.GetFullPath(path) })),
        ];
        if (files.Length == 0)
            throw new ArgumentException($"'{folder}' has no folder with an image in it ({ClassFolder.KnownExtensions})");
        SaySplitsWithin(folder, files, say);
        return View(ml, folder, files, say);
    }

    /// <summary>A table of path and label. Paths are relative to the table.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="file">The table.</param>
    /// <param name="say">Gets how it is read, what is left out, and what seems to be wrong.</param>
    /// <exception cref="ArgumentException">The labels are names of splits.</exception>
    /// <exception cref="InvalidDataException">The table is damaged; the message names the line.</exception>
    public static IDataView FromTable(MLContext ml, string file, Action<string> say) =>
        View(ml, file, new ImageTable(file, say).Read(), say);

    /// <summary>The number of files; 0 where there is no view.</summary>
    public static int Count(IDataView? files) => files?.GetColumn<string>(PathColumn).Count() ?? 0;

    /// <summary>Chooses a share of the files, from each label in proportion; a file that is listed often counts once.</summary>
    /// <returns>The files relative to a folder, in order.</returns>
    /// <exception cref="ArgumentException">They would be none or all.</exception>
    public static IReadOnlyList<string> Choose(MLContext ml, IDataView files, string root, double fraction, long seed)
    {
        var distinct = Rows(ml, files).Where(row => row.Label.Length > 0)
            .DistinctBy(row => row.ImagePath, StringComparer.Ordinal)
            .OrderBy(row => row.Label, StringComparer.Ordinal)
            .ToArray();
        string[] labels = [.. distinct.Select(row => row.Label).Distinct(StringComparer.Ordinal)];
        var classes = labels.Index().ToDictionary(label => label.Item, label => (long)label.Index, StringComparer.Ordinal);
        var count = (int)Math.Round(fraction * distinct.Length);
        bool[] chosen = count < distinct.Length
            ? StratifiedShare.Choose([.. distinct.Select(row => classes[row.Label])], count, new Random((int)seed).Shuffle)
            : [.. distinct.Select(_ => true)];
        var tested = chosen.Count(isChosen => isChosen);
        return tested > 0 && tested < distinct.Length
            ?
            [
                .. distinct.Zip(chosen).Where(file => file.Second).Select(file => file.First.RelativeTo(root))
                    .Order(StringComparer.Ordinal),
            ]
            : throw new ArgumentException(
                $"--test-fraction {fraction} of {distinct.Length} images leaves {distinct.Length - tested} to train on and "
                + $"{tested} for the test: each class keeps an image to train on");
    }

    /// <summary>Splits off files that are named relative to a folder.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static (IDataView Others, IDataView Named) Split(
        MLContext ml,
        IDataView files,
        string root,
        IReadOnlyList<string> names)
    {
        var (rows, paths) = (Rows(ml, files), new RealPaths());
        var listed = rows.Select(row => paths.Of(row.ImagePath)).ToArray();
        var named = names.Select(name => (Name: name, File: paths.Of(Path.Combine(root, name)))).ToArray();
        string[] missing =
            [.. named.ExceptBy(listed, name => name.File, RealPaths.Comparer).Select(name => name.Name)];
        if (missing.Length > 0)
            throw new ArgumentException(
                $"--data has no '{missing[0]}', {missing.Length} of the {names.Count} images of {TestImages.FileName} are not "
                + "there: give the data that the run began with, or another --output");
        var chosen = named.Select(name => name.File).ToHashSet(RealPaths.Comparer);
        var parts = rows.Zip(listed).ToLookup(row => chosen.Contains(row.Second), row => row.First);
        return (ml.Data.LoadFromEnumerable(parts[false].ToArray()), ml.Data.LoadFromEnumerable(parts[true].ToArray()));
    }

    /// <summary>The files that are images, and how many files are not.</summary>
    public static (IDataView Files, int Unreadable) Readable(MLContext ml, IDataView files, CancellationToken cancellation)
    {
        var rows = Rows(ml, files);
        var isReadable = ReadableImages.In(files, cancellation);
        var readable = rows.Where((_, i) => isReadable[i]).ToArray();
        return (ml.Data.LoadFromEnumerable(readable), rows.Length - readable.Length);
    }

    /// <summary>The rows as a view, in which each file has one path, however it was spelled.</summary>
    private static IDataView View(MLContext ml, string data, IReadOnlyList<ImageFile> rows, Action<string> say)
    {
        SplitNames.Check(data, rows.Select(row => row.Label).Where(label => label.Length > 0), say);
        var (paths, spelled) = (new RealPaths(), new Dictionary<string, ImageFile>(RealPaths.Comparer));
        var twice = new List<(ImageFile First, ImageFile Other)>();
        foreach (var row in rows)
        {
            var real = paths.Of(row.ImagePath);
            var first = spelled.TryAdd(real, row) ? row : spelled[real];
            row.ImagePath = first.ImagePath;
            if (first.Label != row.Label)
                twice.Add((first, row));
        }

        if (twice is [var (one, other), ..])
            say($"files with more than one label: {twice.DistinctBy(pair => pair.First).Count()}, the first is "
                + $"'{one.ImagePath}' with {NameList.Of([one.Label, other.Label])}");
        return ml.Data.LoadFromEnumerable(rows);
    }

    // The folders within a class's are all of the class.
    private static void SaySplitsWithin(string folder, IEnumerable<ImageFile> files, Action<string> say)
    {
        var within = files.Select(file => file.RelativeTo(folder).Split('/')).SelectMany(path => path[1..^1]).Where(SplitNames.Is)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (within.Length > 0)
            say(
                $"classes of '{folder}' have folders {NameList.Of(within)}, whose images are all taken together: if they are "
                + "splits, give each of them by itself");
    }

    private static ImageFile[] Rows(MLContext ml, IDataView files) =>
        [.. ml.Data.CreateEnumerable<ImageFile>(files, reuseRowObject: false)];
}
