using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Terminal;

/// <summary>An epoch as a row of a table, 78 characters wide.</summary>
internal static class EpochLine
{
    /// <summary>What stands above the rows.</summary>
    public static string Header { get; } =
        Row("epoch", "loss", "accuracy", "validation loss", "accuracy", "", "rate", "time");

    /// <summary>The row of an epoch that has ended.</summary>
    public static string Of(TrainingProgress epoch) => Row(
        string.Create(CultureInfo.InvariantCulture, $"{epoch.Epoch}/{epoch.Epochs}"),
        Text(epoch.Loss),
        Text(epoch.Accuracy),
        Text(epoch.Validation?.Loss),
        Text(epoch.Validation?.Accuracy),
        epoch.IsBest ? "best" : "",
        epoch.LearningRate.ToString("G3", CultureInfo.InvariantCulture),
        ProgressDisplay.Text(epoch.Elapsed));

    private static string Row(
        string epoch,
        string loss,
        string accuracy,
        string validationLoss,
        string validationAccuracy,
        string mark,
        string rate,
        string time) =>
        $"{epoch,9}{loss,8}{accuracy,9}{validationLoss,16}{validationAccuracy,9} {mark,-4}{rate,10}{time,12}".TrimEnd();

    private static string Text(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
