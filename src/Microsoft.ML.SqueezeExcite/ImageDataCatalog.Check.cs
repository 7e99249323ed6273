using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

public static partial class ImageDataCatalog
{
    private const int ReportEvery = 100;

    /// <summary>
    /// Reads all images, on all cores, and finds those that cannot be read, copies, copies under different labels, and copies in
    /// different parts of the data. Of each image only hashes and a few numbers are kept.
    /// </summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="images">The images to train on.</param>
    /// <param name="labelColumnName">The column of labels: text or a key.</param>
    /// <param name="imageColumnName">
    /// The column of paths (text), of image files' bytes (vectors of Byte), or of images (MLImage), of which there is nothing to
    /// say about orientation and transparent parts.
    /// </param>
    /// <param name="validation">The images to validate on, with the same columns; default none.</param>
    /// <param name="test">The images to test on, with the same columns; default none.</param>
    /// <param name="heldOutFraction">The share of <paramref name="images"/> that is to be held out. Default 0.</param>
    /// <param name="progress">Gets the number of images that have been read.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of a wrong type, or <paramref name="heldOutFraction"/> is not from 0 to below 1.
    /// </exception>
    public static ImageCheck CheckImages(
        this DataOperationsCatalog catalog,
        IDataView images,
        string labelColumnName = "Label",
        string imageColumnName = "Image",
        IDataView? validation = null,
        IDataView? test = null,
        double heldOutFraction = 0,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(images);
        if (heldOutFraction is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(heldOutFraction),
                heldOutFraction,
                $"heldOutFraction must be at least 0 and below 1, was {heldOutFraction}");
        (string Part, IDataView? View)[] given =
            [(DataPart.Training, images), (DataPart.Validated, validation), (DataPart.Test, test)];
        ImageInspection[] parts =
        [
            .. given.Where(part => part.View is not null)
                .Select(part => new ImageInspection(part.Part, part.View!, labelColumnName, imageColumnName)),
        ];
        var rows = new List<InspectedRow>();
        foreach (var row in parts.SelectMany(part => part.Rows(cancellation)))
        {
            rows.Add(row);
            if (rows.Count % ReportEvery == 0)
                progress?.Report(rows.Count);
        }

        progress?.Report(rows.Count);
        return ImageCheckReport.Of(rows, heldOutFraction, cancellation);
    }
}
