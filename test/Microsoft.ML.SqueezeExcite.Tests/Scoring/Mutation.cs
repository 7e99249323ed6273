namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Damages files: bits flipped, bytes overwritten, parts cut off, doubled or left out.</summary>
internal static class Mutation
{
    /// <summary>A damaged copy that follows from the seed.</summary>
    public static byte[] Of(byte[] good, int seed)
    {
        var random = new RandomStream(seed, RandomStream.Key("mutation"));
        var bytes = good.ToList();
        for (var changes = 1 + random.Next(6); changes > 0 && bytes.Count > 0; changes--)
        {
            // Headers are small and matter most.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 64) : bytes.Count);
            var length = Math.Min(1 + random.Next(32), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = random.Next(2) == 0 ? (byte)0 : (byte)255; break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                default: bytes.RemoveRange(at + (bytes.Count - at) / 2, bytes.Count - at - (bytes.Count - at) / 2); break;
            }
        }

        return [.. bytes];
    }
}
