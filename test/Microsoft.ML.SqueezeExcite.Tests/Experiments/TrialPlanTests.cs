using static Microsoft.ML.SqueezeExcite.Tests.SmallExperiment;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TrialPlanTests
{
    private static SeNetExperimentSettings Settings => new SmallExperiment("x").Settings;

    [Theory]
    [InlineData(9, 3, 1, new[] { 1, 3, 9 })]
    [InlineData(10, 3, 1, new[] { 1, 3, 10 })]
    [InlineData(10, 3, 2, new[] { 3, 10 })]
    [InlineData(8, 2, 1, new[] { 1, 2, 4, 8 })]
    public void RungEpochs_OfHalving_AreCountedFromTheEnd(int epochs, int factor, int least, int[] expected) =>
        Assert.Equal(
            expected,
            Plan(
                Settings with
                {
                    Halving = new(factor, least),
                    Options = new SeNetOptions { Epochs = epochs },
                }).RungEpochs);

    [Fact]
    public void Next_OfHalving_PromotesTheBestOfARungWhenAllHaveComeToIt()
    {
        var plan = Plan(Settings with { MaxModels = 4, Halving = new(2) });
        SeNetRunDetail[] first = [Stopped(1, 0.5), Stopped(2, 0.7), Stopped(3, 0.6)];
        Assert.Equal(4, plan.Next(first)!.Trial);
        SeNetRunDetail[] all = [.. first, Stopped(4, 0.1)];
        Assert.Equal(2, plan.Next(all)!.Trial);
        SeNetRunDetail[] one = [all[0], Stopped(2, 0.7, 0.71), all[2], all[3]];
        Assert.Equal(3, plan.Next(one)!.Trial);
        SeNetRunDetail[] two = [all[0], one[1], Stopped(3, 0.6, 0.8), all[3]];
        Assert.Equal(3, plan.Next(two)!.Trial);
        Assert.Null(plan.Next([all[0], one[1], Trial(3, SeNetRunState.Finished, 0.6, 0.8, 0.9), all[3]]));
    }

    [Fact]
    public void Next_InterruptedTrial_ComesFirst() =>
        Assert.Equal(1, Plan(Settings).Next([Trial(1, SeNetRunState.Running)])!.Trial);

    [Fact]
    public void Next_FailedTrials_AreNotPromoted()
    {
        var plan = Plan(Settings with { MaxModels = 3, Halving = new(2) });
        Assert.Equal(3, plan.Next([Trial(1, SeNetRunState.Failed), Stopped(2, 0.1), Stopped(3, 0.2)])!.Trial);
    }

    [Fact]
    public void Next_PromotedTrialThatFails_IsReplacedByTheNextBest()
    {
        var plan = Plan(Settings with { MaxModels = 4, Halving = new(2) });
        SeNetRunDetail[] failed = [Trial(1, SeNetRunState.Failed, 0.9), Stopped(2, 0.5), Stopped(3, 0.7), Stopped(4, 0.6)];
        Assert.Equal(3, plan.Next(failed)!.Trial);
        failed[2] = Stopped(3, 0.7, 0.75);
        Assert.Equal(4, plan.Next(failed)!.Trial);
        // One that failed later had its place at this rung.
        SeNetRunDetail[] later = [Trial(1, SeNetRunState.Failed, 0.9, 0.9), failed[1], failed[2], failed[3]];
        Assert.Equal(3, plan.Next(later)!.Trial);
        later[2] = Trial(3, SeNetRunState.Finished, 0.7, 0.75, 0.8);
        Assert.Null(plan.Next(later));
    }

    [Theory]
    [InlineData(SeNetSampler.Random)]
    [InlineData(SeNetSampler.Tpe)]
    public void Next_SmallSpace_TriesEachConfigurationOnceAndEnds(SeNetSampler sampler)
    {
        var settings = Settings with
        {
            Sampler = sampler,
            MaxModels = 100,
            SearchSpace = SeNetSearchSpace.Empty.Choose("reductionRatio", 2, 4, 1000).Uniform("paddedShift", 0, 3),
        };
        var source = new TrialSource(
            settings,
            options => ArgumentOutOfRangeException.ThrowIfEqual(options.Attention!.ReductionRatio, 1000));
        var plan = new TrialPlan(settings, source);
        var trials = new List<SeNetRunDetail>();
        while (plan.Next(trials) is { } next)
            trials.Add(
                next with
                {
                    State = SeNetRunState.Finished,
                    Rungs = [new SeNetRung(4, Metrics(0.5 + 0.01 * trials.Count))],
                });
        Assert.Equal(
            8,
            trials.Select(trial => (trial.Parameters["reductionRatio"], trial.Parameters["paddedShift"])).Distinct().Count());
        Assert.Equal(8, trials.Count);
    }

    [Fact]
    public void Next_SameSeedAndResults_GivesTheSameConfiguration()
    {
        SeNetRunDetail[] before = [Stopped(1, 0.5)];
        Assert.Equal(Plan(Settings).Next(before)!.Parameters, Plan(Settings).Next(before)!.Parameters);
        Assert.NotEqual(Plan(Settings).Next(before)!.Parameters, Plan(Settings with { Seed = 2 }).Next(before)!.Parameters);
    }

    private static SeNetRunDetail Stopped(int number, params double[] accuracies) =>
        Trial(number, SeNetRunState.StoppedEarly, accuracies);

    private static TrialPlan Plan(SeNetExperimentSettings settings) => new(settings, new TrialSource(settings, _ => { }));
}
