using System.Globalization;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A chart with its title.</summary>
/// <param name="Name">The title.</param>
/// <param name="Svg">The chart.</param>
internal sealed record NamedChart(string Name, string Svg);

/// <summary>The curves of a training: loss, accuracy and learning rate by epoch.</summary>
internal static class TrainingCurves
{
    /// <summary>Draws them.</summary>
    /// <param name="history">The last report of each epoch.</param>
    public static IReadOnlyList<NamedChart> Of(IReadOnlyList<TrainingProgress> history)
    {
        if (history.Count == 0)
            return [];
        var best = history.LastOrDefault(epoch => epoch.IsBest)?.Epoch;
        return
        [
            Pair("Loss", "loss", epoch => epoch.Loss, validation => validation.Loss),
            Pair("Accuracy", "accuracy", epoch => epoch.Accuracy, validation => validation.Accuracy),
            new NamedChart(
                "Learning rate",
                CurveChart.Svg(
                    "rate",
                    string.Create(CultureInfo.InvariantCulture, $"Learning rate over {history.Count} epochs, {history[0].LearningRate:G3} at first, "
                        + $"{history[^1].LearningRate:G3} at last"),
                    "epoch",
                    "learning rate",
                    [new Curve("learning rate", [.. history.Select(epoch => ((double)epoch.Epoch, epoch.LearningRate))])])),
        ];

        NamedChart Pair(
            string name,
            string axis,
            Func<TrainingProgress, double> training,
            Func<ValidationResult, double> validation)
        {
            var curves = new List<Curve> { new("training", [.. history.Select(epoch => ((double)epoch.Epoch, training(epoch)))]) };
            var validated = history.Where(epoch => epoch.Validation is not null)
                .Select(epoch => ((double)epoch.Epoch, validation(epoch.Validation!)))
                .ToArray();
            if (validated.Length > 0)
                curves.Add(new Curve("validation", validated) { Marked = best });
            return new NamedChart(name, CurveChart.Svg(axis, Describe(name, curves, best), "epoch", axis, curves));
        }
    }

    private static string Describe(string name, IEnumerable<Curve> curves, int? best) => $"{name} by epoch. " + string.Join(
        "; ",
        curves.Select(curve => string.Create(CultureInfo.InvariantCulture, $"{curve.Name} from {curve.Points[0].Y:0.###} at epoch {curve.Points[0].X} to {curve.Points[^1].Y:0.###} at epoch "
            + $"{curve.Points[^1].X}")))
        + (best is { } epoch ? $"; the best validation, circled, is that of epoch {epoch}" : "");
}
