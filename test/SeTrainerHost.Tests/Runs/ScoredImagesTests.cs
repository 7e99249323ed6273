using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Tests.Runs;

public sealed class ScoredImagesTests
{
    private readonly MLContext _ml = new(seed: 1);
    private int _read;

    [Fact]
    public void Evaluate_AfterTheScoresWereWritten_ReadsNothingAgain()
    {
        var images = ScoredImages.Read(_ml, View(0, 1, 9, 1), CancellationToken.None);
        Assert.Equal([0.75f, 0.75f, 0.75f, 0.75f], images.Scores.Select(scores => scores[0]));
        var metrics = images.Evaluate(["a", "b"]);
        Assert.Equal((3, 1, 1 / 3d), (metrics.TestImages, metrics.UnknownLabelImages, metrics.MicroAccuracy));
        Assert.Equal(4, _read);
    }

    /// <summary>Two classes that have test images are found half and wholly; one of none is not judged.</summary>
    [Fact]
    public void Evaluate_AClassWithoutTestImages_IsNotJudged()
    {
        float[] a = [0.8f, 0.1f, 0.1f], b = [0.1f, 0.8f, 0.1f], c = [0.1f, 0.2f, 0.7f];
        var view = _ml.Data.LoadFromEnumerable<ThreeRow>(
            [new(0, a), new(0, c), new(1, b), new(1, b)]);
        var metrics = ScoredImages.Read(_ml, view, CancellationToken.None).Evaluate(["a", "b", "c"]);
        Assert.Equal((4, 0.75, 0.75), (metrics.TestImages, metrics.MicroAccuracy, metrics.MacroAccuracy));
        Assert.Equal((-Math.Log(0.8) * 3 - Math.Log(0.1)) / 4, metrics.LogLoss, 5);
        Assert.Equal(
            [("a", 2, 1, 0.5), ("b", 2, 1, 1), ("c", 0, null, (double?)null)],
            metrics.Classes.Select(c => (c.Name, c.Images, c.Precision, c.Recall)));
        Assert.Equal(-Math.Log(0.8), metrics.Classes[1].LogLoss!.Value, 5);

        var judged = JsonDocument.Parse(metrics.ToString()).RootElement.GetProperty("classes")[2];
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Null],
            ((string[])["precision", "recall", "logLoss"]).Select(name => judged.GetProperty(name).ValueKind));

        using var text = new StringWriter();
        MetricsTable.Print(Consoles.On(text), metrics);
        Assert.Matches(@"\n +c +0 +no test images", text.ToString());
        Assert.DoesNotContain("0.0000", text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A class that is tested and never predicted is wrong each time, which is no lack of images.</summary>
    [Fact]
    public void Evaluate_AClassThatIsNeverPredicted_IsJudged()
    {
        float[] a = [0.8f, 0.1f, 0.1f];
        var view = _ml.Data.LoadFromEnumerable<ThreeRow>([new(0, a), new(1, a)]);
        var metrics = ScoredImages.Read(_ml, view, CancellationToken.None).Evaluate(["a", "b", "c"]);
        Assert.Equal((0, 0), (metrics.Classes[1].Precision, metrics.Classes[1].Recall));
        Assert.Equal(0.5, metrics.MacroAccuracy);
    }

    [Fact]
    public void Evaluate_NoLabelThatIsKnown_IsRefused() =>
        Assert.Throws<InvalidDataException>(() =>
            ScoredImages.Read(_ml, View(9, 9), CancellationToken.None).Evaluate(["a", "b"]));

    [Fact]
    public void Read_Cancelled_StopsAtTheImage()
    {
        using var cancellation = new CancellationTokenSource();
        var view = View([.. Enumerable.Repeat(1u, 100)], () =>
        {
            if (_read == 5)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => ScoredImages.Read(_ml, view, cancellation.Token));
        Assert.Equal(5, _read);
    }

    private IDataView View(params uint[] labels) => View(labels, () => { });

    private IDataView View(uint[] labels, Action read)
    {
        return _ml.Data.LoadFromEnumerable(Rows());

        IEnumerable<Row> Rows()
        {
            foreach (var label in labels)
            {
                _read++;
                read();
                yield return new Row { Label = label };
            }
        }
    }

    private sealed class ThreeRow(uint label, float[] score)
    {
        public ThreeRow()
            : this(0, [])
        {
        }

        [KeyType(3)]
        public uint Label { get; set; } = label;

        [VectorType(3)]
        public float[] Score { get; set; } = score;

        public string PredictedLabel { get; set; } = "a";
    }

    // Of objects ML.NET takes keys that count from 0, and those that are too large as missing.
    private sealed class Row
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [0.75f, 0.25f];

        public string PredictedLabel { get; set; } = "a";
    }
}
