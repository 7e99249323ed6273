namespace Microsoft.ML.SqueezeExcite;

/// <summary>Data sets in the binary form that their authors publish: labels as bytes, images as bytes in planar order.</summary>
internal static class PublishedImages
{
    private const int CifarSide = 32;
    private const int Stl10Side = 96;

    private static readonly string[] Cifar10Names =
    [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ];
    private static readonly string[] Stl10Names =
    [
        "airplane", "bird", "car", "cat", "deer", "dog", "horse", "monkey", "ship", "truck",
    ];

    /// <summary>The shape of CIFAR's images.</summary>
    public static FeatureShape CifarShape { get; } = new(3, CifarSide, CifarSide);

    /// <summary>The shape of STL-10's images.</summary>
    public static FeatureShape Stl10Shape { get; } = new(3, Stl10Side, Stl10Side);

    /// <summary>CIFAR-10, "binary version": a record is a label from 0 and an image.</summary>
    public static IEnumerable<LabelledImage> Cifar10(string folder, ImageSplit split)
    {
        folder = Inside(folder, "cifar-10-batches-bin");
        string[] files =
            split == ImageSplit.Test ? ["test_batch.bin"] : [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")];
        return Cifar(folder, files, headerLength: 1, Names(folder, "batches.meta.txt", Cifar10Names));
    }

    /// <summary>
    /// CIFAR-100, "binary version": a record is a coarse label, a fine label, both from 0, and an image. The fine label is taken.
    /// </summary>
    public static IEnumerable<LabelledImage> Cifar100(string folder, ImageSplit split)
    {
        folder = Inside(folder, "cifar-100-binary");
        return Cifar(
            folder,
            [split == ImageSplit.Test ? "test.bin" : "train.bin"],
            headerLength: 2,
            Names(folder, "fine_label_names.txt", null));
    }

    /// <summary>
    /// The labelled part of STL-10: a file of labels from 1, and one of images whose planes go column by column.
    /// </summary>
    public static IEnumerable<LabelledImage> Stl10(string folder, ImageSplit split)
    {
        folder = Inside(folder, "stl10_binary");
        var part = split == ImageSplit.Test ? "test" : "train";
        var length = (int)Stl10Shape.Count;
        var images = new RecordFiles([Path.Combine(folder, $"{part}_X.bin")], 0, length).Checked();
        var labels = new RecordFiles([Path.Combine(folder, $"{part}_y.bin")], 1, 0).Checked();
        var (imageCount, labelCount) = (new FileInfo(images.Paths[0]).Length / length, new FileInfo(labels.Paths[0]).Length);
        if (imageCount != labelCount)
            throw new InvalidDataException(
                $"'{images.Paths[0]}' has {imageCount} images, '{labels.Paths[0]}' {labelCount} labels");
        var names = Names(folder, "class_names.txt", Stl10Names);
        return images.Read().Zip(labels.Read(), (image, label) =>
            new LabelledImage(Name(names, label.Bytes[0] - 1, label.Path, label.Index), Transposed(image.Bytes)));
    }

    private static IEnumerable<LabelledImage> Cifar(string folder, string[] files, int headerLength, IReadOnlyList<string>? names)
    {
        var records = new RecordFiles(
            [.. files.Select(file => Path.Combine(folder, file))],
            headerLength,
            (int)CifarShape.Count).Checked();
        return records.Read()
            .Select(record => new LabelledImage(
                Name(names, record.Bytes[headerLength - 1], record.Path, record.Index),
                Floats(record.Bytes.AsSpan(headerLength))));
    }

    private static string Name(IReadOnlyList<string>? names, int label, string path, long index)
    {
        if (names is null)
            return FormattableString.Invariant($"{label}");
        return label >= 0 && label < names.Count
            ? names[label]
            : throw new InvalidDataException(
                $"'{path}', record {index}: the label must be one of {names.Count} classes, was number {label + 1}");
    }

    // The archives unpack into a folder of their own.
    private static string Inside(string folder, string inner) =>
        Path.Combine(folder, inner) is var path && Directory.Exists(path) ? path : folder;

    private static IReadOnlyList<string>? Names(string folder, string file, string[]? otherwise)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)]
            : otherwise;
    }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length];
        for (var i = 0; i < floats.Length; i++)
            floats[i] = bytes[i];
        return floats;
    }

    // (C, W, H) -> (C, H, W)
    private static float[] Transposed(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length];
        for (var i = 0; i < floats.Length; i++)
        {
            var (plane, y, x) = (i / (Stl10Side * Stl10Side), i / Stl10Side % Stl10Side, i % Stl10Side);
            floats[i] = bytes[(plane * Stl10Side + x) * Stl10Side + y];
        }

        return floats;
    }
}

/// <summary>A row of a data set.</summary>
/// <param name="Label">The class.</param>
/// <param name="Image">The pixels, 0 to 255, in planar (C, H, W) order.</param>
internal sealed record LabelledImage(string Label, float[] Image);
