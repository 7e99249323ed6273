using Microsoft.ML;
using Microsoft.ML.Data;

namespace SeTrainerHost.Tests;

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
