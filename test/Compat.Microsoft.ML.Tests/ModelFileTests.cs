using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Compat.Tests;

public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Save_Chain_LaysTheZipOutAsOfficial()
    {
        var view = View();
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Text")
            .Append(_ml.Transforms.CopyColumns("Copy", "Key"))
            .Fit(view);

        using var zip = new ZipArchive(Saved(model, view.Schema));

        Assert.Equal(
            [
                "Schema",
                "TrainingInfo/Version.txt",
                "TransformerChain/Model.key",
                "TransformerChain/Transform_000/Model.key",
                "TransformerChain/Transform_000/Vocabulary/Model.key",
                "TransformerChain/Transform_000/Vocabulary/Terms.txt",
                "TransformerChain/Transform_001/Model.key",
            ],
            zip.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith(".bin")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Save_ModelKey_NamesTheOfficialLoaderAndAssembly()
    {
        var view = View();
        using var zip = new ZipArchive(Saved(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), view.Schema));
        using var content = new MemoryStream();
        using (var entry = zip.GetEntry("TransformerChain/Model.key")!.Open())
            entry.CopyTo(content);
        byte[] bytes = content.ToArray();

        Assert.Equal("ML\0MODEL", Encoding.Latin1.GetString(bytes, 0, 8));
        Assert.Equal("COPYCOLT", Encoding.Latin1.GetString(bytes, 64, 8));
        Assert.Equal("CopyTransform", Encoding.Latin1.GetString(bytes, 80, 24).TrimEnd('\0'));
        Assert.Contains(
            "Microsoft.ML.Data, Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51",
            Encoding.Unicode.GetString(bytes[(bytes.Length % 2)..]));
    }

    [Fact]
    public void Load_ByTwoThreadsOfANewContext_OpensBoth()
    {
        var view = View();
        byte[] saved = Saved(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), view.Schema).ToArray();
        using var together = new Barrier(2);
        int opened = 0;
        Exception? fault = null;
        for (int round = 0; round < 100; round++)
        {
            var ml = new MLContext();
            void Load()
            {
                together.SignalAndWait();
                try
                {
                    ml.Model.Load(new MemoryStream(saved), out _);
                    Interlocked.Increment(ref opened);
                }
                catch (FormatException e)
                {
                    fault = e;
                }
            }

            var other = new Thread(Load);
            other.Start();
            Load();
            other.Join();
        }

        Assert.Null(fault);
        Assert.Equal(200, opened);
    }

    public static TheoryData<string> Steps
        => ["Concatenate", "Select", "Drop", "Convert", "Hash", "CombinedHash", "Key", "KeyToValue", "Map", "MapVectors"];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Load_SavedStep_DoesTheSame(string step)
    {
        var view = View();
        var model = Step(step).Fit(view);

        var loaded = _ml.Model.Load(Saved(model, view.Schema), out var schema);

        Assert.Equal(view.Schema.Select(column => column.ToString()), schema.Select(column => column.ToString()));
        Assert.Equal(Show(model.Transform(view)), Show(loaded.Transform(view)));
        var expected = model.GetOutputSchema(view.Schema);
        var actual = loaded.GetOutputSchema(schema);
        Assert.Equal(expected.Select(column => column.Type), actual.Select(column => column.Type));
        Assert.Equal(
            expected.Select(column => string.Join(",", column.Annotations.Schema)),
            actual.Select(column => string.Join(",", column.Annotations.Schema)));
    }

    [Fact]
    public void Load_NoSchemaSaved_GivesNull()
    {
        var view = View();
        _ml.Model.Load(Saved(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), null), out var schema);
        Assert.Null(schema);
    }

    [Fact]
    public void Load_NotAZip_Throws()
    {
        using var stream = new MemoryStream([1, 2, 3]);
        Assert.Throws<FormatException>(() => _ml.Model.Load(stream, out _));
    }

    [Fact]
    public void Load_EmptyZip_Throws()
    {
        using var stream = Saved(null!, null);
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Model.Load(stream, out _));
        Assert.Equal("Could not load legacy format model", error.Message);
    }

    [Fact]
    public void Load_CutModel_Throws()
    {
        var view = View();
        using var stream = Saved(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), view.Schema);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.GetEntry("TransformerChain/Model.key")!.Open();
            entry.SetLength(entry.Length - 9);
        }

        Assert.Throws<FormatException>(() => _ml.Model.Load(stream, out _));
    }

    [Fact]
    public void LoadWithDataLoader_SavedWithLoader_GivesBoth()
    {
        var loader = _ml.Data.CreateTextLoader([new("Text", DataKind.String, 0), new("Number", DataKind.Int32, 1)]);
        var model = _ml.Transforms.CopyColumns("Copy", "Text").Fit(loader.Load(new MultiFileSource()));
        using var stream = new MemoryStream();
        _ml.Model.Save(model, loader, stream);

        Assert.IsType<ColumnCopyingTransformer>(_ml.Model.LoadWithDataLoader(stream, out var loaded));
        Assert.IsType<TextLoader>(loaded);
        Assert.IsType<ColumnCopyingTransformer>(_ml.Model.Load(stream, out var schema));
        Assert.Equal(["Text: String", "Number: Int32"], schema.Select(column => column.ToString()));
        Assert.Contains("Consider using the Load method instead", Assert.Throws<InvalidOperationException>(
            () => _ml.Model.LoadWithDataLoader(Saved(model, schema), out _)).Message);
    }

    [Fact]
    public void SaveAsBinary_AllTypes_LoadBack()
    {
        var view = View();
        using var stream = new MemoryStream();
        _ml.Data.SaveAsBinary(_ml.Transforms.Conversion.MapValueToKey("Word", "Text").Fit(view).Transform(view), stream);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, stream.ToArray());
            var loaded = _ml.Data.LoadFromBinary(path);

            Assert.Equal(4, loaded.GetRowCount());
            Assert.Equal(Show(view), Show(_ml.Transforms.DropColumns("Word").Fit(loaded).Transform(loaded)));
            VBuffer<ReadOnlyMemory<char>> keys = default;
            loaded.Schema["Word"].GetKeyValues(ref keys);
            Assert.Equal("b,a", string.Join(",", keys.DenseValues()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static MemoryStream Saved(ITransformer model, DataViewSchema? schema)
    {
        var stream = new MemoryStream();
        new MLContext().Model.Save(model, schema, stream);
        return stream;
    }

    private static string[] Show(IDataView view) => [.. view.Preview().RowView.Select(row => string.Join(
        "; ", row.Values.Select(value => value.Value switch
        {
            VBuffer<float> numbers => $"{value.Key}=[{string.Join(",", numbers.DenseValues())}]",
            VBuffer<uint> keys => $"{value.Key}=[{string.Join(",", keys.DenseValues())}]",
            var other => $"{value.Key}={other}",
        })))];

    private static ArrayDataView View() => new ArrayDataView()
        .Add("Text", TextDataViewType.Instance, ["b".AsMemory(), "a".AsMemory(), default, "b".AsMemory()])
        .Add("Number", NumberDataViewType.Int32, [1, 2, 3, 1])
        .Add("Key", new KeyDataViewType(typeof(byte), 3), [(byte)1, (byte)0, (byte)3, (byte)2])
        .Add("Flag", BooleanDataViewType.Instance, [true, false, true, false])
        .Add("When", DateTimeDataViewType.Instance, [new DateTime(1), new DateTime(2), default, new DateTime(2020, 2, 2)])
        .Add("X", NumberDataViewType.Single, [1f, 2, float.NaN, 4])
        .Add(
            "Vector",
            new VectorDataViewType(NumberDataViewType.Single, 2),
            [new(2, [1f, 2f]), new(2, 1, [3f], [1]), new(2, 0, [], []), new VBuffer<float>(2, [float.NaN, 1f])]);

    private IEstimator<ITransformer> Step(string name)
    {
        var conversion = _ml.Transforms.Conversion;
        return name switch
        {
            "Concatenate" => _ml.Transforms.Concatenate("All", "X", "Vector"),
            "Select" => _ml.Transforms.SelectColumns(["X", "Text"], keepHidden: false),
            "Drop" => _ml.Transforms.DropColumns("X", "Key"),
            "Convert" => conversion.ConvertType(
                [new("Out", "Number"), new("Vectors", "Vector"), new("FromText", "Text")], DataKind.Single),
            "Hash" => conversion.Hash("Out", "Vector", numberOfBits: 7),
            "CombinedHash" => conversion.Hash(
                new HashingEstimator.ColumnOptions("Out", "Vector", combine: true),
                new HashingEstimator.ColumnOptions("Text", numberOfBits: 20, maximumNumberOfInverts: -1)),
            "Key" => conversion.MapValueToKey([new("T", "Text"), new("N", "Number"), new("V", "Vector"), new("D", "When")]),
            "KeyToValue" => conversion.MapValueToKey("Out", "Text").Append(conversion.MapKeyToValue("Out")),
            "Map" => conversion.MapValue(
                "Out", new Dictionary<string, int> { ["a"] = 3, ["b"] = 4 }, "Text", treatValuesAsKeyType: true),
            _ => conversion.MapValue("Out", new Dictionary<int, float[]> { [1] = [1, 2], [2] = [3, 4] }, "Number"),
        };
    }
}
