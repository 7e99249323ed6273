namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Small made-up images: a bright square whose corner tells the class.</summary>
internal static class TinyImages
{
    public const int Side = 12;

    /// <summary>
    /// Pixel values (C, H, W) of an image: noise that follows from the index, and a square at the class's corner.
    /// </summary>
    public static float[] Pixels(int index, int label, int channels = 1)
    {
        var random = new RandomStream(42, index);
        var pixels = new float[channels * Side * Side];
        foreach (ref var pixel in pixels.AsSpan())
            pixel = random.Next(100);
        var (top, left) = (label / 2 % 2 * Side / 2, label % 2 * Side / 2);
        for (var c = 0; c < channels; c++)
            for (var y = 0; y < Side / 2; y++)
                for (var x = 0; x < Side / 2; x++)
                    pixels[(c * Side + top + y) * Side + left + x] += 100 + 20 * c;
        return pixels;
    }

    /// <summary>A picture in colour.</summary>
    public static MLImage Picture(int index, int label, int width = Side, int height = Side)
    {
        var random = new RandomStream(7, index);
        var pixels = new byte[4 * width * height];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var bright = (i / 4 % width < width / 2) == (label == 0);
            for (var c = 0; c < 3; c++)
                pixels[i + c] = (byte)(random.Next(100) + (bright ? 50 * c : 0));
            pixels[i + 3] = 255;
        }

        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
    }

    /// <summary>A view of vectors and labels that are made by <paramref name="label"/>; four classes.</summary>
    public static IDataView View<TLabel>(MLContext ml, int count, Func<int, TLabel> label, int channels = 1)
    {
        var schema = SchemaDefinition.Create(typeof(VectorRow<TLabel>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, channels, Side, Side);
        return ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, count)
                .Select(i => new VectorRow<TLabel> { Label = label(i % 4), Image = Pixels(i, i % 4, channels) })
                .ToArray(),
            schema);
    }

    /// <summary>A set of single-pixel images.</summary>
    public static ImageSet Set(int count, Action<int, float[]> fill, int classes)
    {
        var ml = new MLContext();
        var schema = SchemaDefinition.Create(typeof(VectorRow<uint>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 1, 1);
        schema["Label"].ColumnType = new KeyDataViewType(typeof(uint), classes);
        var view = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, count).Select(i =>
            {
                var row = new VectorRow<uint> { Label = (uint)(i % classes), Image = new float[1] };
                fill(i, row.Image);
                return row;
            }).ToArray(),
            schema);
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null);
        return ImageSet.Read(view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None);
    }
}

/// <summary>A row of a vector and a label of any type.</summary>
internal sealed class VectorRow<TLabel>
{
    public TLabel Label { get; set; } = default!;

    public float[] Image { get; set; } = [];
}
