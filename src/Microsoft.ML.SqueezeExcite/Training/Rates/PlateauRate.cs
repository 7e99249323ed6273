namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// PyTorch's <c>ReduceLROnPlateau</c> with its threshold of 1e-4, relative. What it has seen is in it; a run that goes on shows
/// it the validations so far again.
/// </summary>
internal sealed record PlateauRate(double Peak, double Gamma, int Patience, ValidationMetric Metric) : RateCurve(Peak)
{
    private const double Threshold = 1e-4;

    /// <summary>The best result so far.</summary>
    private double? Best { get; init; }

    /// <summary>The epochs since then, or since the last cut.</summary>
    private int BadEpochs { get; init; }

    /// <summary>How often the rate was cut.</summary>
    private int Cuts { get; init; }

    public override bool IsCut => Cut;

    private bool Cut { get; init; }

    public override double At(int step) => Peak * Math.Pow(Gamma, Cuts);

    public override RateCurve After(ValidationResult validation)
    {
        var value = Metric == ValidationMetric.Accuracy ? validation.Accuracy : validation.Loss;
        if (IsBetter(value))
            return this with { Best = value, BadEpochs = 0, Cut = false };
        return BadEpochs < Patience
            ? this with { BadEpochs = BadEpochs + 1, Cut = false }
            : this with { BadEpochs = 0, Cuts = Cuts + 1, Cut = true };
    }

    private bool IsBetter(double value) => Best is not { } best
        || (Metric == ValidationMetric.Accuracy ? value > best * (1 + Threshold) : value < best * (1 - Threshold));
}
