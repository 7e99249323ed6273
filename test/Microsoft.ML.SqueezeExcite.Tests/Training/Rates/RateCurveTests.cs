namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class RateCurveTests
{
    [Theory]
    [InlineData(0, 0.02)]
    [InlineData(4, 0.1)]
    [InlineData(9, 0.2)]
    [InlineData(10, 0.2)]
    [InlineData(55, 0.1)]
    [InlineData(100, 0)]
    public void At_WarmUpAndCosine_FollowsTheLineThenTheCosine(int step, double rate) =>
        Assert.Equal(rate, new WarmUp(new CosineRate(Peak: 0.2, From: 10, Steps: 100), Steps: 10).At(step), 12);

    [Fact]
    public void At_LastStepOfCosine_IsAboveZero() => Assert.InRange(new CosineRate(0.5, 0, 10).At(9), 0.001, 0.05);

    [Fact]
    public void At_EachStep_IsPyTorchs()
    {
        Check("step", new StepRate(0.2, 12, 0.3));
        Check("multi_step", new MultiStepRate(0.2, [8, 24, 32], 0.5));
        Check("cosine", new CosineRate(0.2, 0, 40));
        Check("one_cycle", new OneCycleRate(0.2, 12, 40));
        Check("one_cycle_half", new OneCycleRate(0.2, 20, 40));

        static void Check(string name, RateCurve curve) =>
            Assert.All(GoldenTraining.Rates(name).Index(), pair => Assert.Equal(pair.Item, curve.At(pair.Index), 1e-12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void At_OneCycleOfNoRise_FallsFromThePeak(double rise)
    {
        var curve = new OneCycleRate(0.2, rise, 10);
        Assert.InRange(curve.At(0), 0.004, 0.2);
        Assert.All(Enumerable.Range(2, 8), step => Assert.True(curve.At(step) < curve.At(step - 1)));
        Assert.Equal(0.2 / 25 / 1e4, curve.At(9), 12);
    }

    [Theory]
    [InlineData("plateau_accuracy", ValidationMetric.Accuracy, 0.1, 2)]
    [InlineData("plateau_loss", ValidationMetric.Loss, 0.5, 1)]
    public void After_EachEpoch_PlateauIsPyTorchs(string name, ValidationMetric metric, double gamma, int patience)
    {
        double[] values = metric == ValidationMetric.Accuracy
            ? [0.5, 0.6, 0.6, 0.59, 0.60001, 0.7, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9]
            : [2, 1.5, 1.49999, 1.6, 1.5, 1.4, 1.4, 1.4, 1.4, 1.3, 1.31, 1.31, 1.31, 1.31, 1.31, 1.31, 1.31, 1.2, 1.2, 1.1];
        var rates = GoldenTraining.Rates(name);
        RateCurve curve = new WarmUp(new PlateauRate(0.2, gamma, patience, metric), 0);
        for (var epoch = 0; epoch < values.Length; epoch++)
        {
            Assert.Equal(rates[epoch], curve.At(epoch), 1e-12);
            curve = curve.After(
                metric == ValidationMetric.Accuracy
                    ? new ValidationResult(9, values[epoch])
                    : new ValidationResult(values[epoch], 0));
            Assert.Equal(epoch + 1 < rates.Length && rates[epoch + 1] < rates[epoch], curve.IsCut);
        }
    }

    [Fact]
    public void Rates_OfOptions_CountEpochsFromTheBeginning()
    {
        var options = new SeNetOptions { Optimizer = Optimizer.Sgd(1), Epochs = 100 };
        Assert.Equal(0.1, RateCurve.Of(options with { Schedule = Schedule.Step() }, 7).At(30 * 7), 12);
        Assert.Equal(1, RateCurve.Of(options with { Schedule = Schedule.Step() }, 7).At(30 * 7 - 1), 12);
        Assert.Equal(0.01, RateCurve.Of(options with { Schedule = Schedule.MultiStep([10, 50]) }, 7).At(50 * 7), 12);
        Assert.Equal(1.0 / 7, RateCurve.Of(options with { Schedule = Schedule.Constant() }, 7).At(0), 12);
        Assert.Equal(0.5, RateCurve.Of(options with { Schedule = Schedule.Constant() with { WarmUpEpochs = 2 } }, 7).At(6), 12);
        Assert.Equal(new OneCycleRate(1, 210, 700), RateCurve.Of(options with { Schedule = Schedule.OneCycle() }, 7));
        Assert.Equal(
            new WarmUp(new PlateauRate(1, 0.1, 10, ValidationMetric.Accuracy), 7),
            RateCurve.Of(options with { Schedule = Schedule.Plateau() }, 7));
        Assert.Equal(new WarmUp(new CosineRate(1, 7, 700), 7), RateCurve.Of(options, 7));
    }
}
