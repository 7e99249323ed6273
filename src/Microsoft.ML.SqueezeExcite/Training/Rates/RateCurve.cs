namespace Microsoft.ML.SqueezeExcite;

/// <summary>The learning rate, step by step; immutable data.</summary>
/// <param name="Peak">The greatest rate.</param>
internal abstract record RateCurve(double Peak)
{
    /// <summary>The curve that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="steps">The steps of an epoch.</param>
    public static RateCurve Of(SeNetOptions options, int steps)
    {
        var (peak, schedule, epochs) = (options.ScaledLearningRate, options.Schedule, options.Epochs);
        var usual = schedule is OneCycleSchedule ? 0.3 * epochs : Math.Min(1, epochs / 4.0);
        var (warmUp, all) = ((schedule.WarmUpEpochs ?? usual) * steps, epochs * steps);
        return schedule switch
        {
            OneCycleSchedule => new OneCycleRate(peak, warmUp, all),
            ConstantSchedule => new WarmUp(new ConstantRate(peak), warmUp),
            StepSchedule step => new WarmUp(new StepRate(peak, (long)step.Every * steps, step.Gamma), warmUp),
            MultiStepSchedule multi => new WarmUp(
                new MultiStepRate(peak, [.. multi.Milestones.Select(epoch => (long)epoch * steps)], multi.Gamma),
                warmUp),
            PlateauSchedule plateau => new WarmUp(
                new PlateauRate(peak, plateau.Gamma, plateau.Patience, options.Validation?.Monitor ?? ValidationMetric.Accuracy),
                warmUp),
            CosineSchedule => new WarmUp(new CosineRate(peak, warmUp, all), warmUp),
            _ => throw new ArgumentOutOfRangeException(nameof(options), schedule, "the schedule has no curve"),
        };
    }

    /// <summary>Whether the last epoch's validation has cut the rate: the moment to go back to the best weights.</summary>
    public virtual bool IsCut => false;

    /// <summary>The rate of a step, from 0.</summary>
    public abstract double At(int step);

    /// <summary>The curve from here on, after an epoch's validation.</summary>
    public virtual RateCurve After(ValidationResult validation) => this;
}

/// <summary>A linear rise from zero, then another curve, which counts its steps from the beginning of the rise.</summary>
internal sealed record WarmUp(RateCurve Then, double Steps) : RateCurve(Then.Peak)
{
    public override bool IsCut => Then.IsCut;

    public override double At(int step) => step + 1 <= Steps ? Peak * (step + 1) / Steps : Then.At(step);

    public override RateCurve After(ValidationResult validation) => this with { Then = Then.After(validation) };
}

internal sealed record ConstantRate(double Peak) : RateCurve(Peak)
{
    public override double At(int step) => Peak;
}

/// <summary>PyTorch's <c>StepLR</c>.</summary>
internal sealed record StepRate(double Peak, long Every, double Gamma) : RateCurve(Peak)
{
    public override double At(int step) => Peak * Math.Pow(Gamma, step / Every);
}

/// <summary>PyTorch's <c>MultiStepLR</c>.</summary>
internal sealed record MultiStepRate(double Peak, IReadOnlyList<long> Milestones, double Gamma) : RateCurve(Peak)
{
    public override double At(int step) => Peak * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= step));
}

/// <summary>PyTorch's <c>CosineAnnealingLR</c>, down to zero, from a step on that need not be whole.</summary>
internal sealed record CosineRate(double Peak, double From, int Steps) : RateCurve(Peak)
{
    public override double At(int step) => Peak * (1 + Math.Cos(Math.PI * (step - From) / (Steps - From))) / 2;
}
