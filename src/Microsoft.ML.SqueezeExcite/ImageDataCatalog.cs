using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

/// <summary>Reads the formats that image data sets come in.</summary>
public static class ImageDataCatalog
{
    /// <summary>Reads a pair of IDX files, the format of MNIST and Fashion-MNIST, plain or gzipped (<c>.gz</c>).</summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="imagesPath">The images: bytes, of dimensions N, H, W.</param>
    /// <param name="labelsPath">The labels: bytes, of dimension N.</param>
    /// <param name="classNames">The name of each label from 0; default the label's number.</param>
    /// <returns>A view with <c>Label</c>, text, and <c>Image</c>, a vector of Single of dimensions 1, H, W, values 0 to 255.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not of the format, the two differ in length, or a label has no name.</exception>
    public static IDataView LoadImagesFromIdx(
        this DataOperationsCatalog catalog, string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var images = IdxFile.Read(imagesPath, dimensions: 3);
        var labels = IdxFile.Read(labelsPath, dimensions: 1);
        if (images.Sizes[0] != labels.Sizes[0])
            throw new InvalidDataException($"'{imagesPath}' has {images.Sizes[0]} images, '{labelsPath}' {labels.Sizes[0]} labels");
        if (classNames is not null && labels.Values.Max() is var highest && highest >= classNames.Count)
            throw new InvalidDataException($"'{labelsPath}' has a label {highest}, but there are {classNames.Count} class names");
        var schema = SchemaDefinition.Create(typeof(IdxRow));
        schema[nameof(IdxRow.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, images.Sizes[1], images.Sizes[2]);
        return catalog.LoadFromEnumerable(Rows(images, labels, classNames), schema);
    }

    private static IEnumerable<IdxRow> Rows(IdxFile images, IdxFile labels, IReadOnlyList<string>? classNames)
    {
        var length = images.Sizes[1] * images.Sizes[2];
        for (var i = 0; i < labels.Values.Length; i++)
        {
            yield return new IdxRow
            {
                Label = classNames?[labels.Values[i]] ?? labels.Values[i].ToString(CultureInfo.InvariantCulture),
                Image = Array.ConvertAll(images.Values[(i * length)..((i + 1) * length)], pixel => (float)pixel),
            };
        }
    }

    private sealed class IdxRow
    {
        public required string Label { get; init; }

        public required float[] Image { get; init; }
    }
}
