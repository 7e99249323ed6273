namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A row of the matrix.</summary>
internal sealed record MatrixRow(string Name, IReadOnlyList<MatrixCell> Cells);

/// <summary>A cell of the matrix.</summary>
/// <param name="Count">Its images.</param>
/// <param name="Share">Their share of the row, 0 to 1, as the style sheet takes it.</param>
/// <param name="IsRight">Whether it is on the diagonal.</param>
/// <param name="Link">The gallery of its images; empty where it has none.</param>
/// <param name="Label">What the cell is, in words.</param>
internal sealed record MatrixCell(long Count, string Share, bool IsRight, string Link, string Label);

/// <summary>
/// The confusion matrix as a table with links to the images of its cells, where there are not too many classes.
/// </summary>
internal sealed class ConfusionMatrix(Confusion confusion)
{
    /// <summary>The classes that a table has room for.</summary>
    public const int MostClasses = 30;

    private const int PerCell = 12;

    /// <summary>The images whose pictures a cell shows: of mistakes the surest, of the others the least sure.</summary>
    public static IEnumerable<ScoredImage> Shown(IEnumerable<ScoredImage> cell) =>
        cell.OrderByDescending(image => image.IsRight ? -image.Score : image.Score).ThenBy(image => image.Row).Take(PerCell);

    /// <summary>The name of a cell's gallery.</summary>
    public static string Id(int actual, int predicted) => Text.Invariant($"cell-{actual}-{predicted}");

    /// <summary>What a cell is, in words.</summary>
    public string Title(int actual, int predicted)
    {
        var (classes, count) = (confusion.Classes, confusion.Counts[actual, predicted]);
        var images = $"{Text.Count(count)} {(count == 1 ? "image" : "images")}";
        return actual == predicted
            ? $"{classes[actual]}, predicted right: {images}"
            : $"{classes[actual]}, predicted as {classes[predicted]}: {images}";
    }

    /// <summary>The rows.</summary>
    /// <param name="galleries">The names of the galleries that there are.</param>
    public IReadOnlyList<MatrixRow> Rows(IReadOnlySet<string> galleries) =>
    [
        .. confusion.Classes.Select((name, actual) => new MatrixRow(
            name,
            [
                .. confusion.Classes.Select((_, predicted) =>
                {
                    var (count, id) = (confusion.Counts[actual, predicted], Id(actual, predicted));
                    var share = (double)count / Math.Max(1, confusion.Actual(actual));
                    return new MatrixCell(
                        count,
                        Text.Invariant($"{share:0.###}"),
                        actual == predicted,
                        galleries.Contains(id) ? id : "",
                        Title(actual, predicted));
                }),
            ])),
    ];
}
