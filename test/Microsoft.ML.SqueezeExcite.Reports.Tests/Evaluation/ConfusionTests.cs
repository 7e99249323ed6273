namespace Microsoft.ML.SqueezeExcite.Reports.Tests.Evaluation;

public sealed class ConfusionTests
{
    // Of a: three right, one as b. Of b: one right, two as c. Of c none. Nothing is taken for d, whose one image is taken for a.
    private static readonly Confusion Drawn = Confusion.Of(
        new ScoredSet(
            ["a", "b", "c", "d"],
            [
                .. new[] { (0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 2), (1, 2), (3, 0) }.Select((pair, i) =>
                    new ScoredImage(i, null, pair.Item1, pair.Item2, 1, 0)),
            ]));

    [Fact]
    public void Figures_OfEachClass_AreThoseWorkedOutByHand()
    {
        var figures = Drawn.Figures().ToArray();
        Assert.Equal([0.75, 0.5, 0, null], figures.Select(f => f.Precision));
        Assert.Equal([0.75, 1.0 / 3, null, 0.0], figures.Select(f => f.Recall));
        Assert.Equal([0.75, 0.4, null, 0.0], figures.Select(f => f.F1));
        Assert.Equal((0.75 + 1.0 / 3 + 0) / 3, Drawn.MacroAccuracy, 1e-12);
    }

    [Fact]
    public void Pairs_OfTheMatrix_ComeInTheOrderOfTheirNumbers() => Assert.Equal(
        [(1, 2, 2L, 3L), (3, 0, 1L, 1L), (0, 1, 1L, 4L)],
        Drawn.Pairs().Select(pair => (pair.Actual, pair.Predicted, pair.Images, pair.All)));
}
