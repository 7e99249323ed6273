using System.Numerics;
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
        var values = new double[count];
        Fill(name, values, scale: 1, shift: 0);
        return values;
    }

    /// <summary>The elements of the tensor called <paramref name="name"/>, in [shift - scale, shift + scale).</summary>
    public static void Fill<T>(string name, Span<T> values, double scale, double shift)
        where T : INumberBase<T>
    {
        var seed = Fnv1a(name);
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(Element(seed, i) * scale + shift);
    }

    /// <summary>The inner product with the tensor called <paramref name="name"/>.</summary>
    public static double Project(string name, ReadOnlySpan<double> values)
    {
        var (seed, sum) = (Fnv1a(name), 0.0);
        for (var i = 0; i < values.Length; i++)
            sum += values[i] * Element(seed, i);
        return sum;
    }

    /// <summary>Case by case, tensor by tensor.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoldenSummary>> Load(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, GoldenSummary>>>(File.ReadAllText(path), Json)!
            .ToDictionary(entry => entry.Key, entry => (IReadOnlyDictionary<string, GoldenSummary>)entry.Value);

    // In [-1, 1).
    private static double Element(ulong seed, int i) =>
        ((SplitMix64(seed + ((ulong)i * Gamma)) >> 11) * (1.0 / (1UL << 52))) - 1.0;

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

        var norm = Math.Sqrt(SumOfSquares(actual));
        if (Differs(norm, Norm, tolerance * Norm))
            return $"norm {norm:R}, expected {Norm:R}";
        var projection = GoldenValues.Project("projection", actual);
        return Differs(projection, Projection, allowed * Math.Sqrt(n))
            ? $"projection {projection:R}, expected {Projection:R}"
            : null;
    }

    private static double SumOfSquares(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return sum;
    }

    // Written so that a value that is not a number differs too.
    private static bool Differs(double actual, double expected, double allowed) =>
        !(Math.Abs(actual - expected) <= allowed + 1e-300);
}
