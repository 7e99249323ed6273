using System.Globalization;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A report of one classifier, as its template shows it.</summary>
internal sealed class RunPage
{
    // Of a page of 2 MB at most.
    private const int PictureBudget = 1_400_000;
    private const int MostMistakes = 24;
    private const int MostPairs = 8;
    private const int PerPair = 6;

    private RunPage(RunReport report)
    {
        var (scored, confusion) = (report.Scored, Confusion.Of(report.Scored));
        (Title, Subtitle, Footer, Settings, Classes) =
            (report.Title, report.Subtitle, report.Footer, report.Settings, scored.Classes);
        Cards = [.. Test(scored, confusion), .. report.Facts];
        Curves = TrainingCurves.Of(report.History);

        var mistakes = scored.Images.Where(image => !image.IsRight).OrderByDescending(image => image.Loss).Take(MostMistakes).ToArray();
        var pairs = confusion.Pairs().Take(MostPairs).ToArray();
        var cells = scored.Images.ToLookup(image => (image.Label, image.Predicted), image => image);
        var hasTable = scored.Classes.Count <= ConfusionMatrix.MostClasses;
        var opened = hasTable ? Cells(confusion) : [];
        IEnumerable<ScoredImage> OfCell((int, int) cell) => ConfusionMatrix.Shown(cells[cell]);
        var shelf = new PictureShelf(
            report.Pictures?.Read(
                mistakes.Concat(pairs.SelectMany(pair => OfCell((pair.Actual, pair.Predicted)))).Concat(opened.SelectMany(OfCell))
                    .Select(image => image.Row))
            ?? new Dictionary<long, Picture>(),
            scored.Classes,
            PictureBudget);
        Mistakes = shelf.Take(mistakes);
        Pairs = [.. pairs.Select(pair => Pair(pair, scored.Classes, shelf.Take(OfCell((pair.Actual, pair.Predicted)).Take(PerPair))))];
        var matrix = new ConfusionMatrix(confusion);
        Galleries =
        [
            .. opened.Select(cell => new Gallery(
                ConfusionMatrix.Id(cell.Actual, cell.Predicted), matrix.Title(cell.Actual, cell.Predicted), "",
                shelf.Take(OfCell(cell)))).Where(gallery => gallery.Pictures.Count > 0),
        ];
        Matrix = hasTable ? matrix.Rows(Galleries.Select(gallery => gallery.Id).ToHashSet()) : [];
        HeatMap = hasTable ? null : Reports.HeatMap.Of(confusion);

        ClassRows = ClassRow.Of(confusion, report.Data);
        HasData = report.Data is not null;
        HasValidation = report.Data?.Any(images => images.Validation > 0) ?? false;
        var calibration = Calibration.Of(scored);
        Reliability = ReliabilityChart.Svg("reliability", calibration);
        CalibrationNote = string.Create(CultureInfo.InvariantCulture, $"Of images with a score of 0.8, eight in ten should be right: the bars should meet the dashed line. Diamonds are the "
            + $"mean score of each bar. The expected calibration error is {calibration.ExpectedError:0.000}.");
        FirstBatch =
        [
            .. report.FirstBatch.Select(shown => new ShownPicture(
                shown.Picture.Source, shown.Picture.IsTiny, $"{shown.Label}, augmented", shown.Label, shown.Label, "")),
        ];
    }

    public string Title { get; }

    public string Subtitle { get; }

    public string Footer { get; }

    public IReadOnlyList<Fact> Cards { get; }

    public IReadOnlyList<Fact> Settings { get; }

    public IReadOnlyList<string> Classes { get; }

    public IReadOnlyList<NamedChart> Curves { get; }

    /// <summary>The rows of the matrix; none where there are too many classes for it.</summary>
    public IReadOnlyList<MatrixRow> Matrix { get; }

    /// <summary>The matrix as a picture; null where it is a table.</summary>
    public Picture? HeatMap { get; }

    public IReadOnlyList<Gallery> Galleries { get; }

    public IReadOnlyList<Gallery> Pairs { get; }

    public IReadOnlyList<ShownPicture> Mistakes { get; }

    public IReadOnlyList<ClassRow> ClassRows { get; }

    public bool HasData { get; }

    /// <summary>Whether the images to validate on were given apart, and are counted.</summary>
    public bool HasValidation { get; }

    public string ClassNote => "A dash stands for what cannot be judged: a class without test images, or one that was never "
        + $"predicted.{(HasData && !HasValidation ? " Images that are held out for validation count as training images." : "")}";

    public string CalibrationNote { get; }

    public string Reliability { get; }

    public IReadOnlyList<ShownPicture> FirstBatch { get; }

    /// <summary>The page of a report.</summary>
    public static string Render(RunReport report) => Page.Render("run", report.Title, new RunPage(report));

    // Mistakes first: where there is not room for all pictures, they are what one looks for.
    private static (int Actual, int Predicted)[] Cells(Confusion confusion) =>
    [
        .. confusion.Pairs().Select(pair => (pair.Actual, pair.Predicted)),
        .. confusion.Classes.Select((_, i) => (i, i)),
    ];

    private static IEnumerable<Fact> Test(ScoredSet scored, Confusion confusion)
    {
        var right = scored.Images.Count(image => image.IsRight);
        yield return new Fact(
            "Accuracy", Text.Percent(scored.Accuracy), Text.Interval(WilsonInterval.Of(right, scored.Images.Count)));
        yield return new Fact("Mean accuracy of classes", Text.Percent(confusion.MacroAccuracy));
        yield return new Fact("Loss", Text.Invariant($"{scored.Loss:0.0000}"));
        yield return new Fact("Test images", Text.Count(scored.Images.Count), $"of {Text.Count(scored.Classes.Count)} classes");
    }

    private static Gallery Pair(ConfusedPair pair, IReadOnlyList<string> classes, IReadOnlyList<ShownPicture> pictures) => new(
        "",
        $"{classes[pair.Actual]}, predicted as {classes[pair.Predicted]}",
        $"{Text.Count(pair.Images)} of {Text.Count(pair.All)}",
        pictures);
}
