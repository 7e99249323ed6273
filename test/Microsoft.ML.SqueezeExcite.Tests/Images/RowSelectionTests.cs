namespace Microsoft.ML.SqueezeExcite.Tests.Images;

/// <summary>What Fit splits off for validation, and the folds of an experiment.</summary>
public sealed class RowSelectionTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Split_ClassesOfTwo_HoldsTheShareInTotal()
    {
        var view = View(Enumerable.Range(0, 200).SelectMany(c => new[] { ($"class {c}", $"{c} a"), ($"class {c}", $"{c} b") }));
        Assert.Equal((320, 80), Count(view, key: null, 0.2));
    }

    [Fact]
    public void Split_ClassOfOne_TrainsOnIt()
    {
        var view = View([("single", "s"), .. Enumerable.Range(0, 19).Select(i => ("many", $"{i}"))]);
        for (var seed = 0; seed < 20; seed++)
            Assert.True(Split(view, key: null, 0.5, seed).First.Has(0));
    }

    [Fact]
    public void Split_EachClassOfOne_IsRefused() =>
        Assert.Contains(
            "leaves 4 to train on and 0 to validate on",
            Assert.Throws<InvalidOperationException>(() =>
                Count(View([("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]), key: null, 0.5)).Message,
            StringComparison.Ordinal);

    /// <summary>24 files, each listed ten times, in turn.</summary>
    [Fact]
    public void Split_RowsOfOneKey_StayTogether()
    {
        var view = View(Enumerable.Range(0, 240).Select(i => (i % 2 == 0 ? "even" : "odd", $"{i % 24}.png")));
        var (first, second) = Split(view, "Path", 0.25, seed: 3);
        int[] validated = [.. Enumerable.Range(0, 240).Where(row => second.Has(row))];
        Assert.Equal((180, 60), (first.Count(view), second.Count(view)));
        Assert.Equal(6, validated.Select(row => row % 24).Distinct().Count());
        Assert.Equal(30, validated.Count(row => row % 2 == 0));
    }

    [Fact]
    public void Parts_RowsOfOneKey_StayTogether()
    {
        var view = View(Enumerable.Range(0, 240).Select(i => (i % 2 == 0 ? "even" : "odd", $"{i % 24}.png")));
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null, key: "Path");
        using var images = ImageSet.Read(
            view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None, key: columns.Key);
        var parts = images.Parts(3, new RandomStream(1, 2));
        Assert.All(Enumerable.Range(0, 240), i => Assert.Equal(parts[i % 24], parts[i]));
        Assert.Equal([80, 80, 80], parts.CountBy(part => part).OrderBy(part => part.Key).Select(part => part.Value));
    }

    [Theory]
    [InlineData("Nowhere", "could not find sampling key column 'Nowhere'")]
    [InlineData("Image", "sampling key column 'Image' must be text")]
    public void Find_SamplingKeyThatIsNone_IsNamed(string key, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                ImageColumns.Find(View([("a", "1"), ("b", "2")]).Schema, "Label", "Image", 8, null, key: key)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Find_LabelWithHalfASurrogatePair_IsNamed()
    {
        var view = View([("smile \U0001F600", "1"), ("half \uD83D!", "2")]);
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => ImageColumns.Find(view.Schema, "Label", "Image", 8, null));
        Assert.Contains("label column 'Label' has the class 'half \\uD83D!'", e.Message, StringComparison.Ordinal);
    }

    private (long? First, long? Second) Count(IDataView view, string? key, double fraction)
    {
        var (first, second) = Split(view, key, fraction, seed: 1);
        return (first.Count(view), second.Count(view));
    }

    private static (RowSelection First, RowSelection Second) Split(IDataView view, string? key, double fraction, long seed)
    {
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null, key: key);
        return RowSelection.Split(
            view, columns.Labels, columns.Key, fraction, new RandomStream(seed, 0), CancellationToken.None);
    }

    private IDataView View(IEnumerable<(string Label, string Path)> rows)
    {
        var schema = SchemaDefinition.Create(typeof(NamedRow));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 1, 1);
        var view = _ml.Data.LoadFromEnumerable(
            rows.Select(row => new NamedRow { Label = row.Label, Path = row.Path }).ToArray(), schema);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    private sealed class NamedRow
    {
        public string Label { get; set; } = "";

        public string Path { get; set; } = "";

        public float[] Image { get; set; } = [0];
    }
}
