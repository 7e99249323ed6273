namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Images that are not trained on and are scored after each epoch. They choose nothing but what <see cref="KeepBest"/>,
/// <see cref="Patience"/> and <see cref="Schedule.Plateau"/> say.
/// </summary>
public sealed record Validation
{
    /// <summary>The images, with the same columns as those to train on. Default none.</summary>
    public IDataView? Images { get; init; }

    /// <summary>
    /// The share of the images, of each class in proportion, that is kept from training where no <see cref="Images"/> are given:
    /// from 0 up to but not including 1. A class keeps at least one image to train on, and where the share suffices it has one to
    /// validate on. Rows with one <see cref="SeNetOptions.SamplingKeyColumnName"/> stay together. Default 0.
    /// </summary>
    [Setting(
        "The share of the training images kept for validation.",
        Name = "validationFraction",
        Scope = SettingScope.Run,
        AtLeast = 0,
        Below = 1)]
    public double Fraction { get; init; }

    /// <summary>
    /// Which result tells better weights from worse: for the plateau schedule, for patience and for the best weights. Default
    /// accuracy.
    /// </summary>
    [Setting("The result of validation that tells better weights from worse.")]
    public ValidationMetric Monitor { get; init; } = ValidationMetric.Accuracy;

    /// <summary>What a result must be better by to be progress, at least 0. Default 0.</summary>
    [Setting("What a validation must be better by to be progress.", AtLeast = 0)]
    public double MinimumDelta { get; init; }

    /// <summary>
    /// The epochs without progress after which training stops, at least 1. Default none: it goes on to the end.
    /// </summary>
    [Setting("The epochs without progress after which training stops.", AtLeast = 1)]
    public int? Patience { get; init; }

    /// <summary>Whether the trained model has the weights of the best validation, not the last ones. Default false.</summary>
    [Setting("Whether the model has the weights of the best validation.")]
    public bool KeepBest { get; init; }

    /// <summary>Validation on images of their own.</summary>
    /// <param name="images">A view with the same columns as the images to train on.</param>
    public static Validation On(IDataView images) => new() { Images = images };

    /// <summary>Validation on a share of the images, of each class in proportion, which is not trained on.</summary>
    /// <param name="fraction">The share, above 0 and below 1.</param>
    public static Validation Split(double fraction) => new() { Fraction = fraction };

    /// <summary>What is wrong with it beside ranges.</summary>
    internal IEnumerable<string> Faults(Func<string, string> spell)
    {
        if (Images is null && Fraction == 0)
            yield return $"validation has no images: set Validation.On(images) or {spell("validationFraction")}";
        if (Images is not null && Fraction > 0)
            yield return $"{spell("validationFraction")} has no effect with validation images of their own";
    }
}

/// <summary>The result of validation that tells better weights from worse.</summary>
public enum ValidationMetric
{
    /// <summary>The share that was classified right: more is better.</summary>
    Accuracy,

    /// <summary>The mean cross-entropy: less is better.</summary>
    Loss,
}
