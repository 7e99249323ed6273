using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Compat.Microsoft.ML.ImageAnalytics.Tests;

public class TransformTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void LoadImages_Files_AreDecodedAndTagged()
    {
        var view = Transform(_ml.Transforms.LoadImages("Image", Fixture.Folder, "Path"), Paths("rgb.png", "rgb-24bit.bmp"));

        Assert.Equal(new ImageDataViewType(), view.Schema["Image"].Type);
        var images = Read<MLImage, (string?, int)>(view, "Image", image => (image.Tag, image.Width));
        Assert.Equal([(Fixture.File("rgb.png"), 37), (Fixture.File("rgb-24bit.bmp"), 37)], images);
    }

    [Fact]
    public void LoadImages_NoFolder_TakesPathsAsTheyAre()
    {
        var view = Transform(_ml.Transforms.LoadImages("Image", null, "Path"), Paths(Fixture.File("gray.jpg")));

        Assert.Equal([37], Read<MLImage, int>(view, "Image", image => image.Width));
    }

    [Fact]
    public void LoadImages_CursorDisposed_DisposesTheImage()
    {
        var view = Transform(_ml.Transforms.LoadImages("Image", Fixture.Folder, "Path"), Paths("rgb.png"));
        MLImage image = null!;
        using (var cursor = view.GetRowCursor([view.Schema["Image"]]))
        {
            cursor.MoveNext();
            cursor.GetGetter<MLImage>(view.Schema["Image"])(ref image);
        }

        Assert.Throws<InvalidOperationException>(() => image.Width);
    }

    [Fact]
    public void LoadImages_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => _ml.Transforms.LoadImages("Image", "no such folder", "Path"));
        var load = _ml.Transforms.LoadImages("Image", Fixture.Folder, "Path");
        Assert.Throws<FileNotFoundException>(
            () => Read<MLImage, int>(Transform(load, Paths("no such file")), "Image", i => i.Width));
        Assert.Throws<ArgumentException>(() => Read<MLImage, int>(Transform(load, Paths("rgb.png.rgba")), "Image", i => i.Width));

        var noPath = _ml.Data.LoadFromEnumerable([new { Other = "" }]);
        Assert.Contains("Could not find input column 'Path'",
            Assert.Throws<ArgumentOutOfRangeException>(() => load.Fit(noPath)).Message);
        var noText = _ml.Data.LoadFromEnumerable([new { Path = 1f }]);
        Assert.Contains("expected String, got Single",
            Assert.Throws<ArgumentOutOfRangeException>(() => load.Fit(noText)).Message);
    }

    [Fact]
    public void LoadRawImageBytes_Files_AreTheirBytes()
    {
        var view = Transform(_ml.Transforms.LoadRawImageBytes("Bytes", Fixture.Folder, "Path"), Paths("rgb.png", "", "gray.jpg"));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), view.Schema["Bytes"].Type);
        var bytes = Read<VBuffer<byte>, byte[]>(view, "Bytes", vector => [.. vector.DenseValues()]);
        Assert.Equal([Fixture.Read("rgb.png"), [], Fixture.Read("gray.jpg")], bytes);
    }

    [Fact]
    public void ResizeImages_OfAnotherSize_MakesNewImages()
    {
        using var source = Fixture.Gradient(12, 8);
        source.Tag = "tag";
        var view = Transform(_ml.Transforms.ResizeImages("Resized", imageWidth: 4, imageHeight: 2, "Image"), Images(source));

        Assert.Equal(new ImageDataViewType(height: 2, width: 4), view.Schema["Resized"].Type);
        Assert.Equal([("tag", 4, 2)], Read<MLImage, (string?, int, int)>(view, "Resized", i => (i.Tag, i.Width, i.Height)));
        Assert.Equal(12, source.Width);
    }

    [Fact]
    public void ResizeImages_OfTheRightSize_HandsTheObjectOn()
    {
        using var source = Fixture.Gradient(12, 8);
        var view = Transform(_ml.Transforms.ResizeImages("Image", 12, 8), Images(source));

        Assert.Same(source, Assert.Single(Read<MLImage, MLImage>(view, "Image", image => image)));
    }

    [Fact]
    public void ResizeImages_InvalidArguments_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ResizeImages("Image", 0, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ResizeImages("Image", 8, -1));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.ResizeImages("Image", 8, 8, resizing: (ImageResizingEstimator.ResizingKind)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ResizeImages("Path", 8, 8).Fit(Paths("a")));
    }

    [Fact]
    public void ExtractPixels_Defaults_ArePlanesOfRedGreenBlue()
    {
        using var source = Fixture.Gradient(2, 1);
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image"), Images(source));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3, 1, 2), view.Schema["Pixels"].Type);
        Assert.Equal([[0, 10, 0, 0, 200, 199]], Read<VBuffer<float>, float[]>(view, "Pixels", v => [.. v.DenseValues()]));
    }

    [Theory]
    [InlineData(ColorBits.All, ColorsOrder.ARGB, true, new float[] { 255, 0, 0, 200, 255, 10, 0, 199 })]
    [InlineData(ColorBits.All, ColorsOrder.ABGR, true, new float[] { 255, 200, 0, 0, 255, 199, 0, 10 })]
    [InlineData(ColorBits.Rgb, ColorsOrder.ABRG, false, new float[] { 200, 199, 0, 10, 0, 0 })]
    [InlineData(ColorBits.Red | ColorBits.Blue, ColorsOrder.AGRB, true, new float[] { 0, 200, 10, 199 })]
    [InlineData(ColorBits.Blue, ColorsOrder.AGBR, false, new float[] { 200, 199 })]
    public void ExtractPixels_ColoursAndOrder_AreFollowed(ColorBits colors, ColorsOrder order, bool interleave, float[] expected)
    {
        foreach (var format in (MLPixelFormat[])[MLPixelFormat.Bgra32, MLPixelFormat.Rgba32])
        {
            using var source = Fixture.Gradient(2, 1, format);
            var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image", colors, order, interleave), Images(source));
            Assert.Equal([expected], Read<VBuffer<float>, float[]>(view, "Pixels", v => [.. v.DenseValues()]));
        }
    }

    [Fact]
    public void ExtractPixels_OffsetAndScale_AreAppliedInThatOrder()
    {
        using var source = Fixture.Gradient(2, 1);
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image", offsetImage: 5, scaleImage: 0.5f), Images(source));

        Assert.Equal(
            [[-2.5f, 2.5f, -2.5f, -2.5f, 97.5f, 97]], Read<VBuffer<float>, float[]>(view, "Pixels", v => [.. v.DenseValues()]));
    }

    [Fact]
    public void ExtractPixels_AsBytes_IgnoresOffsetAndScale()
    {
        using var source = Fixture.Gradient(2, 1);
        var extract = _ml.Transforms.ExtractPixels("Pixels", "Image", offsetImage: 5, scaleImage: 2, outputAsFloatArray: false);
        var view = Transform(extract, Images(source));

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte, 3, 1, 2), view.Schema["Pixels"].Type);
        Assert.Equal([[0, 10, 0, 0, 200, 199]], Read<VBuffer<byte>, byte[]>(view, "Pixels", v => [.. v.DenseValues()]));
    }

    [Fact]
    public void ExtractPixels_InMemoryImage_IsDisposedWithTheCursor()
    {
        var source = Fixture.Gradient(2, 1);
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image"), Images(source));
        Read<VBuffer<float>, int>(view, "Pixels", vector => vector.Length);

        Assert.Equal("Object is disposed.", Assert.Throws<InvalidOperationException>(
            () => Read<VBuffer<float>, int>(view, "Pixels", vector => vector.Length)).Message);
    }

    [Fact]
    public void ExtractPixels_NoImage_IsASparseVector()
    {
        var view = Transform(_ml.Transforms.ExtractPixels("Pixels", "Image"), Images([null!]));

        Assert.Equal([(6, 0)], Read<VBuffer<float>, (int, int)>(view, "Pixels", v => (v.Length, v.GetValues().Length)));
    }

    [Fact]
    public void ExtractPixels_UnknownSize_Throws()
    {
        var load = _ml.Transforms.LoadImages("Image", Fixture.Folder, "Path")
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Image"));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => load.Fit(Paths("rgb.png")));
        Assert.Contains("expected known-size image, got unknown-size image", error.Message);
    }

    [Fact]
    public void ExtractPixels_InvalidArguments_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", colorsToExtract: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", scaleImage: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels("Pixels", offsetImage: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ExtractPixels(" "));
    }

    [Theory]
    [InlineData(ColorBits.All, ColorsOrder.ABRG, true)]
    [InlineData(ColorBits.Rgb, ColorsOrder.ARGB, false)]
    public void ConvertToImage_ExtractedPixels_AreTheImageAgain(ColorBits colors, ColorsOrder order, bool interleave)
    {
        using var source = Fixture.Gradient(2, 1);
        var expected = source.Pixels.ToArray();
        var there = _ml.Transforms.ExtractPixels("Pixels", "Image", colors, order, interleave, offsetImage: 30,
            scaleImage: 2f / 19);
        var back = _ml.Transforms.ConvertToImage(1, 2, "Back", "Pixels", colors, order, interleave, scaleImage: 19 / 2f,
            offsetImage: -30);
        var view = Transform(there.Append(back), Images(source));

        var actual = Assert.Single(Read<MLImage, byte[]>(view, "Back", image => image.Pixels.ToArray()));
        if (!colors.HasFlag(ColorBits.Alpha))
            expected[3] = expected[7] = 0; // what is missing is scaled to zero
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ConvertToImage_WrongVector_Throws()
    {
        var view = _ml.Data.LoadFromEnumerable([new Vector()]);

        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ConvertToImage(2, 2, "Image", "Values").Fit(view));
    }

    [Fact]
    public void Save_ImagePipeline_LoadsBackTheSame()
    {
        var pipeline = _ml.Transforms.LoadImages("Image", Fixture.Folder, "Path")
            .Append(_ml.Transforms.ResizeImages("Image", 10, 6, resizing: ImageResizingEstimator.ResizingKind.IsoPad))
            .Append(_ml.Transforms.ConvertToGrayscale("Gray", "Image"))
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Gray", ColorBits.All, ColorsOrder.AGBR, true, 3, 0.25f))
            .Append(_ml.Transforms.ConvertToImage(6, 10, "Back", "Pixels", ColorBits.All, ColorsOrder.AGBR, true, 4, -3));
        var data = Paths("rgb.png", "gray.jpg");
        var model = pipeline.Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        static byte[][] Pixels(IDataView view) => Read<MLImage, byte[]>(view, "Back", image => image.Pixels.ToArray());
        Assert.Equal(Pixels(model.Transform(data)), Pixels(loaded.Transform(data)));
        Assert.Equal(
            pipeline.GetOutputSchema(SchemaShape.Create(data.Schema)).Select(column => (column.Name, column.GetTypeString())),
            SchemaShape.Create(loaded.GetOutputSchema(data.Schema)).Select(column => (column.Name, column.GetTypeString())));
    }

    [Fact]
    public void PredictionEngine_InMemoryImages_AreNotDisposedByResizing()
    {
        var images = Enumerable.Range(0, 3).Select(_ => Fixture.Gradient(12, 8)).ToArray();
        var model = _ml.Transforms.ResizeImages("Resized", 4, 4, "Image").Fit(Images(images));
        using var engine = _ml.Model.CreatePredictionEngine<ImageRow, ResizedRow>(model);

        foreach (var image in images)
            Assert.Equal(4, engine.Predict(new ImageRow { Image = image }).Resized.Width);
        Assert.All(images, image => Assert.Equal(12, image.Width));
    }

    private static IDataView Transform<T>(IEstimator<T> estimator, IDataView data) where T : class, ITransformer
        => estimator.Fit(data).Transform(data);

    private static TResult[] Read<TValue, TResult>(IDataView view, string column, Func<TValue, TResult> read)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var get = cursor.GetGetter<TValue>(view.Schema[column]);
        var results = new List<TResult>();
        TValue value = default!;
        while (cursor.MoveNext())
        {
            get(ref value);
            results.Add(read(value));
        }

        return [.. results];
    }

    private IDataView Paths(params string[] paths)
        => _ml.Data.LoadFromEnumerable(paths.Select(path => new PathRow { Path = path }));

    private IDataView Images(params MLImage[] images)
    {
        var rows = images.Select(image => new ImageRow { Image = image });
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        if (images[0] is { } first)
            schema["Image"].ColumnType = new ImageDataViewType(first.Height, first.Width);
        return _ml.Data.LoadFromEnumerable(rows, schema);
    }

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }

    private sealed class Vector
    {
        [VectorType(5)]
        public float[] Values { get; set; } = new float[5];
    }

    private sealed class ImageRow
    {
        [ImageType(1, 2)]
        public MLImage Image { get; set; } = null!;
    }

    private sealed class ResizedRow
    {
        [ImageType(4, 4)]
        public MLImage Resized { get; set; } = null!;
    }
}
