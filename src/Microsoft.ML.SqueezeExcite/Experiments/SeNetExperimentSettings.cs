namespace Microsoft.ML.SqueezeExcite;

/// <summary>How configurations are chosen.</summary>
public enum SeNetSampler
{
    /// <summary>Each anew, from the whole space (Bergstra and Bengio, 2012).</summary>
    Random,

    /// <summary>
    /// By a tree-structured Parzen estimator: more often where the better configurations so far lie (Bergstra et al., 2011).
    /// </summary>
    Tpe,
}

/// <summary>What makes a trial better than another.</summary>
public enum SeNetObjective
{
    /// <summary>The accuracy of validation.</summary>
    Accuracy,

    /// <summary>
    /// The accuracy of validation and the time of scoring an image: a trial is better that is in no way worse, and
    /// <see cref="SeNetExperimentResult.ParetoFront"/> are those that none is better than. Times are of the clock, so another run
    /// may rank otherwise.
    /// </summary>
    AccuracyAgainstLatency,
}

/// <summary>
/// Successive halving (Jamieson and Talwalkar, 2016): all trials train for a few epochs, the best of them go on from their
/// checkpoints, and so forth; each with the learning rates of the whole run.
/// </summary>
/// <param name="ReductionFactor">One of how many trials goes on, and by how much longer it trains; at least 2. Default 3.</param>
/// <param name="LeastEpochs">The least epochs that a trial trains for, at least 1. Default 1.</param>
public sealed record SeNetHalving(int ReductionFactor = 3, int LeastEpochs = 1);

/// <summary>Every setting of <see cref="SeNetExperiment"/>. Checked as a whole when the experiment is made.</summary>
public sealed record SeNetExperimentSettings
{
    private const int UsualModels = 20;

    /// <summary>
    /// Where trials, their checkpoints and models, and the experiment's own state are kept; made where there is none. Called
    /// again with the same settings and data, an experiment goes on there; limits may be others.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The settings that every trial starts from. Its files, its validation images and its token are the experiment's. Default
    /// those of <see cref="SeNetOptions"/>.
    /// </summary>
    public SeNetOptions Options { get; init; } = new();

    /// <summary>What varies. Default <see cref="SeNetSearchSpace.Default"/>.</summary>
    public SeNetSearchSpace SearchSpace { get; init; } = SeNetSearchSpace.Default;

    /// <summary>
    /// Configurations to try one after the other, in place of what the sampler would choose: values by option, as in a search
    /// space. Default none.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Configurations { get; init; } = [];

    /// <summary>How configurations are chosen. Default at random.</summary>
    public SeNetSampler Sampler { get; init; } = SeNetSampler.Random;

    /// <summary>Whether trials that do poorly stop early. Default null: each is trained to its end.</summary>
    public SeNetHalving? Halving { get; init; }

    /// <summary>What makes a trial better. Default accuracy.</summary>
    public SeNetObjective Objective { get; init; } = SeNetObjective.Accuracy;

    /// <summary>The most configurations that are tried, at least 1. Default 20, or all <see cref="Configurations"/>.</summary>
    public int? MaxModels { get; init; }

    /// <summary>
    /// The time after which the experiment ends, above zero and at most 24 days; the time of finished trials of earlier calls
    /// counts. The trial at hand then stops, and goes on in a later call with more time. Default none.
    /// </summary>
    public TimeSpan? MaxExperimentTime { get; init; }

    /// <summary>
    /// The most memory that a configuration may need in training, above zero, in units of 1,000,000 bytes: weights, gradients,
    /// optimizer and the activations of a step, as <see cref="Complexity"/> counts them. Others are not tried. Default none.
    /// </summary>
    public double? MaximumMemoryUsageInMegaByte { get; init; }

    /// <summary>
    /// The share of each class that is kept for validation where no validation set is given, above 0 and below 1. Default 0.2.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>
    /// What the choice of configurations and of validation images follows from. Trials are trained with the seed of
    /// <see cref="Options"/>. Default 1.
    /// </summary>
    public long Seed { get; init; } = 1;

