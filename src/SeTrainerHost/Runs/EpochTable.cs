using System.Globalization;
using CsvHelper;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary><c>log.csv</c> as the curves of a report take it.</summary>
internal static class EpochTable
{
    /// <summary>Reads the file; none where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="byLoss">Whether the best validation is the one of the least loss, not of the highest accuracy.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message names the line.</exception>
    public static IReadOnlyList<TrainingProgress> Read(string path, bool byLoss)
    {
        if (!File.Exists(path))
            return [];
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var (epochs, best) = (new List<TrainingProgress>(), double.NegativeInfinity);
        try
        {
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                var epoch = ReadEpoch(csv);
                var value = epoch.Validation is { } validation ? byLoss ? -validation.Loss : validation.Accuracy : double.NaN;
                epochs.Add(epoch with { IsBest = value > best });
                best = value > best ? value : best;
            }
        }
        catch (CsvHelperException e)
        {
            throw new InvalidDataException($"'{path}' is damaged at line {csv.Parser.RawRow}: {e.Message.Split('\n')[0]}", e);
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
