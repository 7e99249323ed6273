using CsvHelper;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary><c>log.csv</c> as the curves of a report take it.</summary>
internal static class EpochTable
{
    /// <summary>Reads the file; an empty list if it does not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="byLoss">Whether the best validation is the one of the least loss, not of the highest accuracy.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message names the line.</exception>
    public static IReadOnlyList<TrainingProgress> Read(string path, bool byLoss)
    {
        if (!File.Exists(path))
            return [];
        var (epochs, best) = (new List<TrainingProgress>(), double.NegativeInfinity);
        foreach (var epoch in CsvRows.Read(path, (csv, _) => ReadEpoch(csv)))
        {
            var value = epoch.Validation is { } validation ? byLoss ? -validation.Loss : validation.Accuracy : double.NaN;
            epochs.Add(epoch with { IsBest = value > best });
            best = value > best ? value : best;
        }

        return epochs;
    }

    private static TrainingProgress ReadEpoch(CsvReader csv) => new(
        csv.GetField<int>("epoch"),
        0,
        1,
        1,
        csv.GetField<double>("loss"),
        csv.GetField<double>("accuracy"),
        csv.GetField<double>("rate"),
        csv.GetField<double>("images_per_second"),
        csv.GetField<double>("data_wait_share"),
        TimeSpan.FromSeconds(csv.GetField<double>("seconds")),
        TimeSpan.Zero,
        csv.GetField<double?>("validation_loss") is { } loss
            ? new ValidationResult(loss, csv.GetField<double>("validation_accuracy"))
            : null);
}
