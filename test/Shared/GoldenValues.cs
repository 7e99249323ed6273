using System.Text;
using System.Text.Json;

namespace SqueezeExcite.Testing;

/// <summary>
/// Inputs from an integer hash, and what an independent implementation made of them. How both are written is said in
/// test/golden/golden.py, their counterpart.
/// </summary>
internal static class GoldenValues
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The elements of the tensor called <paramref name="name"/>, in [-1, 1).</summary>
    public static double[] Of(string name, long count)
    {
        var seed = Fnv1a(name);
        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = ((SplitMix64(seed + ((ulong)i * Gamma)) >> 11) * (1.0 / (1UL << 52))) - 1.0;
        return values;
    }

    /// <summary>Case by case, tensor by tensor.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoldenSummary>> Load(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, GoldenSummary>>>(File.ReadAllText(path), Json)!
            .ToDictionary(entry => entry.Key, entry => (IReadOnlyDictionary<string, GoldenSummary>)entry.Value);

    private static ulong Fnv1a(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ octet) * 0x100000001B3;
        return hash;
    }

    private static ulong SplitMix64(ulong state)
    {
        var z = state + Gamma;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What is kept of a tensor.</summary>
internal sealed record GoldenSummary(long[] Shape, double Max, double Norm, double Projection, double[] Samples)
{
    /// <summary>
    /// The difference, or null if there is none: no element may be further off than the tolerance times the greatest
    /// magnitude. Of the elements that are not kept, the norm and the projection tell.
    /// </summary>
    public string? Difference(long[] shape, ReadOnlySpan<double> actual, double tolerance)
    {
        if (!shape.SequenceEqual(Shape))
            return $"shape [{string.Join(", ", shape)}], expected [{string.Join(", ", Shape)}]";

        var n = actual.Length;
        var allowed = tolerance * Max;
        for (var k = 0; k < Samples.Length; k++)
        {
            var i = (int)((long)k * n / Samples.Length);
            if (Differs(actual[i], Samples[k], allowed))
                return $"element {i} is {actual[i]:R}, expected {Samples[k]:R}";
        }

        var direction = GoldenValues.Of("projection", n);
        var (square, projection) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            square += actual[i] * actual[i];
            projection += actual[i] * direction[i];
        }

        if (Differs(Math.Sqrt(square), Norm, tolerance * Norm))
            return $"norm {Math.Sqrt(square):R}, expected {Norm:R}";
        return Differs(projection, Projection, allowed * Math.Sqrt(n))
            ? $"projection {projection:R}, expected {Projection:R}"
            : null;
    }

    // Written so that a value that is no number differs too.
    private static bool Differs(double actual, double expected, double allowed) =>
        !(Math.Abs(actual - expected) <= allowed + 1e-300);
}
