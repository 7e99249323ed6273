using System.IO.Compression;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.SqueezeExcite.Tests.ScoringModels;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>LoadSeNet on saved models, alone and among other steps.</summary>
public sealed class SeNetModelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadSeNet_OfAClassifierAlone_EqualsTheStockModel()
    {
        using var model = Create(_ml);
        using var stream = new MemoryStream(Save(_ml, model));
        using var loaded = _ml.Model.LoadSeNet(stream);
        var (scores, keys) = StockPredictions(_ml, model, 11);
        var scored = loaded.Transform(View(_ml, Pictures(11)));
        Assert.Equal(scores, scored.Scores());
        Assert.Equal(keys, scored.Keys());
        Assert.Equal(Classes, loaded.ClassNames);
        Assert.Equal("Image", loaded.FeatureColumnName);
        Assert.Equal(new FeatureShape(3, TinyImages.Side, TinyImages.Side), loaded.InputShape);
        Assert.Null(loaded.InputSchema);
    }

    [Fact]
    public void LoadSeNet_OfAPipeline_RunsTheStepsAround()
    {
        var (rows, path) = SavePipeline();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var stock = (IDisposable)_ml.Model.Load(path, out _);
        var expected = ((ITransformer)stock).Transform(view);
        using var loaded = _ml.Model.LoadSeNet(path);
        var scored = loaded.Transform(view);
        Assert.Equal(expected.Scores(), scored.Scores());
        Assert.Equal(expected.GetColumn<string>("PredictedLabel"), scored.GetColumn<string>("PredictedLabel"));
        Assert.Equal(expected.Schema.Select(column => $"{column}"), scored.Schema.Select(column => $"{column}"));
        Assert.Equal(
            expected.Schema.Select(column => $"{column}"),
            loaded.GetOutputSchema(view.Schema).Select(column => $"{column}"));
        Assert.NotNull(loaded.InputSchema?.GetColumnOrNull("Image"));
        Assert.True(loaded.IsRowToRowMapper);

        using var engine = _ml.Model.CreatePredictionEngine<PictureFile, Prediction>(
            loaded,
            new PredictionEngineOptions { OwnsTransformer = false });
        Assert.Equal(expected.Scores()[3], engine.Predict(rows[3]).Score);
    }

    [Fact]
    public void Steps_OfAPipeline_AreThoseThatWereSavedAndScoreAlike()
    {
        var (rows, path) = SavePipeline();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var loaded = _ml.Model.LoadSeNet(path);
        var steps = loaded.Steps;
        Assert.Equal(3, steps.Count);
        Assert.IsType<ImageLoadingTransformer>(steps[0]);
        Assert.Equal(loaded.Transform(view).Scores(), steps.Aggregate(view, (input, step) => step.Transform(input)).Scores());

        var classifier = steps[1];
        var images = steps[0].Transform(view);
        Assert.True(classifier.IsRowToRowMapper);
        Assert.Equal(
            classifier.GetOutputSchema(images.Schema).Select(column => $"{column}"),
            classifier.Transform(images).Schema.Select(column => $"{column}"));
        Assert.Contains(classifier.GetRowToRowMapper(images.Schema).OutputSchema, column => column.Name == "PredictedLabel");
        using var saved = new MemoryStream();
        _ml.Model.Save(classifier, images.Schema, saved);
        saved.Position = 0;
        using var alone = _ml.Model.LoadSeNet(saved);
        Assert.Equal(loaded.Transform(view).Scores(), alone.Transform(images).Scores());
    }

    [Fact]
    public void Save_OfALoadedModel_IsStockMLNet()
    {
        var (rows, path) = SavePipeline();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var loaded = _ml.Model.LoadSeNet(path);
        var again = _folder.File("again.zip");
        _ml.Model.Save(loaded, view.Schema, again);
        using var stock = (TransformerChain<ITransformer>)_ml.Model.Load(again, out _);
        Assert.DoesNotContain(stock, step => step.GetType().Assembly == typeof(SeNetModel).Assembly);
        Assert.Equal(loaded.Transform(view).Scores(), stock.Transform(view).Scores());
        using var twice = _ml.Model.LoadSeNet(again);
        Assert.Equal(loaded.Transform(view).Scores(), twice.Transform(view).Scores());
    }

    [Fact]
    public void SaveSeNet_OfAPipeline_IsTheStockZipWithItsNetworkStored()
    {
        var (rows, path) = SavePipeline();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var stock = (TransformerChain<ITransformer>)_ml.Model.Load(path, out var schema);
        var stored = _folder.File("stored.zip");
        File.WriteAllText(stored, "what was there before");
        _ml.Model.SaveSeNet(stock, schema, stored);
        Assert.Equal(
            Entries(path).Select(entry => (entry.Name, entry.Bytes.Length)),
            Entries(stored).Select(entry => (entry.Name, entry.Bytes.Length)));
        using (var zip = ZipFile.OpenRead(stored))
        {
            var network = zip.Entries.Single(entry => entry.FullName.EndsWith("OnnxModel", StringComparison.Ordinal));
            Assert.Equal(network.Length, network.CompressedLength);
        }

        using var opened = (IDisposable)_ml.Model.Load(stored, out _);
        using var loaded = _ml.Model.LoadSeNet(stored);
        Assert.Equal(stock.Transform(view).Scores(), ((ITransformer)opened).Transform(view).Scores());
        Assert.Equal(stock.Transform(view).Scores(), loaded.Transform(view).Scores());
        Assert.DoesNotContain(
            Directory.GetFiles(Path.GetDirectoryName(stored)!),
            file => Path.GetFileName(file).StartsWith("stored.zip.", StringComparison.Ordinal));

        static (string Name, byte[] Bytes)[] Entries(string file)
        {
            using var zip = ZipFile.OpenRead(file);
            return [.. zip.Entries.Select(entry =>
            {
                using var content = entry.Open();
                using var bytes = new MemoryStream();
                content.CopyTo(bytes);
                return (entry.FullName, bytes.ToArray());
            })];
        }
    }

    [Fact]
    public void SaveSeNet_ModelThatCannotBeSaved_LeavesWhatWasThere()
    {
        var path = _folder.File("kept.zip");
        File.WriteAllText(path, "what was there before");
        Assert.Throws<NotSupportedException>(() => _ml.Model.SaveSeNet(new NotSaved(), null, path));
        Assert.Equal("what was there before", File.ReadAllText(path));
    }

    [Fact]
    public void SaveSeNetOnnx_OfAnyModelWithTheClassifier_WritesTheNetworkThatScores()
    {
        var (rows, path) = SavePipeline();
        using var stock = (TransformerChain<ITransformer>)_ml.Model.Load(path, out _);
        using var loaded = _ml.Model.LoadSeNet(path);
        var (first, second) = (_folder.File("first.onnx"), _folder.File("second.onnx"));
        File.WriteAllText(first, "what was there before");
        _ml.Model.SaveSeNetOnnx(stock, first);
        _ml.Model.SaveSeNetOnnx(loaded, second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));

        using var session = new InferenceSession(first);
        var shape = loaded.InputShape;
        var pixels = _ml.Transforms.LoadImages("Pixels", "", "Image")
            .Append(
                _ml.Transforms.ResizeImages(
                    "Pixels",
                    shape.Width,
                    shape.Height,
                    resizing: ImageResizingEstimator.ResizingKind.IsoCrop))
            .Append(_ml.Transforms.ExtractPixels("Pixels"));
        var view = _ml.Data.LoadFromEnumerable(rows);
        var input = pixels.Fit(view).Transform(view).GetColumn<float[]>("Pixels").First();
        using var results = session.Run(
            [
                NamedOnnxValue.CreateFromTensor(
                    "SeNetInput",
                    new DenseTensor<float>(input, [1, shape.Channels, shape.Height, shape.Width])),
            ],
            ["Score"]);
        Assert.Equal(loaded.Transform(view).Scores()[0], results[0].AsEnumerable<float>());
    }

    [Fact]
    public void SaveSeNetOnnx_ModelWithoutTheClassifier_LeavesWhatWasThere()
    {
        var path = _folder.File("kept.onnx");
        File.WriteAllText(path, "what was there before");
        var (rows, _) = SavePipeline();
        var other = _ml.Transforms.CopyColumns("Other", "Image").Fit(_ml.Data.LoadFromEnumerable(rows));
        Assert.Throws<InvalidDataException>(() => _ml.Model.SaveSeNetOnnx(other, path));
        Assert.Equal("what was there before", File.ReadAllText(path));
    }

    [Fact]
    public void Save_ToItsOwnFile_KeepsTheModel()
    {
        var (rows, path) = SavePipeline();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var loaded = _ml.Model.LoadSeNet(path);
        var expected = loaded.Transform(view).Scores();
        _ml.Model.Save(loaded, view.Schema, path);
        using var again = _ml.Model.LoadSeNet(path);
        Assert.Equal(expected, again.Transform(view).Scores());
        File.Delete(path);
        _ml.Model.SaveSeNet(again, view.Schema, path);
        using var stock = (TransformerChain<ITransformer>)_ml.Model.Load(path, out _);
        Assert.Equal(expected, stock.Transform(view).Scores());
    }

    [Fact]
    public void LoadSeNet_NoFile_IsNotFound() =>
        Assert.Throws<FileNotFoundException>(() => _ml.Model.LoadSeNet(_folder.File("none.zip")));

    [Fact]
    public void LoadSeNet_ModelWithoutANetwork_SaysSo()
    {
        var view = View(_ml, Pictures(2));
        var path = _folder.File("foreign.zip");
        _ml.Model.Save(_ml.Transforms.CopyColumns("A", "Name").Fit(view), view.Schema, path);
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(path));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("/OnnxModel", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadSeNet_EntryThatLeavesItsFolder_IsRefused()
    {
        using var stream = Changed(zip => zip.CreateEntry("../../evil"));
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(stream));
        Assert.Contains("'../../evil' leaves its folder", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A bomb in entries that no step uses, and one in the network's own.</summary>
    [Theory]
    [InlineData("TransformerChain/Zeros")]
    [InlineData("TransformerChain/Transform_001/OnnxModel")]
    public void LoadSeNet_ZeroesByTheGigabyte_IsRefusedBeforeTheyAreUnpacked(string entry)
    {
        using var stream = Changed(zip =>
        {
            zip.GetEntry(entry)?.Delete();
            using var zeros = zip.CreateEntry(entry, CompressionLevel.Optimal).Open();
            var part = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
                zeros.Write(part);
        });
        var before = GC.GetTotalAllocatedBytes();
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(stream));
        Assert.Contains("at most 100 times as large as its zip", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50 << 20);
    }

    /// <summary>Lengths of 64 bits that the zip's directory alone declares: together they are more than can be counted.</summary>
    [Fact]
    public void LoadSeNet_LengthsBeyondCounting_AreRefused()
    {
        using var stream = new MemoryStream();
        using var zip = new BinaryWriter(stream);
        foreach (var name in "ab")
        {
            // The entry, of zip64: signature, versions, flags to date, checksum, both lengths elsewhere.
            zip.Write(0x02014b50u);
            zip.Write([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0]);
            zip.Write(ulong.MaxValue);
            // A name of one letter, 20 bytes more, nothing else.
            zip.Write([1, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)name, 1, 0, 16, 0]);
            zip.Write(long.MaxValue);
            zip.Write(0L);
        }

        var size = (uint)stream.Length;
        zip.Write(0x06054b50u);
        zip.Write([0, 0, 0, 0, 2, 0, 2, 0]);
        zip.Write(size);
        zip.Write([0, 0, 0, 0, 0, 0]);
        stream.Position = 0;
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(stream));
        Assert.Contains($"this one has {2 * (Int128)long.MaxValue} bytes in 0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadSeNet_OtherInputsThanItSays_SaysSo()
    {
        using var model = Create(_ml);
        var onnx = Onnx.ModelProto.Parser.ParseFrom(model.ReadOnnx());
        onnx.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "H";
        var e = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains("'SeNetInput' must be Single[-1,3,12,12], was Single[-1,3,-1,12]", e.Message, StringComparison.Ordinal);
        onnx.ProducerName = "somebody else";
        e = Assert.Throws<InvalidDataException>(Open);
        Assert.Contains("made by 'somebody else'", e.Message, StringComparison.Ordinal);

        void Open()
        {
            var bytes = Google.Protobuf.MessageExtensions.ToByteArray(onnx);
            OnnxScorer.Open(bytes, OnnxDescription.Read(bytes), 1).Dispose();
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("short key")]
    [InlineData("numbers")]
    [InlineData("no values")]
    public void LoadSeNet_AnyLabel_GivesTheStockModelsColumns(string label)
    {
        using var model = Create(_ml, label: Label(label));
        using var stock = (IDisposable)Stock(_ml, model);
        using var loaded = _ml.Model.LoadSeNet(new MemoryStream(Save(_ml, model)));
        var expected = ((ITransformer)stock).Transform(View(_ml, Pictures(9)));
        var scored = loaded.Transform(View(_ml, Pictures(9)));

        Assert.Equal(Describe(expected.Schema), Describe(scored.Schema));
        Assert.Equal(Texts(expected, "Score", "SlotNames"), Texts(scored, "Score", "SlotNames"));
        Assert.Equal(expected.Scores(), scored.Scores());
        if (label != "no values")
            Assert.Equal(Values(((ITransformer)stock).Transform(View(_ml, Pictures(9)))), Values(scored));

        string[] Values(IDataView view)
        {
            var values = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(view).Transform(view);
            return label == "numbers"
                ? [.. values.GetColumn<int>("PredictedLabel").Select(value => $"{value}")]
                : [.. values.GetColumn<string>("PredictedLabel")];
        }
    }

    [Theory]
    [InlineData("text", false)]
    [InlineData("numbers", true)]
    public void Transform_OpensTheStockModel_OnlyForLabelsThatAreNoTexts(string label, bool opens)
    {
        using var model = Create(_ml, label: Label(label));
        using var damaged = Rewrite(
            Save(_ml, model),
            (name, bytes) =>
                (
                    name,
                    name.Contains("Transform_000", StringComparison.Ordinal)
                        ? Replace(bytes, "SeNetInput", "SeNetInpux", Encoding.Unicode)
                        : bytes));
        using var loaded = _ml.Model.LoadSeNet(damaged);

        var transform = () => loaded.Transform(View(_ml, Pictures(2))).Scores();
        if (opens)
            Assert.Throws<InvalidDataException>(transform);
        else
            Assert.Equal(2, transform().Length);
    }

    [Fact]
    public void LoadSeNet_ChainsInChainsAndStepsForTrainingOnly_RunsThoseThatScore()
    {
        using var model = Create(_ml);
        var view = View(_ml, Pictures(7));
        ITransformer Copy(string to, string from) =>
            _ml.Transforms.CopyColumns(to, from)
                .Fit(
                    _ml.Data.LoadFromEnumerable([
                        new
                        {
                            Name = "",
                            A = "",
                            B = "",
                        },
                    ]));
        var inner = new TransformerChain<ITransformer>(Copy("A", "Name"), Copy("B", "A"), model);
        var outer = new TransformerChain<ITransformer>()
            .Append(Copy("Name", "A"), TransformerScope.Training)
            .Append(inner)
            .Append(Copy("C", "B"));
        using var stock = (IDisposable)Stock(_ml, outer);
        using var loaded = _ml.Model.LoadSeNet(new MemoryStream(Save(_ml, outer)));

        var expected = ((TransformerChain<ITransformer>)stock)
            .GetModelFor(TransformerScope.Scoring)
            .Transform(View(_ml, Pictures(7)));
        var scored = loaded.Transform(view);
        Assert.Equal(Describe(expected.Schema), Describe(scored.Schema));
        Assert.Equal(expected.Scores(), scored.Scores());
        Assert.Equal(expected.GetColumn<string>("C"), scored.GetColumn<string>("C"));
    }

    [Fact]
    public void LoadSeNet_StepAppendedInsideTheClassifier_SaysSo()
    {
        using var model = Create(_ml);
        using var alone = (TransformerChain<ITransformer>)Stock(_ml, model);
        var copy = _ml.Transforms.CopyColumns("Copy", "Name").Fit(View(_ml, Pictures(1)));
        using var saved = new MemoryStream(Save(_ml, alone.Append<ITransformer>(copy)));
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(saved));
        Assert.Contains("has 4 steps, this one has 5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadSeNet_StepThatDoesNotFit_SaysSoWhereItIsNeeded()
    {
        using var model = Create(_ml, label: Label("numbers"));
        using var damaged = Rewrite(
            Save(_ml, model),
            (name, bytes) =>
                (
                    name,
                    name.Contains("Transform_000", StringComparison.Ordinal)
                        ? Replace(bytes, "SeNetInput", "SeNetInpux", Encoding.Unicode)
                        : bytes));
        using var loaded = _ml.Model.LoadSeNet(damaged);
        var e = Assert.Throws<InvalidDataException>(() => loaded.Transform(View(_ml, Pictures(1))));
        Assert.Contains("SeNetInput", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadSeNet_FoldersThatAreNoSteps_SaysSo()
    {
        using var model = Create(_ml);
        var inAnother = new TransformerChain<ITransformer>(model);
        using var renamed = Rewrite(
            Save(_ml, inAnother),
            (name, bytes) => (name.Replace("Chain/Transform_000/", "Chain/Step_A/", StringComparison.Ordinal), bytes));
        var e = Assert.Throws<InvalidDataException>(() => _ml.Model.LoadSeNet(renamed));
        Assert.Contains("'Step_A' is not the step of a chain", e.Message, StringComparison.Ordinal);
        Assert.Contains("'the stream'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadSeNet_NetworkThatOnnxRuntimeRefuses_NamesTheFile()
    {
        using var model = Create(_ml);
        using var damaged = Rewrite(
            Save(_ml, model),
            (name, bytes) =>
                (
                    name,
                    name.EndsWith("OnnxModel", StringComparison.Ordinal)
                        ? Replace(bytes, "Softmax", "Softmix", Encoding.UTF8)
                        : bytes));
        var path = _folder.File("refused.zip");
        File.WriteAllBytes(path, damaged.ToArray());
        Assert.All<Action>([() => _ml.Model.LoadSeNet(path), () => _ = new SeNetPredictor(path)], open =>
        {
            var e = Assert.Throws<InvalidDataException>(open);
            Assert.Contains($"the network of '{path}' cannot be opened", e.Message, StringComparison.Ordinal);
            Assert.Contains("Softmix", e.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void LoadSeNet_MutatedZips_OpenOrSayThatTheyAreDamaged()
    {
        using var model = Create(_ml);
        var good = Save(_ml, model, View(_ml, Pictures(1)).Schema);
        for (var seed = 0; seed < 60; seed++)
        {
            var bad = Mutation.Of(good, seed);
            try
            {
                using var loaded = _ml.Model.LoadSeNet(new MemoryStream(bad));
                Assert.Equal(Classes, loaded.ClassNames);
                _ = loaded.InputSchema;
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private IEstimator<ITransformer> Label(string kind)
    {
        var key = _ml.Transforms.Conversion.MapValueToKey("Label");
        return kind switch
        {
            "text" => key,
            "short key" => key.Append(_ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.UInt16)),
            "numbers" => _ml.Transforms.Conversion
                .MapValue("Label", Classes.Select((name, i) => KeyValuePair.Create(name, 10 * i)), "Label")
                .Append(key),
            _ => _ml.Transforms.Conversion.Hash("Label", numberOfBits: 2),
        };
    }

    private static string[] Texts(IDataView view, string column, string annotation)
    {
        var texts = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].Annotations.GetValue(annotation, ref texts);
        return [.. texts.DenseValues().Select(text => $"{text}")];
    }

    private static MemoryStream Rewrite(byte[] zip, Func<string, byte[], (string Name, byte[] Bytes)> change)
    {
        var rewritten = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(zip)))
        using (var to = new ZipArchive(rewritten, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var bytes = new MemoryStream();
                using (var content = entry.Open())
                    content.CopyTo(bytes);
                var (name, changed) = change(entry.FullName, bytes.ToArray());
                using var target = to.CreateEntry(name).Open();
                target.Write(changed);
            }
        }

        rewritten.Position = 0;
        return rewritten;
    }

    // A model's texts are in UTF-16.
    private static byte[] Replace(byte[] bytes, string old, string with, Encoding encoding)
    {
        var (from, to) = (encoding.GetBytes(old), encoding.GetBytes(with));
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
            to.CopyTo(bytes, at);
        return bytes;
    }

    private (PictureFile[] Rows, string Path) SavePipeline()
    {
        var rows = Pictures(8).Select(picture =>
        {
            var file = _folder.File($"{picture.Name}.png");
            picture.Image.Save(file);
            picture.Image.Dispose();
            return new PictureFile { Label = picture.Label, Image = file };
        }).ToArray();
        var view = _ml.Data.LoadFromEnumerable(rows);
        using var model = Create(_ml);
        var load = _ml.Transforms.LoadImages("Image", "", "Image").Fit(view);
        var images = load.Transform(view);
        var values = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(images));
        var path = _folder.File("pipeline.zip");
        _ml.Model.Save(new TransformerChain<ITransformer>(load, model, values), view.Schema, path);
        return (rows, path);
    }

    private sealed class PictureFile
    {
        public string Label { get; set; } = "";

        public string Image { get; set; } = "";
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }

    /// <summary>A step that cannot be saved.</summary>
    private sealed class NotSaved : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;

        void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    // A saved model, with something done to its zip.
    private MemoryStream Changed(Action<ZipArchive> change)
    {
        using var model = Create(_ml);
        var stream = new MemoryStream();
        stream.Write(Save(_ml, model));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            change(zip);
        stream.Position = 0;
        return stream;
    }
}
