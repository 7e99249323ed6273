using System.Globalization;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A report of one classifier, as its template shows it.</summary>
internal sealed class RunPage
{
    private readonly RunReport _report;
    private readonly Confusion _confusion;
    private readonly Calibration _calibration;
    private readonly RunPictures _pictures;

    private RunPage(RunReport report)
    {
        _report = report;
        _confusion = Confusion.Of(report.Scored);
        _calibration = Calibration.Of(report.Scored);
        _pictures = new RunPictures(report.Scored, _confusion, report.Pictures);
        Curves = new TrainingCurves(report.History).Draw();
        ClassRows = ClassRow.Of(_confusion, report.Data);
        var hasTable = report.Scored.Classes.Count <= ConfusionMatrix.MostClasses;
        Matrix = hasTable ? new ConfusionMatrix(_confusion).Rows(Galleries.Select(gallery => gallery.Id).ToHashSet()) : [];
        HeatMap = hasTable ? null : Reports.HeatMap.Of(_confusion);
    }

    public string Title => _report.Title;

    public string Subtitle => _report.Subtitle;

    public IEnumerable<Fact> Cards => [.. OfTest(), .. _report.Facts];

    public IReadOnlyList<Fact> Settings => _report.Settings;

    public IReadOnlyList<string> Classes => _report.Scored.Classes;

    public IReadOnlyList<NamedChart> Curves { get; }

    /// <summary>The rows of the matrix; none where there are too many classes for it.</summary>
    public IReadOnlyList<MatrixRow> Matrix { get; }

    /// <summary>The matrix as a picture; null where it is a table.</summary>
    public Picture? HeatMap { get; }

    public IReadOnlyList<Gallery> Galleries => _pictures.Galleries;

    public IReadOnlyList<Gallery> Pairs => _pictures.Pairs;

    public IReadOnlyList<ShownPicture> Mistakes => _pictures.Mistakes;

    public IReadOnlyList<ClassRow> ClassRows { get; }

    public bool HasData => _report.Data is not null;

    /// <summary>Whether the images to validate on were given apart, and are counted.</summary>
    public bool HasValidation => _report.Data?.Any(images => images.Validation > 0) ?? false;

    public string ClassNote => "A dash stands for what cannot be judged: a class without test images, or one that was never "
        + $"predicted.{(HasData && !HasValidation ? " Images that are held out for validation count as training images." : "")}";

    public string CalibrationNote => string.Create(
        CultureInfo.InvariantCulture,
        $"Of images with a score of 0.8, eight in ten should be right: the bars should meet the dashed line. Diamonds are the "
        + $"mean score of each bar. The expected calibration error is {_calibration.ExpectedError:0.000}.");

    public string Reliability => ReliabilityChart.Svg("reliability", _calibration);

    public IReadOnlyList<ShownPicture> FirstBatch =>
    [
        .. _report.FirstBatch.Select(shown => new ShownPicture(
            shown.Picture.Source, shown.Picture.IsTiny, $"{shown.Label}, augmented", shown.Label, shown.Label, "")),
    ];

    /// <summary>The page of a report.</summary>
    public static string Render(RunReport report) => Page.Render("run", report.Title, new RunPage(report));

    private IEnumerable<Fact> OfTest()
    {
        var (scored, images) = (_report.Scored, _report.Scored.Images.Count);
        var right = scored.Images.Count(image => image.IsRight);
        yield return new Fact("Accuracy", Text.Percent(scored.Accuracy), Text.Interval(WilsonInterval.Of(right, images)));
        yield return new Fact("Mean accuracy of classes", Text.Percent(_confusion.MacroAccuracy));
        yield return new Fact("Loss", Text.Invariant($"{scored.Loss:0.0000}"));
        yield return new Fact("Test images", Text.Count(images), $"of {Text.Count(scored.Classes.Count)} classes");
    }
}
