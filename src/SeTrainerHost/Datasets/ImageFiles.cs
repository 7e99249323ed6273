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

    /// <summary>Files whose label is not known.</summary>
    public static IDataView Unlabelled(MLContext ml, IEnumerable<string> paths) =>
        ml.Data.LoadFromEnumerable(paths.Select(path => new Row { ImagePath = Path.GetFullPath(path) }).ToArray());

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string ImagePath { get; set; } = "";
    }
}
