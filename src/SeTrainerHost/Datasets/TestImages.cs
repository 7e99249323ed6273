using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>
/// The images that a run keeps for its test. <c>test-images.json</c> holds them beside the run's checkpoint, so that a run that
/// goes on tests on none that it was trained on.
/// </summary>
/// <param name="Fraction">The share of the images that they were when they were chosen.</param>
/// <param name="Images">Their files, relative to what <c>--data</c> names, with slashes.</param>
internal sealed record TestImages(double Fraction, IReadOnlyList<string> Images)
{
    /// <summary>The share where none is given.</summary>
    public const double UsualFraction = 0.2;

    /// <summary>The name of the file.</summary>
    public const string FileName = "test-images.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the file of a folder; null where it has none.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static TestImages? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                ? JsonSerializer.Deserialize<TestImages>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is empty")
                : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: {e.Message}", e);
        }
    }

    /// <summary>Writes the file; what was in its place is replaced only when the new one is whole.</summary>
    public void Write(string folder, FileSystem? files = null) =>
        AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Json), files);

    /// <summary>The same images, once it is checked that no other share is asked for.</summary>
    /// <exception cref="ArgumentException">Another is.</exception>
    public TestImages Of(double? fraction) =>
        fraction is null || fraction == Fraction
            ? this
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--test-fraction must be {Fraction}, that of the run that goes on ({FileName}), or left out, was "
                    + $"{fraction}: images that were trained on are not a test"));
}
