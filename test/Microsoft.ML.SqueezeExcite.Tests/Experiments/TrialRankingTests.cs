using static Microsoft.ML.SqueezeExcite.Tests.SmallExperiment;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TrialRankingTests
{
    // Number, accuracy, latency: 1 and 4 are the front, then 2 and 5, then 3.
    private static readonly SeNetRunDetail[] Runs =
        [At(1, 0.9, 5), At(2, 0.8, 5), At(3, 0.7, 6), At(4, 0.6, 1), At(5, 0.6, 2)];

    [Fact]
    public void Front_OfTwoAims_HasThoseThatNoneIsBetterThan() =>
        Assert.Equal([4, 1], TrialRanking.Front(Runs).Select(run => run.Trial));

    [Fact]
    public void Order_OfTwoAims_IsFrontAfterFront() =>
        Assert.Equal(
            [1, 4, 2, 5, 3],
            TrialRanking.Order(Runs, 0, SeNetObjective.AccuracyAgainstLatency).Select(run => run.Trial));

    [Fact]
    public void Order_OfAccuracy_BreaksTiesByLossThenNumber()
    {
        SeNetRunDetail[] ties =
        [
            At(1, 0.5, 1),
            At(2, 0.5, 1),
            At(3, 0.5, 1) with
            {
                Rungs = [new(1, Metrics(0.5) with { LogLoss = 0.1 })],
            },
        ];
        Assert.Equal([3, 1, 2], TrialRanking.Order(ties, 0, SeNetObjective.Accuracy).Select(run => run.Trial));
    }

    [Fact]
    public void Comparable_WithFinishedTrials_LeavesOutTheOthers()
    {
        SeNetRunDetail[] runs =
        [
            Trial(1, SeNetRunState.StoppedEarly, 0.99),
            Trial(2, SeNetRunState.Finished, 0.5, 0.6),
            Trial(3, SeNetRunState.Failed),
        ];
        Assert.Equal([2], TrialRanking.Comparable(runs).Select(run => run.Trial));
        Assert.Equal([1], TrialRanking.Comparable([runs[0], runs[2]]).Select(run => run.Trial));
    }

    [Fact]
    public void BestRun_OfATrialThatFailedOnItsWay_IsAnother()
    {
        SeNetRunDetail[] runs =
        [
            Trial(1, SeNetRunState.StoppedEarly, 0.5),
            Trial(2, SeNetRunState.Failed, 0.9, 0.95),
            Trial(3, SeNetRunState.Failed),
        ];
        var result = new SeNetExperimentResult(runs, SeNetObjective.Accuracy);
        Assert.Equal(1, result.BestRun.Trial);
        Assert.Equal(3, result.RunDetails.Count);
    }

    [Fact]
    public void BestRun_OfEqualAccuracies_IsTheFastestWhereLatencyIsAnAim()
    {
        SeNetRunDetail[] runs =
        [
            At(1, 0.9, 5),
            At(2, 0.9, 3) with
            {
                Rungs = [new(1, Metrics(0.9, 3) with { LogLoss = 9 })],
            },
            At(3, 0.8, 1),
        ];
        var both = new SeNetExperimentResult(runs, SeNetObjective.AccuracyAgainstLatency);
        Assert.Equal((2, "3 2"), (both.BestRun.Trial, string.Join(' ', both.ParetoFront.Select(run => run.Trial))));
        var accuracy = new SeNetExperimentResult(runs, SeNetObjective.Accuracy);
        Assert.Equal((1, "1"), (accuracy.BestRun.Trial, string.Join(' ', accuracy.ParetoFront.Select(run => run.Trial))));
    }

    private static SeNetRunDetail At(int number, double accuracy, double latency) =>
        Trial(number, SeNetRunState.Finished) with { Rungs = [new(1, Metrics(accuracy, latency))] };
}
