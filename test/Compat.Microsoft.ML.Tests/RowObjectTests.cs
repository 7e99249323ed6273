using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class RowObjectTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void LoadFromEnumerable_AllKindsOfMembers_RoundTrip()
    {
        var rows = new[] { new Everything { Text = null!, Texts = null!, Numbers = null! }, Everything.Sample() };
        var view = _ml.Data.LoadFromEnumerable(rows);

        Assert.Equal(
            [
                "Field: Int32",
                "Text: String",
                "Texts: Vector<String>",
                "Numbers: Vector<Single, 2>",
                "Flag: Boolean",
                "When: DateTime",
                "Renamed: Double",
            ],
            view.Schema.Select(column => column.ToString()));
        var back = _ml.Data.CreateEnumerable<Everything>(view, reuseRowObject: false).ToArray();
        Assert.Equal("", back[0].Text);
        Assert.Empty(back[0].Texts);
        Assert.Empty(back[0].Numbers);
        Assert.Equivalent(rows[1], back[1], strict: true);
    }

    [Fact]
    public void KeyType_Values_LoadAsOneMoreAndComeBackRaw()
    {
        var view = _ml.Data.LoadFromEnumerable([new Keyed { Key = 0 }, new Keyed { Key = 4 }, new Keyed { Key = 5 }]);

        Assert.Equal("Key<UInt32, 0-4>", view.Schema["Key"].Type.ToString());
        Assert.Equal([1u, 5u, 0u], view.GetColumn<uint>("Key"));
        Assert.Equal([1u, 5u, 0u], _ml.Data.CreateEnumerable<Keyed>(view, true).Select(row => row.Key));
    }

    [Fact]
    public void CreateEnumerable_NullArrays_StayNull()
    {
        var view = _ml.Data.LoadFromEnumerable<Arrays>([new(), new() { Numbers = [1], Texts = ["a", "b"] }]);
        var rows = _ml.Data.CreateEnumerable<Arrays>(view, reuseRowObject: false).ToArray();
        Assert.Null(rows[0].Numbers);
        Assert.Null(rows[0].Texts);
        Assert.Equal([1], rows[1].Numbers!);
        Assert.Equal(["a", "b"], rows[1].Texts!);
    }

    [Fact]
    public void CreateEnumerable_MissingColumn_ThrowsUnlessIgnored()
    {
        var view = _ml.Data.LoadFromEnumerable([new Keyed()]);

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.CreateEnumerable<Everything>(view, reuseRowObject: false).ToArray());
        Assert.Contains("Could not find  column 'Field'", error.Message);
        Assert.Equal(0, _ml.Data.CreateEnumerable<Everything>(view, false, ignoreMissingColumns: true).Single().Field);
    }

    [Fact]
    public void CreateEnumerable_WrongType_SaysWhichMember()
    {
        var view = new ArrayDataView().Add("Key", NumberDataViewType.Single, [1f]);
        var error = Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<Keyed>(view, false).ToArray());
        Assert.Equal(
            "Can't bind the IDataView column 'Key' of type 'Single' to field or property 'Key' of type 'System.UInt32'.",
            error.Message);
    }

    [Fact]
    public void CreateEnumerable_TypeThatIsNoColumn_SaysWhatItShouldBe()
    {
        var view = _ml.Data.LoadFromEnumerable([new { Value = 1 }]);
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.CreateEnumerable<Unknown>(view, reuseRowObject: false).ToArray());
        Assert.StartsWith(
            "The expected type 'System.Int32' does not match the type of the 'Value' member: 'System.Uri'. "
                + "Please change the Value member to 'System.Int32'",
            error.Message);
    }

    [Fact]
    public void CreateEnumerable_ReuseRowObject_HandsOutOneObject()
    {
        var view = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new Keyed { Key = (uint)i }));
        Assert.Single(_ml.Data.CreateEnumerable<Keyed>(view, reuseRowObject: true).Distinct());
        Assert.Equal(3, _ml.Data.CreateEnumerable<Keyed>(view, reuseRowObject: false).Distinct().Count());
    }

    [Fact]
    public void LoadFromEnumerable_SchemaDefinition_SetsTypesAndAnnotations()
    {
        var definition = SchemaDefinition.Create(typeof(Everything));
        definition["Numbers"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 2);
        definition["Numbers"].AddAnnotation(
            "SlotNames", new[] { "x", "y" }, new VectorDataViewType(TextDataViewType.Instance, 2));
        var view = _ml.Data.LoadFromEnumerable([Everything.Sample()], definition);

        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Numbers"].GetSlotNames(ref names);
        Assert.Equal("Vector<Single, 1, 2>", view.Schema["Numbers"].Type.ToString());
        Assert.Equal(["x", "y"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void LoadFromEnumerable_UnknownMemberType_Throws()
        => Assert.Contains(
            "Could not determine an IDataView type and registered custom types for member Other",
            Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.LoadFromEnumerable([new Odd()])).Message);

    [Fact]
    public void GetRowCursor_TwoCursors_AreIndependentAndGuarded()
    {
        var view = _ml.Data.LoadFromEnumerable([new Keyed { Key = 1 }, new Keyed { Key = 2 }]);
        using var first = view.GetRowCursor(view.Schema["Key"]);
        using var second = view.GetRowCursor(view.Schema["Key"]);
        var getter = first.GetGetter<uint>(view.Schema["Key"]);
        uint key = 0;

        Assert.Throws<InvalidOperationException>(() => getter(ref key));
        Assert.True(first.MoveNext() && first.MoveNext() && second.MoveNext());
        getter(ref key);
        Assert.Equal((3u, 1L, 0L), (key, first.Position, second.Position));
        Assert.False(first.MoveNext());
        Assert.Throws<InvalidOperationException>(() => first.GetGetter<int>(view.Schema["Key"]));
        Assert.False(first.MoveNext());
        Assert.Equal(-1, first.Position);
    }

    [Fact]
    public void GetColumn_WrongType_Throws()
    {
        var view = _ml.Data.LoadFromEnumerable([Everything.Sample()]);
        Assert.Equal(["text"], view.GetColumn<string>("Text"));
        Assert.Equal([["a", "b"]], view.GetColumn<string[]>("Texts"));
        Assert.Equal([[1f, 2f]], view.GetColumn<float[]>(view.Schema["Numbers"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.GetColumn<int[]>("Text"));
        Assert.Throws<ArgumentOutOfRangeException>(() => view.GetColumn<long>("Field"));
    }

    [Fact]
    public void Predict_Chain_MapsOneObject()
    {
        var view = _ml.Data.LoadFromEnumerable([new Labelled { Label = "b" }, new Labelled { Label = "a" }]);
        var conversion = _ml.Transforms.Conversion;
        var model = conversion.MapValueToKey("Key", "Label").Append(conversion.MapKeyToValue("Back", "Key")).Fit(view);
        using var engine = _ml.Model.CreatePredictionEngine<Labelled, Prediction>(model);

        var prediction = engine.Predict(new Labelled { Label = "a" });

        Assert.Equal((2u, "a"), (prediction.Key, prediction.Back));
        Assert.Equal((0u, ""), (engine.Predict(new Labelled { Label = "?" }).Key, engine.Predict(new Labelled()).Back));
        Assert.Equal(["Label", "Key", "Back"], engine.OutputSchema.Select(column => column.Name));
    }

    [Fact]
    public void CreateEnumerable_TwoTypeAttributes_Throws()
    {
        var view = _ml.Data.LoadFromEnumerable([new Labelled()]);
        Assert.StartsWith("Type Uri cannot be marked with multiple attributes", Assert.Throws<ArgumentOutOfRangeException>(
            "type", () => _ml.Data.CreateEnumerable<Torn>(view, false).ToArray()).Message);
    }

    [Fact]
    public void Dispose_PredictionEngine_DisposesTheModelUnlessTold()
    {
        var transformer = new DisposableTransformer(_ml.Transforms.CopyColumns("Key", "Label").Fit(
            _ml.Data.LoadFromEnumerable([new Labelled()])));
        _ml.Model.CreatePredictionEngine<Labelled, Labelled>(
            transformer, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.Equal(0, transformer.Disposals);

        var engine = _ml.Model.CreatePredictionEngine<Labelled, Labelled>(new TransformerChain<ITransformer>(transformer));
        engine.Dispose();
        engine.Dispose();
        Assert.Equal(1, transformer.Disposals);
    }

    private sealed class Everything
    {
        public int Field;

        public const int Constant = 3;

        public string Text { get; set; } = "";

        public string[] Texts { get; set; } = [];

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        public bool Flag { get; set; }

        public DateTime When { get; set; }

        [ColumnName("Renamed")]
        public double Original { get; set; }

        [NoColumn]
        public object? Ignored { get; set; }

        public static Everything Sample() => new()
        {
            Field = 3,
            Text = "text",
            Texts = ["a", "b"],
            Numbers = [1, 2],
            Flag = true,
            When = new DateTime(2021, 2, 3),
            Original = 0.5,
        };
    }

    private sealed class Arrays
    {
        public int[]? Numbers { get; set; }

        public string[]? Texts { get; set; }
    }

    private sealed class Keyed
    {
        [KeyType(5)]
        public uint Key { get; set; }
    }

    private sealed class Unknown
    {
        public Uri? Value { get; set; }
    }

    private sealed class Odd
    {
        public Uri? Other { get; set; }
    }

    private sealed class Torn
    {
        [Left]
        [Right]
        public Uri? Value { get; set; }
    }

    private sealed class LeftAttribute : SideAttribute;

    private sealed class RightAttribute : SideAttribute;

    private abstract class SideAttribute : DataViewTypeAttribute
    {
        public override void Register()
        {
        }

        public override bool Equals(DataViewTypeAttribute? other) => other?.GetType() == GetType();
    }

    private sealed class Labelled
    {
        public string Label { get; set; } = "";
    }

    private sealed class Prediction
    {
        public uint Key { get; set; }

        public string Back { get; set; } = "";
    }

    private sealed class DisposableTransformer(ITransformer inner) : ITransformer, IDisposable
    {
        public int Disposals { get; private set; }

        public bool IsRowToRowMapper => true;

        public void Dispose() => Disposals++;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        void ICanSaveModel.Save(ModelSaveContext ctx) => inner.Save(ctx);
    }
}