    /// <summary>
    /// Ends the experiment with an <see cref="OperationCanceledException"/>; called again it goes on. Default never.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The clock of limits and reported times. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The most configurations that are tried.</summary>
    internal int Models => MaxModels ?? (Configurations.Count > 0 ? Configurations.Count : UsualModels);

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of their range; the message names them all.</exception>
    internal void Check()
    {
        string[] faults = [.. Faults(), .. HalvingFaults(), .. OptionsFaults(), .. SpaceFaults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join("; ", faults));
    }

    private IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return $"Folder must be the path of a folder, was '{Folder}'";
        if (!Enum.IsDefined(Sampler))
            yield return $"Sampler must be one of {string.Join(", ", Enum.GetNames<SeNetSampler>())}, was {Sampler}";
        if (!Enum.IsDefined(Objective))
            yield return $"Objective must be one of {string.Join(", ", Enum.GetNames<SeNetObjective>())}, was {Objective}";
        if (MaxModels < 1)
            yield return $"MaxModels must be at least 1, was {MaxModels}";
        if (MaxExperimentTime <= TimeSpan.Zero || MaxExperimentTime > ExperimentClock.Longest)
            yield return $"MaxExperimentTime must be above zero and at most {ExperimentClock.Longest.Days} days, "
                + $"was {MaxExperimentTime}";
        if (MaximumMemoryUsageInMegaByte is { } memory && !(memory > 0))
            yield return FormattableString.Invariant($"MaximumMemoryUsageInMegaByte must be above 0, was {memory}");
        if (!(ValidationFraction is > 0 and < 1))
            yield return FormattableString.Invariant($"ValidationFraction must be above 0 and below 1, was {ValidationFraction}");
    }

    private IEnumerable<string> HalvingFaults()
    {
        if (Halving is not { } halving)
            yield break;
        if (halving.ReductionFactor < 2)
            yield return $"Halving's ReductionFactor must be at least 2, was {halving.ReductionFactor}";
        else if (halving.LeastEpochs < 1 || halving.LeastEpochs > Options.Epochs / halving.ReductionFactor)
            yield return $"Halving's LeastEpochs must be between 1 and the {Options.Epochs} epochs divided by "
                + $"{halving.ReductionFactor}, was {halving.LeastEpochs}";
        if (Options.Validation?.Patience is not null || Options.TimeBudget is not null)
            yield return "Halving is what stops trials early: the options' Patience and TimeBudget must be null";
    }

    private IEnumerable<string> OptionsFaults()
    {
        if (Options.Checkpoints is { Folder: not "" } or { Resume: true } || Options.StopAfterEpochs is not null)
            yield return "the options' Checkpoints and StopAfterEpochs are the experiment's own, and must not be set";
        if (Options.Validation is { Images: not null } or { Fraction: not 0 })
            yield return "the options' validation images and ValidationFraction must not be set: "
                + "give Execute the validation images, or set the experiment's ValidationFraction";
        else
            foreach (var fault in OfATrial(Options).Faults(Setting.InCode))
                yield return fault;
    }

    /// <summary>The options with what the experiment gives each trial: validation images, and a folder.</summary>
    internal static SeNetOptions OfATrial(SeNetOptions options) => options with
    {
        Validation = (options.Validation ?? new Validation()) with { Fraction = 0.5 },
        Checkpoints = (options.Checkpoints ?? new Checkpoints()) with { Folder = "trial" },
    };

    private IEnumerable<string> SpaceFaults()
    {
        if (Configurations.Count > 0)
            return Configurations.SelectMany(configuration => configuration)
                .Select(p => SearchableOptions.FaultOf(p.Key, p.Value))
                .OfType<string>()
                .Distinct();
        return SearchSpace.Dimensions.Count == 0
            ? ["the search space is empty: it has no option that varies"]
            : SearchSpace.Faults();
    }
}
