namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// How the learning rate goes after its warm-up: <see cref="Cosine"/>, <see cref="Constant"/>, <see cref="Step"/>,
/// <see cref="MultiStep"/>, <see cref="OneCycle"/> or <see cref="Plateau"/>. Its epochs are counted from the beginning of
/// training.
/// </summary>
public abstract record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>
    /// The epochs in which the rate rises from zero to its peak, in a line, before the schedule goes on; at least 0, below
    /// <see cref="SeNetOptions.Epochs"/>. Default 1, or a quarter of the epochs where that is less; with <see cref="OneCycle"/>
    /// 30 % of the epochs.
    /// </summary>
    [Setting("The epochs in which the rate rises to its peak.", AtLeast = 0)]
    public double? WarmUpEpochs { get; init; }

    /// <summary>Which of them it is.</summary>
    internal abstract ScheduleKind Kind { get; }

    /// <summary>Along half a cosine down to zero at the end (arXiv 1608.03983, without restarts).</summary>
    public static Schedule Cosine() => new CosineSchedule();

    /// <summary>The rate stays.</summary>
    public static Schedule Constant() => new ConstantSchedule();

    /// <summary>Times a factor every so many epochs (PyTorch's <c>StepLR</c>).</summary>
    /// <param name="every">The epochs between steps, at least 1.</param>
    /// <param name="gamma">What the rate is multiplied by, above 0 and below 1.</param>
    public static Schedule Step(int every = 30, double gamma = 0.1) => new StepSchedule { Every = every, Gamma = gamma };

    /// <summary>Times a factor after given epochs (PyTorch's <c>MultiStepLR</c>).</summary>
    /// <param name="milestones">The epochs after which it steps, from 1, rising.</param>
    /// <param name="gamma">What the rate is multiplied by, above 0 and below 1.</param>
    public static Schedule MultiStep(IReadOnlyList<int> milestones, double gamma = 0.1) =>
        new MultiStepSchedule { Milestones = milestones, Gamma = gamma };

    /// <summary>
    /// From a 25th of the peak up along half a cosine, then down along another to a 250,000th (arXiv 1708.07120, PyTorch's
    /// <c>OneCycleLR</c>). The warm-up is the rise.
    /// </summary>
    public static Schedule OneCycle() => new OneCycleSchedule();

    /// <summary>
    /// Times a factor when validation has not improved for a while (PyTorch's <c>ReduceLROnPlateau</c>). Needs validation images.
    /// </summary>
    /// <param name="patience">The epochs without a better result that it tolerates, at least 0.</param>
    /// <param name="gamma">What the rate is multiplied by, above 0 and below 1.</param>
    /// <param name="reloadsBest">
    /// Whether it goes back to the weights of the best validation, <see cref="Validation.Monitor"/> says which, when it cuts the
    /// rate.
    /// </param>
    public static Schedule Plateau(int patience = 10, double gamma = 0.1, bool reloadsBest = false) =>
        new PlateauSchedule { Patience = patience, Gamma = gamma, ReloadsBest = reloadsBest };

    /// <summary>Another schedule with the settings that both have.</summary>
    internal Schedule As(ScheduleKind kind)
    {
        if (kind == Kind)
            return this;
        Schedule other = kind switch
        {
            ScheduleKind.Constant => new ConstantSchedule(),
            ScheduleKind.Step => new StepSchedule(),
            ScheduleKind.MultiStep => new MultiStepSchedule(),
            ScheduleKind.OneCycle => new OneCycleSchedule(),
            ScheduleKind.Plateau => new PlateauSchedule(),
            _ => new CosineSchedule(),
        };
        return (other is SteppedSchedule to && this is SteppedSchedule from ? to with { Gamma = from.Gamma } : other) with
        {
            WarmUpEpochs = WarmUpEpochs,
        };
    }

    /// <summary>What is wrong with it beside ranges.</summary>
    internal virtual IEnumerable<string> Faults(SeNetOptions options, Func<string, string> spell)
    {
        if (WarmUpEpochs >= options.Epochs)
            yield return FormattableString.Invariant(
                $"{spell("warmUpEpochs")} must be from 0 up to but not including the {options.Epochs} epochs, was {WarmUpEpochs}"
            );
    }
}

/// <summary>The schedules by name.</summary>
internal enum ScheduleKind
{
    Cosine,
    Constant,
    Step,
    MultiStep,
    OneCycle,
    Plateau,
}

/// <summary><see cref="Schedule.Cosine"/>.</summary>
internal sealed record CosineSchedule : Schedule
{
    internal override ScheduleKind Kind => ScheduleKind.Cosine;
}

/// <summary><see cref="Schedule.Constant"/>.</summary>
internal sealed record ConstantSchedule : Schedule
{
    internal override ScheduleKind Kind => ScheduleKind.Constant;
}

/// <summary><see cref="Schedule.OneCycle"/>.</summary>
internal sealed record OneCycleSchedule : Schedule
{
    internal override ScheduleKind Kind => ScheduleKind.OneCycle;
}

/// <summary>The schedules that cut the rate in steps.</summary>
internal abstract record SteppedSchedule : Schedule
{
    [Setting("What step, multi-step and plateau multiply the rate by.", Above = 0, Below = 1)]
    public double Gamma { get; init; } = 0.1;
}

/// <summary><see cref="Schedule.Step"/>.</summary>
internal sealed record StepSchedule : SteppedSchedule
{
    [Setting("The epochs between the steps of schedule step.", Name = "stepEpochs", AtLeast = 1)]
    public int Every { get; init; } = 30;

    internal override ScheduleKind Kind => ScheduleKind.Step;
}

/// <summary><see cref="Schedule.MultiStep"/>.</summary>
internal sealed record MultiStepSchedule : SteppedSchedule
{
    [Setting("The epochs after which schedule multi-step steps.")]
    public IReadOnlyList<int> Milestones { get; init; } = [];

    internal override ScheduleKind Kind => ScheduleKind.MultiStep;

    public bool Equals(MultiStepSchedule? other) => base.Equals(other) && Milestones.SequenceEqual(other.Milestones);

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Milestones.Count);

    internal override IEnumerable<string> Faults(SeNetOptions options, Func<string, string> spell)
    {
        if (Milestones.Count == 0)
            yield return $"{spell("schedule")} {Kind} needs {spell("milestones")}, there are none";
        if (Milestones.Zip(Milestones.Prepend(0), (next, last) => next <= last).Any(wrong => wrong))
            yield return $"{spell("milestones")} must be epochs from 1, rising, was {string.Join(", ", Milestones)}";
        foreach (var fault in base.Faults(options, spell))
            yield return fault;
    }
}

/// <summary><see cref="Schedule.Plateau"/>.</summary>
internal sealed record PlateauSchedule : SteppedSchedule
{
    [Setting("The epochs without a better result that schedule plateau tolerates.", Name = "plateauPatience", AtLeast = 0)]
    public int Patience { get; init; } = 10;

    [Setting("Whether schedule plateau goes back to the best weights when it cuts the rate.", Name = "plateauReloadsBest")]
    public bool ReloadsBest { get; init; }

    internal override ScheduleKind Kind => ScheduleKind.Plateau;

    internal override IEnumerable<string> Faults(SeNetOptions options, Func<string, string> spell)
    {
        if (options.Validation is null)
            yield return $"{spell("schedule")} {Kind} needs validation images, there are none: "
                + $"set Validation or {spell("validationFraction")}";
        foreach (var fault in base.Faults(options, spell))
            yield return fault;
    }
}
