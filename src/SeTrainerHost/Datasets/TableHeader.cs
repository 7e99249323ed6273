using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Which columns of a table hold the paths and the labels.</summary>
/// <param name="Names">The header's values; null where the table has none.</param>
/// <param name="Path">The column of paths, from 0.</param>
/// <param name="Label">The column of labels.</param>
internal sealed record TableHeader(IReadOnlyList<string>? Names, int Path, int Label)
{
    // The first that is there counts.
    private static readonly string[] PathNames =
    [
        "imagepath", "imagefile", "imagefilename", "filepath", "filename", "path", "file", "image", "img", "imagename", "imageid",
    ];

    private static readonly string[] LabelNames =
        ["label", "class", "labelname", "classname", "category", "categoryname", "target", "labels", "classes", "y"];

    /// <summary>
    /// Finds the header: a first row that names a column of paths and one of labels, or whose path is no file while others' are.
    /// </summary>
    /// <param name="rows">The first rows of the table.</param>
    /// <param name="isFile">Whether a path of the table is that of a file.</param>
    public static TableHeader Of(IReadOnlyList<TableRow> rows, Func<string, bool> isFile)
    {
        var first = rows[0].Values;
        if (first.Any(isFile))
            return new TableHeader(null, 0, 1);
        var (path, label) = (Find(first, PathNames), Find(first, LabelNames));
        if (path >= 0 && label >= 0)
            return new TableHeader(first, path, label);
        var isName = System.IO.Path.GetFileName(first[0]) == first[0] && !System.IO.Path.HasExtension(first[0]);
        return isName && rows.Skip(1).Any(row => isFile(row.Values[0]))
            ? new TableHeader(first, 0, 1)
            : new TableHeader(null, 0, 1);
    }

    /// <summary>What is said about it.</summary>
    public string Describe(string table, int line)
    {
        var unused = Names!.Where((name, i) => i != Path && i != Label && name.Length > 0).ToArray();
        return $"'{table}' line {line} is a header: paths are in '{Names![Path]}', labels in '{Names[Label]}'"
            + (unused.Length > 0 ? $"; not used: {NameList.Of(unused)}" : "");
    }

    private static int Find(IReadOnlyList<string> values, string[] names)
    {
        string[] plain = [.. values.Select(value => string.Concat(value.Where(char.IsLetter)).ToLowerInvariant())];
        return names.Select(name => Array.IndexOf(plain, name)).FirstOrDefault(column => column >= 0, -1);
    }
}
