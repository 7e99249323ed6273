using Microsoft.ML;
using Microsoft.ML.Data;

namespace SeTrainerHost.Datasets;

/// <summary>Image files with their labels, as views with the columns <c>Label</c> and <c>ImagePath</c>.</summary>
internal static class ImageFiles
{
    public const string PathColumn = nameof(Row.ImagePath);

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".bmp", ".webp" };

    /// <summary>A folder with a folder for each class.</summary>
    public static IDataView FromFolder(MLContext ml, string folder)
    {
        Row[] rows =
        [
            .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(label => Directory.EnumerateFiles(label, "*", SearchOption.AllDirectories)
                .Where(path => Extensions.Contains(Path.GetExtension(path)))
                .Order(StringComparer.Ordinal)
                .Select(path => new Row { Label = Path.GetFileName(label), ImagePath = Path.GetFullPath(path) })),
        ];
        return rows.Length > 0
            ? ml.Data.LoadFromEnumerable(rows)
            : throw new ArgumentException($"'{folder}' has no folder with an image in it ({string.Join(", ", Extensions)})");
    }

    /// <summary>A table of path and label, with tabs (.tsv) or commas (.csv), without a header. Paths are relative to the table.</summary>
    public static IDataView FromTable(MLContext ml, string file)
    {
        var separator = Path.GetExtension(file) == ".tsv" ? '\t' : ',';
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

    /// <summary>Splits off a share of the files, the same share of each label; a label with few files keeps them in the first part.</summary>
    public static (IDataView First, IDataView Second) Split(MLContext ml, IDataView files, double fraction, long seed)
    {
        var rows = Rows(ml, files);
        var random = new Random((int)seed);
        var second = new HashSet<Row>(ReferenceEqualityComparer.Instance);
        foreach (var members in rows.GroupBy(row => row.Label).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var order = members.ToArray();
            random.Shuffle(order);
            second.UnionWith(order.Take((int)Math.Round(fraction * order.Length)));
        }

        return second.Count > 0 && second.Count < rows.Length
            ? (ml.Data.LoadFromEnumerable(rows.Where(row => !second.Contains(row)).ToArray()), ml.Data.LoadFromEnumerable(rows.Where(second.Contains).ToArray()))
            : throw new ArgumentException($"--test-fraction {fraction} of {rows.Length} images leaves {rows.Length - second.Count} to train on and {second.Count} for the test");
    }

    /// <summary>The files that are images, and how many are none.</summary>
    public static (IDataView Files, int Unreadable) Readable(MLContext ml, IDataView files)
    {
        Row[] rows = Rows(ml, files), readable = [.. rows.Zip(OrientedImages.AreReadable(ml, files)).Where(row => row.Second).Select(row => row.First)];
        return (ml.Data.LoadFromEnumerable(readable), rows.Length - readable.Length);
    }

    private static Row[] Rows(MLContext ml, IDataView files) => [.. ml.Data.CreateEnumerable<Row>(files, reuseRowObject: false)];

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string ImagePath { get; set; } = "";
    }
}
