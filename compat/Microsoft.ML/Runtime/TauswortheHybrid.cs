namespace Microsoft.ML;

/// <summary>
/// Three Tausworthe generators and a linear congruential one, xored (GPU Gems 3, chapter 37): the stream that seeded
/// splits and shuffles of ML.NET are defined by.
/// </summary>
internal sealed class TauswortheHybrid : Random
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public TauswortheHybrid(uint seed)
    {
        _z1 = seed;
        _z2 = Hashing.MurmurRound(_z1, seed);
        _z3 = Hashing.MurmurRound(_z2, seed);
        _z4 = Hashing.MurmurRound(_z3, seed);
    }

    public TauswortheHybrid(Random random)
    {
        _z1 = Large(random);
        _z2 = Large(random);
        _z3 = Large(random);
        _z4 = Bits(random);
    }

    public static TauswortheHybrid Create(int? seed)
        => seed is int value ? new TauswortheHybrid((uint)value) : FromEntropy();

    public int NextSigned() => (int)NextBits();

    public override float NextSingle() => (NextBits() >> 9) * (1f / (1 << 23));

    public override double NextDouble() => NextBits() * (1d / (1L << 32));

    public override int Next()
    {
        uint bits = NextBits();
        return (int)(bits + (bits & 0x80000000));
    }

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)(((ulong)NextBits() * (ulong)maxValue) >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        long range = (long)maxValue - minValue;
        return (int)((long)(NextDouble() * range) + minValue);
    }

    public override void NextBytes(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    private static uint Bits(Random random) => ((uint)random.Next(0x10000) << 16) | (uint)random.Next(0x10000);

    // A Tausworthe generator seeded with less than 128 falls into its zero state.
    private static uint Large(Random random)
    {
        uint bits;
        do
            bits = Bits(random);
        while (bits < 128);
        return bits;
    }

    private static TauswortheHybrid FromEntropy() => new(new Random());

    private uint NextBits()
    {
        Step(ref _z1, 13, 19, 12, ~0x1u);
        Step(ref _z2, 2, 25, 4, ~0x7u);
        Step(ref _z3, 3, 11, 17, ~0xfu);
        _z4 = (_z4 * 1664525) + 1013904223;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }

    private static void Step(ref uint z, int s1, int s2, int s3, uint mask)
        => z = ((z & mask) << s3) ^ (((z << s1) ^ z) >> s2);
}
