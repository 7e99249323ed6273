namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A stream of pseudo-random numbers that follows from its keys alone, such as (seed, epoch, sample): SplitMix64 (Steele, Lea and
/// Flood, 2014). There is no state to save: whoever has the keys has the stream, whatever else ran before.
/// </summary>
internal struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    public RandomStream(params ReadOnlySpan<long> keys)
    {
        foreach (var key in keys)
            _state = Mix(_state + Golden + (ulong)key);
    }

    /// <summary>The key that a name stands for: FNV-1a of its UTF-16 units.</summary>
    public static long Key(string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in name)
            hash = (hash ^ c) * 0x100000001B3;
        return (long)hash;
    }

    public ulong NextUInt64() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [least, most).</summary>
    public double NextBetween(double least, double most) => least + (most - least) * NextDouble();

    /// <summary>Uniform in [0, limit).</summary>
    public int Next(int limit) => (int)Math.BigMul(NextUInt64(), (ulong)limit, out _);

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    public bool NextBoolean() => (NextUInt64() >> 63) != 0;

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
