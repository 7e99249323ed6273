namespace Microsoft.ML.SqueezeExcite.Reports.Tests;

public sealed class SeNetReportCatalogTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("report-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WriteReport_OfAnyScoredView_WritesOneFile()
    {
        var path = Path.Combine(_folder, "report.html");
        _ml.MulticlassClassification.WriteReport(
            path,
            Scored(),
            new SeNetReportOptions
            {
                Title = "Circles & crosses",
                Settings = new Dictionary<string, string> { ["learning rate"] = "0.1" },
            });
        var page = File.ReadAllText(path);
        Assert.Contains("<title>Circles &amp; crosses</title>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Accuracy</dt><dd>75.0 %", page, StringComparison.Ordinal);
        Assert.Contains("<dt>learning rate</dt><dd>0.1</dd>", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"curves\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=.?https?:", page);
    }

    [Fact]
    public void WriteReport_WithoutImages_HasNoPictures()
    {
        var path = Path.Combine(_folder, "report.html");
        _ml.MulticlassClassification.WriteReport(path, Scored(), new SeNetReportOptions { ImageColumnName = "none" });
        Assert.DoesNotContain("<img", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Labels", "Score", "could not find label column 'Labels'")]
    [InlineData("Image", "Score", "label column 'Image' must be a key")]
    [InlineData("Label", "Scores", "could not find score column 'Scores'")]
    [InlineData("Label", "Image", "score column 'Image' must be a vector of Single with a value for each of the 2 classes")]
    public void WriteReport_OfWrongColumns_NamesThem(string label, string score, string message)
    {
        var options = new SeNetReportOptions { LabelColumnName = label, ScoreColumnName = score };
        var e = Assert.Throws<ArgumentOutOfRangeException>(() =>
            _ml.MulticlassClassification.WriteReport(Path.Combine(_folder, "report.html"), Scored(), options));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private IDataView Scored()
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 6, 6);
        schema[nameof(Row.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        var rows = new[] { ("circle", 0.9f), ("circle", 0.8f), ("cross", 0.3f), ("cross", 0.6f) }
            .Select(row => new Row { Label = row.Item1, Score = [row.Item2, 1 - row.Item2], Image = new float[36] });
        var view = _ml.Data.LoadFromEnumerable(rows.ToArray(), schema);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Image { get; set; } = [];
    }
}
