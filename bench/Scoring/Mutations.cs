namespace ScoringBench;

/// <summary>Damages files: bits flipped, bytes overwritten, parts cut off, doubled or left out.</summary>
internal static class Mutations
{
    public static byte[] Of(byte[] good, int seed)
    {
        var random = new Random(seed);
        var bytes = good.ToList();
        for (var changes = random.Next(1, 8); changes > 0 && bytes.Count > 0; changes--)
        {
            // Headers stand at the start, a zip's directory at the end: they matter most.
            var at = random.Next(3) switch
            {
                0 => random.Next(Math.Min(bytes.Count, 128)),
                1 => bytes.Count - 1 - random.Next(Math.Min(bytes.Count, 2048)),
                _ => random.Next(bytes.Count),
            };
            var length = Math.Min(random.Next(1, 64), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = random.Next(2) == 0 ? (byte)0 : (byte)255; break;
                case 3: bytes.RemoveRange(at, length); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 5: bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)random.Next(256))); break;
                default: bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : length); break;
            }
        }

        return [.. bytes];
    }
}
