namespace Microsoft.ML.SqueezeExcite.Reports.Tests.Evaluation;

public sealed class CalibrationTests
{
    [Fact]
    public void Of_FourImages_HasTheErrorWorkedOutByHand()
    {
        // Two in (0.9, 1], one of them right; one in (0.5, 0.6], right; one on the border of (0.6, 0.7], wrong.
        var calibration = Calibration.Of(Set((0.95f, true), (0.97f, false), (0.6f, true), (0.65f, false)));
        Assert.Equal([0.5, 0.6, 0.9], calibration.Bins.Select(bin => bin.From));
        Assert.Equal([1, 1, 2], calibration.Bins.Select(bin => bin.Images));
        Assert.Equal((2 * Math.Abs(0.96 - 0.5) + Math.Abs(0.6 - 1) + Math.Abs(0.65 - 0)) / 4, calibration.ExpectedError, 1e-6);
    }

    [Fact]
    public void Of_ScoresThatTellTheTruth_HasNoError() =>
        Assert.Equal(0, Calibration.Of(Set((0.5f, true), (0.5f, false), (1, true))).ExpectedError, 1e-9);

    private static ScoredSet Set(params (float Score, bool IsRight)[] images) => new(
        ["a", "b"],
        [.. images.Select((image, i) => new ScoredImage(i, null, 0, image.IsRight ? 0 : 1, image.Score, 0))]);
}
