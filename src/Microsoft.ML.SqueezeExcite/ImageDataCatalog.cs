using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

/// <summary>Reads the formats that image data sets come in.</summary>
public static partial class ImageDataCatalog
{
    /// <summary>Reads a pair of IDX files, the format of MNIST and Fashion-MNIST, plain or gzipped (<c>.gz</c>).</summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="imagesPath">The images: bytes, of dimensions N, H, W.</param>
    /// <param name="labelsPath">The labels: bytes, of dimension N.</param>
    /// <param name="classNames">The name of each label from 0; default the label's number.</param>
    /// <returns>
    /// A view with <c>Label</c>, text, and <c>Image</c>, a vector of Single of dimensions 1, H, W, values 0 to 255.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is not of the format, the two differ in length, or a label has no name.
    /// </exception>
    public static IDataView LoadImagesFromIdx(
        this DataOperationsCatalog catalog, string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var images = IdxFile.Read(imagesPath, dimensions: 3);
        var labels = IdxFile.Read(labelsPath, dimensions: 1);
        if (images.Sizes[0] != labels.Sizes[0])
            throw new InvalidDataException(
                $"'{imagesPath}' has {images.Sizes[0]} images, '{labelsPath}' {labels.Sizes[0]} labels");
        if (classNames is not null && labels.Values.Max() is var highest && highest >= classNames.Count)
            throw new InvalidDataException($"'{labelsPath}' has a label {highest}, but there are {classNames.Count} class names");
        return View(catalog, Rows(images, labels, classNames), new FeatureShape(1, images.Sizes[1], images.Sizes[2]));
    }

    /// <summary>Reads the binary version of CIFAR-10.</summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="folder">
    /// The folder with <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> and <c>test_batch.bin</c>, or the one that it was
    /// unpacked in.
    /// </param>
    /// <param name="split">Which part is read.</param>
    /// <returns>
    /// A view with <c>Label</c>, the class's name, and <c>Image</c>, a vector of Single of dimensions 3, 32, 32, values 0 to 255.
    /// Files are read as rows are.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is empty or ends within a record; when rows are read: a label has no name.
    /// </exception>
    public static IDataView LoadImagesFromCifar10(
        this DataOperationsCatalog catalog,
        string folder,
        ImageSplit split = ImageSplit.Train) => View(catalog, PublishedImages.Cifar10(folder, split), PublishedImages.CifarShape);

    /// <summary>Reads the binary version of CIFAR-100, with its 100 fine classes.</summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="folder">
    /// The folder with <c>train.bin</c>, <c>test.bin</c> and <c>fine_label_names.txt</c> (without it, classes are numbers), or
    /// the one that it was unpacked in.
    /// </param>
    /// <param name="split">Which part is read.</param>
    /// <returns>
    /// A view with <c>Label</c>, the class's name, and <c>Image</c>, a vector of Single of dimensions 3, 32, 32, values 0 to 255.
    /// Files are read as rows are.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is empty or ends within a record; when rows are read: a label has no name.
    /// </exception>
    public static IDataView LoadImagesFromCifar100(
        this DataOperationsCatalog catalog,
        string folder,
        ImageSplit split = ImageSplit.Train
    ) => View(catalog, PublishedImages.Cifar100(folder, split), PublishedImages.CifarShape);

    /// <summary>Reads the labelled part of the binary version of STL-10.</summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="folder">
    /// The folder with <c>train_X.bin</c>, <c>train_y.bin</c>, <c>test_X.bin</c> and <c>test_y.bin</c>, or the one that it was
    /// unpacked in.
    /// </param>
    /// <param name="split">Which part is read.</param>
    /// <returns>
    /// A view with <c>Label</c>, the class's name, and <c>Image</c>, a vector of Single of dimensions 3, 96, 96, values 0 to 255.
    /// Files are read as rows are.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is of a wrong length, or the two differ in number; when rows are read: a label has no name.
    /// </exception>
    public static IDataView LoadImagesFromStl10(
        this DataOperationsCatalog catalog,
        string folder,
        ImageSplit split = ImageSplit.Train) => View(catalog, PublishedImages.Stl10(folder, split), PublishedImages.Stl10Shape);

    /// <summary>
    /// Adds a column of images, decoded row by row and turned as their EXIF orientation says; ML.NET's own LoadImages takes them
    /// as they are stored. A trainer knows by the column's annotations how they were decoded, and a model records it; a step in
    /// between, such as ResizeImages, does not pass that on.
    /// </summary>
    /// <param name="catalog">The catalogue of data operations.</param>
    /// <param name="input">A view.</param>
    /// <param name="outputColumnName">
    /// The column that is added, of <see cref="MLImage"/>: null where there is no path or no bytes.
    /// </param>
    /// <param name="inputColumnName">
    /// The column of paths (text) or of image files' bytes (vectors of Byte). Default <paramref name="outputColumnName"/>, which
    /// it hides then.
    /// </param>
    /// <param name="decoding">How they are decoded. Default as <see cref="ImageDecoding"/> says.</param>
    /// <returns>
    /// The view with the column; a row whose image cannot be decoded throws an <see cref="InvalidDataException"/> when it is
    /// read.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds neither text nor bytes.</exception>
    /// <exception cref="ArgumentException"><paramref name="decoding"/> has a value out of its range.</exception>
    public static IDataView DecodeImages(
        this DataOperationsCatalog catalog,
        IDataView input,
        string outputColumnName = "Image",
        string? inputColumnName = null,
        ImageDecoding? decoding = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        decoding ??= new ImageDecoding();
        if (new SeNetOptions { Decoding = decoding }.Faults(Setting.InCode).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault, nameof(decoding));
        return new DecodedImages(input, outputColumnName, inputColumnName ?? outputColumnName, decoding);
    }

    private static IDataView View(DataOperationsCatalog catalog, IEnumerable<LabelledImage> rows, FeatureShape shape)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var schema = SchemaDefinition.Create(typeof(LabelledImage));
        schema[nameof(LabelledImage.Image)].ColumnType = new VectorDataViewType(
            NumberDataViewType.Single,
            shape.Channels,
            shape.Height,
            shape.Width);
        return catalog.LoadFromEnumerable(rows, schema);
    }

    private static IEnumerable<LabelledImage> Rows(IdxFile images, IdxFile labels, IReadOnlyList<string>? classNames)
    {
        var length = images.Sizes[1] * images.Sizes[2];
        for (var i = 0; i < labels.Values.Length; i++)
        {
            yield return new LabelledImage(
                classNames?[labels.Values[i]] ?? labels.Values[i].ToString(CultureInfo.InvariantCulture),
                Array.ConvertAll(images.Values[(i * length)..((i + 1) * length)], pixel => (float)pixel));
        }
    }
}
