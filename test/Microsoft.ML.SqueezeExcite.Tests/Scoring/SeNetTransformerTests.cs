namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What Fit returns, saved, loaded and used, for each form of the features and several types of label.</summary>
public sealed class SeNetTransformerTests : IDisposable
{
    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 1,
        BatchSize = 16,
        Device = TrainingDevice.Cpu,
        ImageSize = TinyImages.Side,
    };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>No stock step reads encoded images: whoever asks for single rows of them is told of what does.</summary>
    [Fact]
    public void CreatePredictionEngine_OfEncodedImages_NamesWhatReadsThem()
    {
        using var model = ScoringModels.Create(_ml);
        var e = Assert.Throws<ArgumentException>(() => _ml.Model.CreatePredictionEngine<EncodedRow, Scored>(model));
        Assert.Contains("'Image' is Vector<Byte>", e.Message, StringComparison.Ordinal);
        Assert.Contains("use SeNetPredictor, or Transform with a view", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveAndLoad_VectorsAndTextLabels_ScoresToTheBit() =>
        RoundTrip(label => $"class {label}", ["class 0", "class 1", "class 2", "class 3"]);

    [Fact]
    public void SaveAndLoad_VectorsAndIntLabels_ScoresToTheBit() => RoundTrip(label => label * 10, ["0", "10", "20", "30"]);

    [Fact]
    public void SaveAndLoad_VectorsAndFloatLabels_ScoresToTheBit() =>
        RoundTrip(label => label + 0.5f, ["0.5", "1.5", "2.5", "3.5"]);

    [Fact]
    public void SaveAndLoad_VectorsAndBooleanLabels_ScoresToTheBit() => RoundTrip(label => label % 2 == 1, ["False", "True"]);

    [Fact]
    public void SaveAndLoad_Images_ScoresToTheBit()
    {
        var files = WriteImages(16);
        var view = _ml.Data.LoadFromEnumerable(files);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadImages("Image", "", nameof(ImageRow.ImagePath)))
            .Append(_ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny, _ml))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(view);
        var expected = model.Transform(view).GetColumn<float[]>("Score").ToArray();

        var path = _folder.File("model.zip");
        _ml.Model.Save(model, view.Schema, path);
        var fresh = new MLContext();
        using var loaded = (TransformerChain<ITransformer>)fresh.Model.Load(path, out var schema);
        Assert.NotNull(schema.GetColumnOrNull(nameof(ImageRow.ImagePath)));
        Assert.Equal(expected, loaded.Transform(view).GetColumn<float[]>("Score"));

        using var engine = fresh.Model.CreatePredictionEngine<ImageRow, TextPrediction>(
            loaded,
            new PredictionEngineOptions { OwnsTransformer = false });
        var prediction = engine.Predict(files[5]);
        Assert.Equal(expected[5], prediction.Score);
        Assert.Contains(prediction.PredictedLabel, files.Select(file => file.Label));
    }

    [Fact]
    public void Fit_ImagesInMemory_LeavesThemToTheCaller()
    {
        var images = Enumerable.Range(0, 8)
            .Select(i => new MemoryImageRow { Label = $"{i % 2}", Image = TinyImages.Picture(i, i % 2) })
            .ToArray();
        var view = _ml.Data.LoadFromEnumerable(images);
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        using var first = _ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny, _ml).Fit(keyed);
        Assert.All(images, row => Assert.Equal(TinyImages.Side, row.Image.Width));
        Assert.All(images, row => Assert.Equal(4 * TinyImages.Side * TinyImages.Side, row.Image.Pixels.Length));
        using var second = _ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny with { ImageSize = 8 }, _ml).Fit(keyed);
        Assert.All(images, row => row.Image.Dispose());
    }

    [Fact]
    public void Transform_OfImages_SeesThePixelsThatTrainingSaw()
    {
        using var picture = TinyImages.Picture(3, 1, width: 31, height: 20);
        var view = _ml.Data.LoadFromEnumerable([new MemoryImageRow { Label = "a", Image = picture }]);
        var column = FeatureColumn.ForTraining(view.Schema, "Image", 16, null, null, "test");
        var store = new PixelStore(column.Shape);
        using (var cursor = view.GetRowCursor([column.Column]))
        {
            var read = new PixelReader(column.Shape, column.Decoding).Of(cursor, column);
            var pixels = new float[column.Shape.Count];
            Assert.True(cursor.MoveNext());
            read(pixels);
            store.Add(PackedPixels.Pack(pixels, column.Shape));
        }

        var trained = store.Image(0);
        var stock = _ml
            .Transforms.ResizeImages("Pixels", 16, 16, "Image", Transforms.Image.ImageResizingEstimator.ResizingKind.IsoCrop)
            .Append(_ml.Transforms.ExtractPixels("Pixels", "Pixels"));
        var planar = stock.Fit(view).Transform(view).GetColumn<float[]>("Pixels").Single();
        Assert.Equal(planar, Enumerable.Range(0, trained.Length).Select(i => trained[i % 256 * 3 + i / 256]));
    }

    [Fact]
    public void Fit_FileThatIsNoImage_NamesIt()
    {
        var files = WriteImages(4);
        File.WriteAllText(files[2].ImagePath, "not an image");
        var view = _ml.Data.LoadFromEnumerable(files);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadImages("Image", "", nameof(ImageRow.ImagePath)))
            .Append(_ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny, _ml));
        var e = Assert.Throws<InvalidDataException>(() => pipeline.Fit(view));
        Assert.Contains(files[2].ImagePath, e.Message, StringComparison.Ordinal);
        Assert.Contains("row 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeResNetClassifier_AppendedToAPipeline_IsTheSameStep()
    {
        var view = TinyImages.View(_ml, 8, label => $"{label}");
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .SeResNetClassifier(depth: 18, reductionRatio: 16, epochs: 1, context: _ml);
        using var model = pipeline.Fit(view);
        Assert.Equal("se-resnet-18", model.LastTransformer.Network.Name);
        Assert.Equal(4, model.Transform(view).GetColumn<float[]>("Score").First().Length);
    }

    [Fact]
    public void CrossValidate_OfAPipeline_FitsEachFold()
    {
        var view = TinyImages.View(_ml, 32, label => $"{label}");
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny, _ml));
        var folds = _ml.MulticlassClassification.CrossValidate(view, pipeline, numberOfFolds: 2);
        Assert.Equal(2, folds.Count);
        Assert.Equal(32, folds.Sum(fold => fold.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())));
        Assert.All(folds, fold => (fold.Model as IDisposable)?.Dispose());
    }

    private void RoundTrip<TLabel>(Func<int, TLabel> label, string[] names)
    {
        var view = TinyImages.View(_ml, 16, label);
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny, _ml));
        using var model = pipeline.Fit(view);
        Assert.Equal(names, model.LastTransformer.ClassNames);

        var path = _folder.File("model.zip");
        _ml.Model.Save(model, view.Schema, path);
        var fresh = new MLContext();
        using var loaded = (TransformerChain<ITransformer>)fresh.Model.Load(path, out _);
        Assert.DoesNotContain(loaded, part => part is SeNetTransformer);

        var expected = model.Transform(view);
        var scored = loaded.Transform(view);
        var scores = expected.GetColumn<float[]>("Score").ToArray();
        Assert.Equal(scores, scored.GetColumn<float[]>("Score"));
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 1e-5f));

        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        scored.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(names, slots.DenseValues().Select(name => name.ToString()));
        Assert.Equal(expected.Schema["Label"].Type, scored.Schema["PredictedLabel"].Type);
        Assert.Equal(scores.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));

        var values = fresh.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored);
        Assert.Equal(
            typeof(TLabel) == typeof(string) ? typeof(ReadOnlyMemory<char>) : typeof(TLabel),
            values.Schema["PredictedLabel"].Type.RawType);

        var definition = SchemaDefinition.Create(typeof(VectorRow<TLabel>));
        definition["Image"].ColumnType = view.Schema["Image"].Type;
        using var engine = fresh.Model.CreatePredictionEngine<VectorRow<TLabel>, KeyPrediction>(
            loaded, new PredictionEngineOptions { InputSchemaDefinition = definition, OwnsTransformer = false });
        var prediction = engine.Predict(new VectorRow<TLabel> { Label = label(1), Image = TinyImages.Pixels(7, 3) });
        Assert.Equal(scores[7], prediction.Score);
        Assert.Equal((uint)Array.IndexOf(scores[7], scores[7].Max()) + 1, prediction.PredictedLabel);
    }

    private ImageRow[] WriteImages(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var path = _folder.File($"{i}.png");
            using var picture = TinyImages.Picture(i, i % 2, width: 20 + i, height: 30);
            picture.Save(path);
            return new ImageRow { ImagePath = path, Label = i % 2 == 0 ? "even" : "odd" };
        }),
    ];

    private sealed class ImageRow
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }

    private sealed class MemoryImageRow
    {
        public string Label { get; set; } = "";

        [Transforms.Image.ImageType(TinyImages.Side, TinyImages.Side)]
        public required MLImage Image { get; set; }
    }

    private sealed class TextPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private sealed class KeyPrediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class EncodedRow
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Scored
    {
        public float[] Score { get; set; } = [];
    }
}
