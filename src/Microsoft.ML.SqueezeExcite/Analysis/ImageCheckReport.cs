namespace Microsoft.ML.SqueezeExcite;

/// <summary>Sums up the images that were inspected.</summary>
internal static class ImageCheckReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="rows">The images.</param>
    /// <param name="heldOutFraction">The share of the training images that is to be held out.</param>
    /// <param name="cancellation">Ends the search for copies.</param>
    public static ImageCheck Of(IReadOnlyList<InspectedRow> rows, double heldOutFraction, CancellationToken cancellation)
    {
        InspectedImage[] readable = [.. rows.Select(row => row.Facts).OfType<InspectedImage>()];
        var classes = Classes(rows);
        return new ImageCheck
        {
            Images = rows.Count,
            Unlabelled = rows.Count(row => row.Image.Label is null),
            Grey = readable.Count(image => image.IsGrey),
            Transparent = readable.Count(image => image.Traits.HasFlag(ImageTraits.Transparent)),
            Oriented = readable.Count(image => image.Traits.HasFlag(ImageTraits.Oriented)),
            Widths = ValueSpread.Of(readable.Select(image => (double)image.Width)),
            Heights = ValueSpread.Of(readable.Select(image => (double)image.Height)),
            AspectRatios = ValueSpread.Of(readable.Select(image => image.Width / (double)image.Height)),
            Classes = classes,
            SmallClasses = [.. classes.Where(c => IsSmall(c.Training, heldOutFraction)).Select(c => c.Name)],
            Unreadable = [.. rows.Select(row => row.Image).Where(image => image.Fault is not null)],
            Copies = [.. CopySearch.Find(rows, cancellation)],
        };
    }

    private static IReadOnlyList<CheckedClass> Classes(IEnumerable<InspectedRow> rows) =>
    [
        .. rows.Select(row => row.Image)
            .Where(image => image.Label is not null)
            .GroupBy(image => image.Label!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var counts = group.CountBy(image => image.Part).ToDictionary();
                return new CheckedClass(
                    group.Key,
                    counts.GetValueOrDefault(DataPart.Training),
                    counts.GetValueOrDefault(DataPart.Validated),
                    counts.GetValueOrDefault(DataPart.Test));
            }),
    ];

    // One image is left to train on, and the share of the others comes to one at least.
    private static bool IsSmall(int images, double heldOutFraction)
    {
        var heldOut = (int)Math.Round(heldOutFraction * images);
        return images - heldOut < 1 || (heldOutFraction > 0 && heldOut < 1);
    }
}
