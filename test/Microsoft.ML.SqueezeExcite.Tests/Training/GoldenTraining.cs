using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>PyTorch's values, written by test/golden/training.py.</summary>
internal static class GoldenTraining
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "training.json"))).RootElement;

    public static double[] Rates(string name) => [.. Root.GetProperty(name).EnumerateArray().Select(rate => rate.GetDouble())];

    public static double CrossEntropy(string name) => Root.GetProperty("cross_entropy").GetProperty(name).GetDouble();
}
