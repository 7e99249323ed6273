using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Compat.Tests;

public sealed class KeyTests
{
    private static readonly DateTime Day = new(2020, 1, 1);

    private readonly MLContext _ml = new(1);

    public static TheoryData<IDataView, object[]> Labels => new()
    {
        { View(TextDataViewType.Instance, "b".AsMemory(), "a".AsMemory(), "b".AsMemory()), ["b", "a"] },
        { View(NumberDataViewType.Int32, 7, -2, 7), [7, -2] },
        { View(BooleanDataViewType.Instance, true, false, true), [true, false] },
        { View(NumberDataViewType.Single, 2f, 0.5f, 2f), [2f, 0.5f] },
        { View(DateTimeDataViewType.Instance, Day, Day.AddDays(1), Day), [Day, Day.AddDays(1)] },
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public void MapValueToKey_AnyType_RoundTripsThroughModelFile(IDataView view, object[] values)
    {
        var conversion = _ml.Transforms.Conversion;
        var model = conversion.MapValueToKey("Key", "Label").Append(conversion.MapKeyToValue("Value", "Key")).Fit(view);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, view.Schema, stream);
        var mapped = _ml.Model.Load(stream, out _).Transform(view);

        Assert.Equal([1u, 2u, 1u], mapped.GetColumn<uint>("Key"));
        Assert.Equal(new KeyDataViewType(typeof(uint), 2), mapped.Schema["Key"].Type);
        Assert.Equal(view.Schema["Label"].Type, mapped.Schema["Value"].Type);
        var preview = mapped.Preview();
        Assert.Equal(
            [values[0], values[1], values[0]],
            preview.ColumnView[^1].Values.Select(value => value is ReadOnlyMemory<char> text ? text.ToString() : value));
    }

    [Fact]
    public void MapValueToKey_FewKnownItems_GivesASparseVector()
    {
        var type = new VectorDataViewType(NumberDataViewType.Int32, 4);
        var known = View(type, new VBuffer<int>(4, [1, 1, 1, 1]));
        int[][] rows = [[5, 5, 1, 5], [1, 5, 5, 1], [5, 5, 5, 5]];
        var seen = View(type, Array.ConvertAll(rows, row => new VBuffer<int>(4, row)));
        var keys = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(known).Transform(seen);
        var vectors = keys.GetColumn<VBuffer<uint>>("Label").Select(vector => (vector.IsDense, vector.DenseValues())).ToArray();

        Assert.Equal([false, true, false], vectors.Select(vector => vector.IsDense));
        Assert.Equal([0u, 0u, 1u, 0u], vectors[0].Item2);
        Assert.Equal([1u, 0u, 0u, 1u], vectors[1].Item2);
        Assert.Equal([0u, 0u, 0u, 0u], vectors[2].Item2);
    }

    [Fact]
    public void MapValueToKey_ByValue_SortsOrdinally()
    {
        var view = View(TextDataViewType.Instance, "b".AsMemory(), "Z".AsMemory(), "a".AsMemory(), "".AsMemory());
        var mapped = _ml.Transforms.Conversion
            .MapValueToKey("Key", "Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(view).Transform(view);

        Assert.Equal(["Z", "a", "b"], KeyValues(mapped.Schema["Key"]));
        Assert.Equal([3u, 1u, 2u, 0u], mapped.GetColumn<uint>("Key"));
    }

    [Fact]
    public void MapValueToKey_MaximumNumberOfKeys_LeavesTheRestMissing()
    {
        var view = View(NumberDataViewType.Int32, 5, 6, 7, 5);
        var mapped = _ml.Transforms.Conversion.MapValueToKey("Key", "Label", maximumNumberOfKeys: 2).Fit(view).Transform(view);

        Assert.Equal([1u, 2u, 0u, 1u], mapped.GetColumn<uint>("Key"));
    }

    [Fact]
    public void MapValueToKey_KeyData_GivesTheKeys()
    {
        var view = View(NumberDataViewType.Int32, 5, 6);
        var mapped = _ml.Transforms.Conversion
            .MapValueToKey("Key", "Label", keyData: View(NumberDataViewType.Int32, 9, 6))
            .Fit(view).Transform(view);

        Assert.Equal([0u, 2u], mapped.GetColumn<uint>("Key"));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion
            .MapValueToKey("Key", "Label", keyData: View(NumberDataViewType.Single, 1f)).Fit(view));
        Assert.Contains("must be of type 'Int32' but was 'Single'", error.Message);
    }

    [Fact]
    public void MapValueToKey_MissingColumn_SaysWhich()
    {
        var view = View(NumberDataViewType.Int32, 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.Conversion.MapValueToKey("X").Fit(view));
        Assert.Contains("Could not find input column 'X'", error.Message);
    }

    [Fact]
    public void MapValueToKey_KeyWithKeyValues_ShowsTheValuesBehind()
    {
        var view = View(TextDataViewType.Instance, "a".AsMemory(), "b".AsMemory(), "c".AsMemory());
        var keys = _ml.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(view).Transform(view);
        var last = _ml.Data.SkipRows(keys, 1);
        var again = _ml.Transforms.Conversion.MapValueToKey("Again", "Key").Fit(last).Transform(last);

        Assert.Equal(["b", "c"], KeyValues(again.Schema["Again"]));
        Assert.Equal([1u, 2u], again.GetColumn<uint>("Again"));
    }

