using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class TextLoaderTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_CommaHeaderAndQuotes_ReadsFields()
    {
        File.WriteAllText(_path, "Name,Age\n\"Doe, \"\"J\"\"\",42\n\n  Roe ,7\n");
        var view = _ml.Data.LoadFromTextFile<Person>(_path, separatorChar: ',', hasHeader: true, allowQuoting: true);

        Assert.Equal(["Doe, \"J\"", "Roe "], view.GetColumn<string>("Name"));
        Assert.Equal([42, 7], view.GetColumn<int>("Years"));
        Assert.Null(view.GetRowCount());
    }

    [Fact]
    public void Load_TrimWhitespace_TrimsTheEndOfLines()
    {
        File.WriteAllText(_path, "a \tb  \n");
        TextLoader.Column[] columns = [new("Pair", DataKind.String, 0, 1)];
        Assert.Equal([["a ", "b"]], _ml.Data.LoadFromTextFile(_path, columns, trimWhitespace: true).GetColumn<string[]>("Pair"));
        Assert.Equal([["a ", "b  "]], _ml.Data.LoadFromTextFile(_path, columns).GetColumn<string[]>("Pair"));
    }

    [Fact]
    public void Load_MissingFields_AreDefaults()
    {
        File.WriteAllText(_path, "a\nb\t2\t3\n");
        var view = Load(new("Int", DataKind.Int32, 1), new("Real", DataKind.Single, 2), new("Both", DataKind.Double, 1, 2));

        Assert.Equal([0, 2], view.GetColumn<int>("Int"));
        Assert.Equal([0f, 3f], view.GetColumn<float>("Real"));
        Assert.Equal([[0d, 0d], [2d, 3d]], view.GetColumn<double[]>("Both"));
    }

    [Fact]
    public void Load_MissingRealsAsNaNs_AreNaN()
    {
        File.WriteAllText(_path, "a\t\n");
        var options = new TextLoader.Options
        {
            Columns = [new("Real", DataKind.Single, 1), new("Int", DataKind.Int32, 1)],
            MissingRealsAsNaNs = true,
        };
        Assert.Equal([float.NaN], _ml.Data.LoadFromTextFile(_path, options).GetColumn<float>("Real"));
    }

    [Fact]
    public void Load_BadNumber_IsNaNOrThrows()
    {
        File.WriteAllText(_path, "x\n");
        Assert.Equal([float.NaN], Load(new TextLoader.Column("Real", DataKind.Single, 0)).GetColumn<float>("Real"));

        var error = Assert.Throws<InvalidOperationException>(
            () => Load(new TextLoader.Column("Int", DataKind.Int32, 0)).GetColumn<int>("Int").ToArray());
        Assert.Equal("Could not parse value x in line 1, column Int", error.Message);
    }

    [Fact]
    public void Load_KeyColumn_CountsFromOne()
    {
        File.WriteAllText(_path, "0\n2\n3\nx\n");
        var view = Load(new TextLoader.Column("Key", DataKind.UInt32, [new(0)], new KeyCount(3)));
        Assert.Equal([1u, 3u, 0u, 0u], view.GetColumn<uint>("Key"));
    }

    [Fact]
    public void Load_RangeToTheEnd_TakesItsSizeFromTheSample()
    {
        File.WriteAllText(_path, "y\t1\t2\t3\nn\t4\t5\t6\n");
        var columns = new TextLoader.Column[]
        {
            new("Label", DataKind.String, 0),
            new("Features", DataKind.Single, [new TextLoader.Range(1, null)]),
        };
        var loader = _ml.Data.CreateTextLoader(columns, dataSample: new MultiFileSource(_path));

        Assert.Equal("Vector<Single, 3>", loader.GetOutputSchema()["Features"].Type.ToString());
        Assert.Equal([[1f, 2f, 3f], [4f, 5f, 6f]], loader.Load(_path).GetColumn<float[]>("Features"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateTextLoader(columns));
    }

    [Fact]
    public void Load_Sparse_GivesSparseVectors()
    {
        File.WriteAllText(_path, "1\t6\t0:2\t4:3\n");
        var options = new TextLoader.Options
        {
            AllowSparse = true,
            Columns = [new("Label", DataKind.Single, 0), new("Features", DataKind.Single, 1, 6)],
        };
        var features = _ml.Data.LoadFromTextFile(_path, options).GetColumn<VBuffer<float>>("Features").Single();
        Assert.False(features.IsDense);
        Assert.Equal([2f, 0, 0, 0, 3, 0], features.DenseValues());
    }

    [Fact]
    public void CreateTextLoader_HeaderInSample_NamesSlots()
    {
        File.WriteAllText(_path, "id\tx\ty\n0\t1\t2\n");
        TextLoader.Column[] columns = [new("Features", DataKind.Single, 1, 2)];
        var sample = new MultiFileSource(_path);
        var schema = _ml.Data.CreateTextLoader(columns, hasHeader: true, dataSample: sample).GetOutputSchema();

        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Features"].GetSlotNames(ref names);
        Assert.Equal("x,y", string.Join(",", names.DenseValues()));
        Assert.False(_ml.Data.LoadFromTextFile(_path, columns, hasHeader: true).Schema["Features"].HasSlotNames());
    }

    [Fact]
    public void Load_NoSuchFile_Throws()
        => Assert.Contains("File or directory does not exist at path", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.LoadFromTextFile<Person>("/no/such/file")).Message);

    [Fact]
    public void CreateTextLoader_MemberWithoutLoadColumn_Throws()
        => Assert.Equal("Property 'Other' is missing the LoadColumnAttribute attribute", Assert.Throws<InvalidOperationException>(
            () => _ml.Data.CreateTextLoader<Unmarked>()).Message);

    private IDataView Load(params TextLoader.Column[] columns) => _ml.Data.LoadFromTextFile(_path, columns);

    private sealed class Person
    {
        [LoadColumn(0)]
        public string Name { get; set; } = "";

        [LoadColumn(1)]
        [ColumnName("Years")]
        public int Age { get; set; }
    }

    private sealed class Unmarked
    {
        public string Other { get; set; } = "";
    }
}
