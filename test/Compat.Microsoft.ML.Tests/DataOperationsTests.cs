using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class DataOperationsTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void TakeAndSkipRows_Counts_CutTheView()
    {
        var view = Numbers(5);
        Assert.Equal([0, 1], Values(_ml.Data.TakeRows(view, 2)));
        Assert.Equal([3, 4], Values(_ml.Data.SkipRows(view, 3)));
        Assert.Empty(Values(_ml.Data.SkipRows(view, 9)));
        Assert.Equal(5, Values(_ml.Data.TakeRows(view, 9)).Length);
        Assert.Contains(
            "Must be greater than zero.",
            Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.TakeRows(view, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.SkipRows(view, 0));
    }

    [Fact]
    public void TrainTestSplit_Fraction_PartitionsRepeatably()
    {
        var split = _ml.Data.TrainTestSplit(Numbers(1000), testFraction: 0.2);

        Assert.InRange(Values(split.TestSet).Length, 150, 250);
        Assert.Equal(Enumerable.Range(0, 1000), Values(split.TrainSet).Concat(Values(split.TestSet)).Order());
        Assert.Equal(Values(split.TestSet), Values(split.TestSet));
        Assert.Equal(Values(split.TestSet), Values(new MLContext(1).Data.TrainTestSplit(Numbers(1000), 0.2).TestSet));
        Assert.NotEqual(Values(split.TestSet), Values(_ml.Data.TrainTestSplit(Numbers(1000), 0.2, seed: 5).TestSet));
        Assert.Equal(["Number", "Group"], split.TrainSet.Schema.Select(column => column.Name));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void TrainTestSplit_FractionOutOfRange_Throws(double fraction)
        => Assert.Contains("Must be between 0 and 1 exclusive", Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.TrainTestSplit(Numbers(3), fraction)).Message);

    [Fact]
    public void TrainTestSplit_SamplingKey_KeepsGroupsTogether()
    {
        var split = _ml.Data.TrainTestSplit(Numbers(100), 0.3, samplingKeyColumnName: "Group");
        var train = split.TrainSet.GetColumn<string>("Group").ToHashSet();
        Assert.NotEmpty(train);
        Assert.NotEmpty(split.TestSet.GetColumn<string>("Group"));
        Assert.DoesNotContain(split.TestSet.GetColumn<string>("Group"), train.Contains);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Data.TrainTestSplit(Numbers(3), samplingKeyColumnName: "None"));
    }

    [Fact]
    public void CrossValidationSplit_Folds_TestEveryRowOnce()
    {
        var folds = _ml.Data.CrossValidationSplit(Numbers(100), numberOfFolds: 4);
        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(fold => Values(fold.TestSet)).Order());
        Assert.All(folds, fold => Assert.Equal(100, Values(fold.TrainSet).Length + Values(fold.TestSet).Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CrossValidationSplit(Numbers(3), 1));
    }

    [Fact]
    public void ShuffleRows_Seed_PermutesRepeatably()
    {
        var shuffled = _ml.Data.ShuffleRows(Numbers(50), seed: 7, shufflePoolSize: 10);
        Assert.NotEqual(Enumerable.Range(0, 50), Values(shuffled));
        Assert.Equal(Enumerable.Range(0, 50), Values(shuffled).Order());
        Assert.Equal(Values(shuffled), Values(new MLContext().Data.ShuffleRows(Numbers(50), 7, 10)));
    }

    [Fact]
    public void FilterRowsByColumn_Bounds_IncludeTheLowerOnly()
    {
        var view = new ArrayDataView().Add("X", NumberDataViewType.Single, [float.NaN, 1f, 2f, 3f]);
        Assert.Equal([1f, 2f], _ml.Data.FilterRowsByColumn(view, "X", 1, 3).GetColumn<float>("X"));
        Assert.Equal([1f, 2f, 3f], _ml.Data.FilterRowsByColumn(view, "X", 1).GetColumn<float>("X"));
    }

    [Fact]
    public void FilterRowsByKeyColumnFraction_Halves_SplitTheKeys()
    {
        var view = new ArrayDataView().Add("K", new KeyDataViewType(typeof(uint), 4), [0u, 1u, 2u, 3u, 4u]);
        Assert.Equal([1u, 2u], _ml.Data.FilterRowsByKeyColumnFraction(view, "K", 0, 0.5).GetColumn<uint>("K"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(view, "K"));
    }

    [Fact]
    public void Cache_TwoPasses_ReadsTheSourceOnce()
    {
        int reads = 0;
        IEnumerable<Item> Source()
        {
            reads++;
            yield return new Item { Number = 1 };
            yield return new Item { Number = 2 };
        }

        var cached = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Source()), "Number");

        Assert.Equal([1, 2], Values(cached));
        Assert.Equal([1, 2], Values(cached));
        Assert.Equal(1, reads);
        Assert.True(cached.CanShuffle);
        Assert.Equal(2, cached.GetRowCount());
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.Cache(cached, "None"));
    }

    [Fact]
    public void Preview_MaxRows_ShowsThatMany()
    {
        var preview = Numbers(5).Preview(maxRows: 3);
        Assert.Equal([0, 1, 2], preview.ColumnView[0].Values);
        Assert.Equal(3, preview.RowView.Length);
        Assert.Equal("2 columns, 3 rows", preview.ToString());
    }

    [Fact]
    public void EmptyView_AllOperations_GiveNoRows()
    {
        var view = Numbers(0);
        Assert.Empty(Values(_ml.Data.ShuffleRows(view)));
        Assert.Empty(Values(_ml.Data.Cache(view)));
        Assert.Empty(Values(_ml.Data.TrainTestSplit(view).TestSet));
        Assert.Empty(view.Preview().RowView);
    }

    private static int[] Values(IDataView view) => [.. view.GetColumn<int>("Number")];

    private IDataView Numbers(int count)
        => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Item { Number = i, Group = $"g{i % 9}" }));

    private sealed class Item
    {
        public int Number { get; set; }

        public string Group { get; set; } = "";
    }
}
