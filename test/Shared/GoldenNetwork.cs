using System.Numerics;
using System.Text.Json;

namespace SqueezeExcite.Testing;

/// <summary>
/// What an independent implementation makes of a network with hashed weights: logits in evaluation mode, gradients of the mean
/// cross-entropy in training mode. How it is made is said in test/golden/networks.py.
/// </summary>
/// <param name="Input">(N, C, H, W).</param>
/// <param name="Logits">The logits (N, classes).</param>
/// <param name="Zero">The parameters whose gradient is zero but for rounding.</param>
/// <param name="Gradients">The gradient of each other parameter.</param>
internal sealed record GoldenNetwork(
    int[] Input, GoldenSummary Logits, IReadOnlyList<string> Zero, IReadOnlyDictionary<string, GoldenSummary> Gradients)
{
    public static GoldenNetwork Load(string path) =>
        JsonSerializer.Deserialize<GoldenNetwork>(File.ReadAllText(path), GoldenValues.Json)!;

    /// <summary>Writes the value of a parameter or buffer, by its name and shape, into memory of its size.</summary>
    public static void Fill<T>(string name, IReadOnlyList<long> shape, Span<T> values)
        where T : INumberBase<T>
    {
        var (scale, shift) = (name[(name.LastIndexOf('.') + 1)..], shape.Count) switch
        {
            ("running_var", _) => (0.5, 1.5),
            ("running_mean" or "bias", _) => (0.1, 0.0),
            ("weight", 1) => (0.25, 1.0),
            _ => (Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1L, (count, size) => count * size)), 0.0),
        };
        GoldenValues.Fill(name, values, scale, shift);
    }
}
