namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>The pictures of a report: the worst mistakes, the pairs that are confused most, the cells of the matrix.</summary>
internal sealed class RunPictures
{
    // Of a page of 2 MB at most.
    private const int Budget = 1_400_000;
    private const int MostMistakes = 24;
    private const int MostPairs = 8;
    private const int PerPair = 6;

    private readonly ScoredSet _scored;
    private readonly ConfusionMatrix _matrix;
    private readonly ILookup<(int, int), ScoredImage> _cells;

    /// <summary>Chooses the images, reads their pictures, and takes what there is room for: first the mistakes.</summary>
    /// <param name="scored">The images.</param>
    /// <param name="confusion">Their matrix.</param>
    /// <param name="pictures">Gives the pictures of rows; null if the images have no pictures.</param>
    public RunPictures(ScoredSet scored, Confusion confusion, ViewPictures? pictures)
    {
        (_scored, _matrix) = (scored, new ConfusionMatrix(confusion));
        _cells = scored.Images.ToLookup(image => (image.Label, image.Predicted));
        ScoredImage[] mistakes =
            [.. scored.Images.Where(image => !image.IsRight).OrderByDescending(image => image.Loss).Take(MostMistakes)];
        ConfusedPair[] pairs = [.. confusion.Pairs().Take(MostPairs)];
        var cells = Opened(confusion);
        var chosen = mistakes.Concat(pairs.SelectMany(InCell)).Concat(cells.SelectMany(Shown));
        var shelf = new PictureShelf(
            pictures?.Read(chosen.Select(image => image.Row)) ?? new Dictionary<long, Picture>(),
            scored.Classes,
            Budget);
        Mistakes = shelf.Take(mistakes);
        Pairs = [.. pairs.Select(pair => OfPair(pair, shelf.Take(InCell(pair))))];
        Galleries = [.. cells.Select(cell => OfCell(cell, shelf)).Where(gallery => gallery.Pictures.Count > 0)];
    }

    /// <summary>The images whose own class has the least probability.</summary>
    public IReadOnlyList<ShownPicture> Mistakes { get; }

    /// <summary>The pairs that are confused most, with some of their images.</summary>
    public IReadOnlyList<Gallery> Pairs { get; }

    /// <summary>The images of the matrix's cells.</summary>
    public IReadOnlyList<Gallery> Galleries { get; }

    private static IEnumerable<(int Actual, int Predicted)> Opened(Confusion confusion) =>
        confusion.Classes.Count > ConfusionMatrix.MostClasses
            ? []
            :
            [
                .. confusion.Pairs().Select(pair => (pair.Actual, pair.Predicted)),
                .. confusion.Classes.Select((_, i) => (i, i)),
            ];

    private IEnumerable<ScoredImage> Shown((int, int) cell) => ConfusionMatrix.Shown(_cells[cell]);

    private IEnumerable<ScoredImage> InCell(ConfusedPair pair) => Shown((pair.Actual, pair.Predicted)).Take(PerPair);

    private Gallery OfCell((int Actual, int Predicted) cell, PictureShelf shelf) => new(
        ConfusionMatrix.Id(cell.Actual, cell.Predicted),
        _matrix.Title(cell.Actual, cell.Predicted),
        "",
        shelf.Take(Shown(cell)));

    private Gallery OfPair(ConfusedPair pair, IReadOnlyList<ShownPicture> pictures) => new(
        "",
        $"{_scored.Classes[pair.Actual]}, predicted as {_scored.Classes[pair.Predicted]}",
        $"{Text.Count(pair.Images)} of {Text.Count(pair.All)}",
        pictures);
}
