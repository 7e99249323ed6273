using System.Diagnostics;
using Microsoft.ML;
using SqueezeExcite.Testing;

namespace ScoringBench;

/// <summary>Checks drawn images with planted faults: what is found, how fast, and in how much memory.</summary>
internal static class Checking
{
    /// <summary>Draws the images.</summary>
    public static int Draw(string folder, int count, int side)
    {
        _ = new PlantedPictures(folder, count, side);
        return 0;
    }

    /// <summary>Checks them, in a process that did not draw them.</summary>
    public static int Check(string folder)
    {
        var ml = new MLContext();
        var clock = Stopwatch.StartNew();
        var check = ml.Data.CheckImages(Files(ml, Path.Combine(folder, "train")), test: Files(ml, Path.Combine(folder, "test")));
        var seconds = clock.Elapsed.TotalSeconds;
        var planted = check.Copies.ToLookup(copies =>
            copies.Images.Any(image => Path.GetFileName(image.Path!).StartsWith("copy-")));
        var harmless = planted[true]
            .Where(copies => copies is { IsConflict: false, IsLeak: false })
            .ToLookup(copies => copies.IsExact);
        Console.WriteLine(
            $"images {check.Images}  exact {harmless[true].Count()} of 5  near {harmless[false].Count()} of 5  "
            + $"conflicts {planted[true].Count(copies => copies.IsConflict)} of 2  "
            + $"leaks {planted[true].Count(copies => copies.IsLeak)} of 3  cut off {check.Unreadable.Count} of 4  "
            + $"false {planted[false].Sum(copies => copies.Images.Count)}");
        Console.WriteLine(
            $"seconds {seconds:F1}  images/s {check.Images / seconds:F0}  "
            + $"peak-MiB {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}");
        return 0;
    }

    private static IDataView Files(MLContext ml, string folder) => ml.Data.LoadFromEnumerable(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new Row(Path.GetFileName(Path.GetDirectoryName(path)!), path))
            .ToArray());

    private sealed record Row(string Label, string Image);
}