    [Fact]
    public void MapValueToKey_EmptyView_HasOneClassAndNoKeyValues()
    {
        var view = View<int>(NumberDataViewType.Int32);
        var schema = _ml.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(view).GetOutputSchema(view.Schema);

        Assert.Equal(new KeyDataViewType(typeof(uint), 1), schema["Key"].Type);
        Assert.False(schema["Key"].HasKeyValues());
    }

    [Fact]
    public void MapKeyToValue_MissingKey_IsNaNOrDefault()
    {
        var view = View(NumberDataViewType.Single, 3f, float.NaN);
        var conversion = _ml.Transforms.Conversion;
        var mapped = conversion.MapValueToKey("Key", "Label").Append(conversion.MapKeyToValue("Value", "Key"))
            .Fit(view).Transform(view);

        Assert.Equal([1u, 0u], mapped.GetColumn<uint>("Key"));
        Assert.Equal([3f, float.NaN], mapped.GetColumn<float>("Value"));
    }

    [Fact]
    public void MapKeyToValue_NoKey_Throws()
    {
        var view = View(NumberDataViewType.Int32, 1);
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.Conversion.MapKeyToValue("Label").Append(_ml.Transforms.CopyColumns("A", "Label")).Fit(view));
        Assert.Contains("Schema mismatch for input column 'Label': expected KeyType, got Int32", error.Message);
    }

    [Fact]
    public void MapValue_Pairs_UnknownIsDefault()
    {
        var view = View(TextDataViewType.Instance, "a".AsMemory(), "x".AsMemory());
        var numbers = _ml.Transforms.Conversion
            .MapValue("Out", [KeyValuePair.Create("a", 5L), KeyValuePair.Create("b", 6L)], "Label")
            .Fit(view).Transform(view);
        Assert.Equal([5L, 0L], numbers.GetColumn<long>("Out"));

        var vectors = _ml.Transforms.Conversion
            .MapValue("Out", [KeyValuePair.Create("a", new[] { 1f, 2f })], "Label").Fit(view).Transform(view);
        Assert.Equal([[1f, 2f], []], vectors.GetColumn<float[]>("Out"));
    }

    [Fact]
    public void MapValue_TreatValuesAsKeyType_HasKeyValuesAndSurvivesSaving()
    {
        var view = View(NumberDataViewType.Int32, 2, 1, 9);
        var model = _ml.Transforms.Conversion
            .MapValue("Out", [KeyValuePair.Create(1, "one"), KeyValuePair.Create(2, "two")], "Label", treatValuesAsKeyType: true)
            .Fit(view);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, view.Schema, stream);
        var mapped = _ml.Model.Load(stream, out _).Transform(view);

        Assert.Equal([2u, 1u, 0u], mapped.GetColumn<uint>("Out"));
        Assert.Equal(["one", "two"], KeyValues(mapped.Schema["Out"]));
    }

    [Fact]
    public void MapValue_LookupView_DuplicateKeysThrow()
    {
        var lookup = new ArrayDataView()
            .Add("K", NumberDataViewType.Int32, [1, 1])
            .Add("V", NumberDataViewType.Int32, [2, 3]);
        var error = Assert.Throws<InvalidOperationException>(
            () => _ml.Transforms.Conversion.MapValue("Out", lookup, lookup.Schema["K"], lookup.Schema["V"], "Label"));
        Assert.Equal("Duplicate keys in data '1'", error.Message);
    }

    [Fact]
    public void MapValue_HashOfArgMaxToLabelKey_GivesTheLabelsOwnKeyType()
    {
        // How a scorer's arg-max becomes a key with the label's key values, from stock parts.
        var animals = View(TextDataViewType.Instance, "cat".AsMemory(), "dog".AsMemory());
        var labels = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(animals).GetOutputSchema(animals.Schema)["Label"];
        var indices = new ArrayDataView()
            .Add(
                "Index",
                new VectorDataViewType(NumberDataViewType.Int64, 1, 1),
                [new VBuffer<long>(1, [0L]), new VBuffer<long>(1, [1L])])
            .Add("Label", labels.Type, [1u, 2u], labels.Annotations);
        var hash = _ml.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions("Hash", "Index", combine: true));
        var lookup = hash.Fit(indices).Transform(indices);
        var predicted = _ml.Transforms.Conversion
            .MapValue("PredictedLabel", lookup, lookup.Schema["Hash"], lookup.Schema["Label"], "Hash")
            .Fit(lookup).Transform(lookup);

        Assert.Equal(labels.Type, predicted.Schema["PredictedLabel"].Type);
        Assert.Equal(["cat", "dog"], KeyValues(predicted.Schema["PredictedLabel"]));
        Assert.Equal([1u, 2u], predicted.GetColumn<uint>("PredictedLabel"));
    }

    internal static string[] KeyValues(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private static ArrayDataView View<T>(DataViewType type, params T[] values) => new ArrayDataView().Add("Label", type, values);
}
