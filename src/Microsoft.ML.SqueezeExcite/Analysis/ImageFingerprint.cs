using System.Numerics;
using System.Security.Cryptography;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What an image is known by: the hash of its bytes, and a small picture of it.</summary>
/// <param name="High">The first half of the SHA-256 hash.</param>
/// <param name="Low">The second half.</param>
/// <param name="Difference">The difference hash: a bit a pair of neighbours, set where the right one is the brighter.</param>
/// <param name="Thumbnail">The picture that the difference hash is of.</param>
internal sealed record ImageFingerprint(UInt128 High, UInt128 Low, ulong Difference, byte[] Thumbnail)
{
    // Of 64 bits. Unrelated pictures differ in 32 of them; compression and resizing change a few.
    private const int MostBits = 7;

    // Of 255. Plain pictures share their difference hash with many others, which differ in colours.
    private const int MostMeanDifference = 6;
    private const int MostDifference = 64;

    /// <summary>Makes it.</summary>
    /// <param name="bytes">The file, or the pixels where there is none.</param>
    /// <param name="image">The picture.</param>
    public static ImageFingerprint Of(ReadOnlySpan<byte> bytes, MLImage image)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var thumbnail = ImageThumbnail.Of(image);
        return new ImageFingerprint(
            BitConverter.ToUInt128(hash),
            BitConverter.ToUInt128(hash[16..]),
            ImageThumbnail.DifferenceHash(thumbnail),
            thumbnail);
    }

    /// <summary>Whether two pictures look the same.</summary>
    public static bool LookSame(ImageFingerprint a, ImageFingerprint b) =>
        BitOperations.PopCount(a.Difference ^ b.Difference) <= MostBits && AreClose(a.Thumbnail, b.Thumbnail);

    private static bool AreClose(byte[] a, byte[] b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = Math.Abs(a[i] - b[i]);
            sum += difference;
            if (difference > MostDifference)
                return false;
        }

        return sum <= MostMeanDifference * a.Length;
    }
}
