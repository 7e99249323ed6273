using System.Globalization;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A chart with its title.</summary>
/// <param name="Name">The title.</param>
/// <param name="Svg">The chart.</param>
internal sealed record NamedChart(string Name, string Svg);

/// <summary>The curves of a training: loss, accuracy and learning rate by epoch.</summary>
/// <param name="history">The last report of each epoch.</param>
internal sealed class TrainingCurves(IReadOnlyList<TrainingProgress> history)
{
    private readonly int? _best = history.LastOrDefault(epoch => epoch.IsBest)?.Epoch;

    /// <summary>Draws them; none where no epoch is known of.</summary>
    public IReadOnlyList<NamedChart> Draw() => history.Count == 0
        ? []
        :
        [
            Pair("Loss", "loss", epoch => epoch.Loss, validation => validation.Loss),
            Pair("Accuracy", "accuracy", epoch => epoch.Accuracy, validation => validation.Accuracy),
            Chart("Learning rate", "learning rate", "rate", [Training("learning rate", epoch => epoch.LearningRate)]),
        ];

    private NamedChart Pair(
        string name,
        string axis,
        Func<TrainingProgress, double> training,
        Func<ValidationResult, double> validation)
    {
        var validated = history.Where(epoch => epoch.Validation is not null)
            .Select(epoch => ((double)epoch.Epoch, validation(epoch.Validation!)))
            .ToArray();
        Curve[] curves =
        [
            Training("training", training),
            .. validated.Length > 0 ? (Curve[])[new Curve("validation", validated) { Marked = _best }] : [],
        ];
        return Chart(name, axis, axis, curves);
    }

    private Curve Training(string name, Func<TrainingProgress, double> value) =>
        new(name, [.. history.Select(epoch => ((double)epoch.Epoch, value(epoch)))]);

    private NamedChart Chart(string name, string axis, string id, IReadOnlyList<Curve> curves) =>
        new(name, CurveChart.Svg(id, Describe(name, curves), "epoch", axis, curves));

    private string Describe(string name, IReadOnlyList<Curve> curves)
    {
        var lines = curves.Select(curve => string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Name} from {curve.Points[0].Y:G3} at epoch {curve.Points[0].X} to {curve.Points[^1].Y:G3} at epoch "
            + $"{curve.Points[^1].X}"));
        var best = _best is { } epoch && curves.Any(curve => curve.Marked is not null)
            ? Text.Invariant($"; the best validation, circled, is that of epoch {epoch}")
            : "";
        return $"{name} by epoch. {string.Join("; ", lines)}{best}";
    }
}
