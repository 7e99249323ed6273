using Microsoft.ML;
using Microsoft.ML.Data;

namespace SeTrainerHost.Datasets;

/// <summary>Image files with their labels, as views with the columns <c>Label</c> and <c>ImagePath</c>.</summary>
internal static class ImageFiles
{
    public const string PathColumn = nameof(Row.ImagePath);

    /// <summary>A folder with a folder for each class.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="say">Gets what is left out.</param>
    /// <exception cref="ArgumentException">There is no image, or none among the files of a class.</exception>
    public static IDataView FromFolder(MLContext ml, string folder, Action<string> say)
    {
        ClassFolder[] classes = [.. ClassFolder.In(folder)];
        string[] others = [.. classes.SelectMany(label => label.Others)];
        if (others.Length > 0)
            say($"{others.Length} files were left out, images are {ClassFolder.KnownExtensions}: {ClassFolder.Count(others)}");
        Row[] rows =
        [
            .. classes.SelectMany(label =>
                label.Images.Select(path => new Row { Label = label.Label, ImagePath = Path.GetFullPath(path) })),
        ];
        return rows.Length > 0
            ? ml.Data.LoadFromEnumerable(rows)
            : throw new ArgumentException($"'{folder}' has no folder with an image in it ({ClassFolder.KnownExtensions})");
    }

    /// <summary>
    /// A table of path and label, with tabs (.tsv) or commas (.csv), without a header. Paths are relative to the table.
    /// </summary>
    public static IDataView FromTable(MLContext ml, string file)
    {
        var separator = string.Equals(Path.GetExtension(file), ".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var table = ml.Data.LoadFromTextFile(
            file,
            [new TextLoader.Column(PathColumn, DataKind.String, 0), new TextLoader.Column(nameof(Row.Label), DataKind.String, 1)],
            separatorChar: separator,
            hasHeader: false,
            allowQuoting: true);
        return ml.Data.LoadFromEnumerable(ml.Data.CreateEnumerable<Row>(table, reuseRowObject: false)
            .Select(row => new Row { Label = row.Label, ImagePath = Path.Combine(folder, row.ImagePath) })
            .ToArray());
    }

    /// <summary>Chooses a share of the files, the same share of each label; of a label with few files none.</summary>
    /// <returns>The files relative to a folder, in order.</returns>
    /// <exception cref="ArgumentException">They would be none or all.</exception>
    public static IReadOnlyList<string> Choose(MLContext ml, IDataView files, string root, double fraction, long seed)
    {
        var rows = Rows(ml, files);
        var random = new Random((int)seed);
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var members in rows.GroupBy(row => row.Label).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var order = members.ToArray();
            random.Shuffle(order);
            chosen.UnionWith(order.Take((int)Math.Round(fraction * order.Length)).Select(row => row.RelativeTo(root)));
        }

        var count = rows.Count(row => chosen.Contains(row.RelativeTo(root)));
        return count > 0 && count < rows.Length
            ? [.. chosen.Order(StringComparer.Ordinal)]
            : throw new ArgumentException(
                $"--test-fraction {fraction} of {rows.Length} images leaves {rows.Length - count} to train on and {count} for "
                + "the test");
    }

    /// <summary>Splits off files that are named relative to a folder.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static (IDataView Others, IDataView Named) Split(
        MLContext ml,
        IDataView files,
        string root,
        IReadOnlyList<string> names)
    {
        var rows = Rows(ml, files);
        string[] missing = [.. names.Except(rows.Select(row => row.RelativeTo(root)), StringComparer.Ordinal)];
        if (missing.Length > 0)
            throw new ArgumentException(
                $"--data has no '{missing[0]}', {missing.Length} of the {names.Count} images of {TestImages.FileName} are not "
                + "there: give the data that the run began with, or another --output");
        var named = names.ToHashSet(StringComparer.Ordinal);
        var parts = rows.ToLookup(row => named.Contains(row.RelativeTo(root)));
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

    private static Row[] Rows(MLContext ml, IDataView files) => [.. ml.Data.CreateEnumerable<Row>(files, reuseRowObject: false)];

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string ImagePath { get; set; } = "";

        public string RelativeTo(string root) => Path.GetRelativePath(root, ImagePath).Replace(Path.DirectorySeparatorChar, '/');
    }
}
