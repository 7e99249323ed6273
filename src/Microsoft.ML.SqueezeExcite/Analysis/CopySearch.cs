namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Finds copies among images. Hashes of 64 bits that differ in at most 7 agree in one of their 8 bytes at least: images are
/// compared within the groups that share a byte.
/// </summary>
internal static class CopySearch
{
    private const int HashBytes = sizeof(ulong);

    /// <summary>Groups of images with equal bytes, and then of those that look the same.</summary>
    public static IEnumerable<ImageCopies> Find(IEnumerable<InspectedRow> rows, CancellationToken cancellation)
    {
        InspectedRow[][] files =
        [
            .. rows.Where(row => row.Facts is not null)
                .GroupBy(row => (row.Facts!.Fingerprint.High, row.Facts.Fingerprint.Low))
                .Select(group => group.ToArray()),
        ];
        return [.. Exact(files), .. Near(files, cancellation)];
    }

    private static IEnumerable<ImageCopies> Exact(InspectedRow[][] files) =>
        files.Where(rows => rows.Length > 1).Select(rows => new ImageCopies([.. rows.Select(row => row.Image)], IsExact: true));

    private static IEnumerable<ImageCopies> Near(InspectedRow[][] files, CancellationToken cancellation)
    {
        var prints = Array.ConvertAll(files, rows => rows[0].Facts!.Fingerprint);
        var groups = new DisjointSets(files.Length);
        for (var place = 0; place < HashBytes; place++)
        {
            foreach (var alike in Enumerable.Range(0, files.Length).GroupBy(i => ByteAt(prints[i], place)))
                JoinWithin([.. alike], prints, groups, cancellation);
        }

        return Enumerable.Range(0, files.Length)
            .GroupBy(groups.Find)
            .Where(group => group.Skip(1).Any())
            .Select(group =>
                new ImageCopies([.. group.SelectMany(i => files[i]).Select(row => row.Image)], IsExact: false));
    }

    private static byte ByteAt(ImageFingerprint print, int place) => (byte)(print.Difference >> (8 * place));

    private static void JoinWithin(
        int[] alike, ImageFingerprint[] prints, DisjointSets groups, CancellationToken cancellation)
    {
        var candidates = Array.ConvertAll(alike, i => prints[i]);
        for (var i = 0; i < candidates.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = 0; j < i; j++)
            {
                if (ImageFingerprint.LookSame(candidates[i], candidates[j]))
                    groups.Join(alike[i], alike[j]);
            }
        }
    }
}
