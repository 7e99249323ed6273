using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Compat.Tests;

public sealed class PipelineTests
{
    private readonly MLContext _ml = new(1);
    private readonly ArrayDataView _view = new ArrayDataView()
        .Add("A", NumberDataViewType.Single, [1f, 2f])
        .Add("B", NumberDataViewType.Single, [3f, 4f])
        .Add("T", TextDataViewType.Instance, ["1".AsMemory(), "x".AsMemory()]);

    [Fact]
    public void Concatenate_ScalarsAndVector_NamesSlots()
    {
        var once = _ml.Transforms.Concatenate("AB", "A", "B");
        var view = once.Append(_ml.Transforms.Concatenate("All", "AB", "A")).Fit(_view).Transform(_view);

        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["All"].GetSlotNames(ref names);
        Assert.Equal("AB.A,AB.B,A", string.Join(",", names.DenseValues()));
        Assert.Equal([[1f, 3f, 1f], [2f, 4f, 2f]], view.GetColumn<float[]>("All"));
    }

    [Fact]
    public void Concatenate_MixedTypes_Throws()
        => Assert.Contains("Schema mismatch for input column 'T'", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.Concatenate("AT", "A", "T").Fit(_view).Transform(_view)).Message);

    [Fact]
    public void Fit_MissingColumn_SaysWhich()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.CopyColumns("Out", "None").Fit(_view));
        Assert.Contains("Could not find input column 'None'", error.Message);
        Assert.Equal("inputSchema", error.ParamName);
    }

    [Fact]
    public void ConvertType_Kinds_ConvertAsOfficial()
    {
        var view = _ml.Transforms.Conversion.ConvertType("N", "T")
            .Append(_ml.Transforms.Conversion.ConvertType("S", "A", DataKind.String))
            .Append(_ml.Transforms.Conversion.ConvertType("D", "B", DataKind.Double))
            .Fit(_view)
            .Transform(_view);
        Assert.Equal([1f, float.NaN], view.GetColumn<float>("N"));
        Assert.Equal(["1", "2"], view.GetColumn<string>("S"));
        Assert.Equal([3d, 4d], view.GetColumn<double>("D"));
        Assert.Contains("source column 'A' with item type 'Single'", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.Conversion.ConvertType("A", outputKind: DataKind.Int16).Fit(_view)).Message);
    }

    [Theory]
    [InlineData("12 ", 12)]
    [InlineData(" 1", 1)]
    [InlineData("  ", 0)]
    [InlineData(" 12", float.NaN)]
    [InlineData(" 1 ", float.NaN)]
    [InlineData(" -1", float.NaN)]
    public void ConvertType_TextWithSpaces_IsANumberUnlessIndented(string text, float expected)
    {
        var view = _ml.Data.LoadFromEnumerable([new { Text = text }]);
        var converted = _ml.Transforms.Conversion.ConvertType("Number", "Text").Fit(view).Transform(view);
        Assert.Equal([expected], converted.GetColumn<float>("Number"));
    }

    [Fact]
    public void SelectColumns_KeepHidden_KeepsShadowedColumns()
    {
        var shadowed = _ml.Transforms.CopyColumns("A", "B").Fit(_view).Transform(_view);
        Assert.Equal(["A", "T"], Names(_ml.Transforms.SelectColumns("A", "T").Fit(shadowed).Transform(shadowed)));
        Assert.Equal(["A", "A", "T"], Names(_ml.Transforms.DropColumns("B").Fit(shadowed).Transform(shadowed)));
        Assert.Equal(
            ["A", "A"], Names(_ml.Transforms.SelectColumns(["A"], keepHidden: true).Fit(shadowed).Transform(shadowed)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.SelectColumns("None").Fit(_view));
    }

    [Fact]
    public void Append_CacheCheckpoint_FitsLaterStepsOnTheCache()
    {
        IDataView? seen = null;
        var probe = new Probe(view => seen = view);
        _ml.Transforms.CopyColumns("C", "A").AppendCacheCheckpoint(_ml).Append(probe).Fit(_view);
        Assert.True(seen!.CanShuffle);
        Assert.Equal("CacheDataView", seen.GetType().Name);
    }

    [Fact]
    public void Transform_Scopes_LeaveTrainingStepsOut()
    {
        var chain = _ml.Transforms.CopyColumns("C", "A")
            .Append(_ml.Transforms.CopyColumns("D", "A"), TransformerScope.Training)
            .Append(_ml.Transforms.CopyColumns("E", "A"))
            .Fit(_view);
        Assert.Equal(["A", "B", "T", "C", "E"], Names(chain.Transform(_view)));
        Assert.Equal(2, chain.GetModelFor(TransformerScope.Scoring).Count());
        Assert.IsType<ColumnCopyingTransformer>(chain.LastTransformer);
    }

    [Fact]
    public void WithOnFitDelegate_Fit_HandsOutTheTransformer()
    {
        ITransformer? fitted = null;
        var copy = _ml.Transforms.CopyColumns("C", "A").WithOnFitDelegate(transformer => fitted = transformer);
        var returned = copy.Fit(_view);
        Assert.Same(returned, fitted);
    }

    [Fact]
    public void GetRowToRowMapper_Chain_AsksOnlyForWhatItNeeds()
    {
        ITransformer chain = _ml.Transforms.CopyColumns("C", "A").Append(_ml.Transforms.CopyColumns("D", "B")).Fit(_view);
        var mapper = chain.GetRowToRowMapper(_view.Schema);
        Assert.Equal(["B"], mapper.GetDependencies([mapper.OutputSchema["D"]]).Select(column => column.Name));
    }

    [Fact]
    public void GetOutputSchema_Estimator_MatchesTheTransformer()
    {
        var chain = _ml.Transforms.Concatenate("AB", "A", "B").Append(_ml.Transforms.Conversion.MapValueToKey("K", "T"));
        var shape = chain.GetOutputSchema(SchemaShape.Create(_view.Schema));
        Assert.Equal(["A", "AB", "B", "K", "T"], shape.Select(column => column.Name).Order());
        var key = shape.Single(column => column.Name == "K");
        Assert.True(key.IsKey);
        Assert.Equal("UInt32", key.ItemType.ToString());
    }

    [Fact]
    public void Log_ChannelMessages_NameTheirSource()
    {
        var messages = new List<string>();
        _ml.Log += (_, e) => messages.Add(e.Message);
        using (var channel = ((IHostEnvironment)_ml).Register("X").Start("Y"))
            channel.Info(MessageSensitivity.None, "hello {0}", 3);
        Assert.Contains("[Source=X; Y, Kind=Info] hello 3", messages);
    }

    private static IEnumerable<string> Names(IDataView view) => view.Schema.Select(column => column.Name);

    private sealed class Probe(Action<IDataView> onFit) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            onFit(input);
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
