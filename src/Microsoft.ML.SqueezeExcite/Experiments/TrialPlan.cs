namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What an experiment does next: a function of its trials so far, so that one that is called again goes on like an uninterrupted
/// one.
/// </summary>
internal sealed class TrialPlan
{
    private readonly SeNetExperimentSettings _settings;
    private readonly TrialSource _source;

    public TrialPlan(SeNetExperimentSettings settings, TrialSource source)
    {
        (_settings, _source) = (settings, source);
        RungEpochs = Rungs(settings.Options.Epochs, settings.Halving);
    }

    /// <summary>The epochs after which trials are compared; the last is a run's end.</summary>
    public IReadOnlyList<int> RungEpochs { get; }

    /// <summary>
    /// The trial to train to its next rung: one that was interrupted, or a new one, or, when all have come to a rung, one of its
    /// best. Null when all is done.
    /// </summary>
    public SeNetRunDetail? Next(IReadOnlyList<SeNetRunDetail> trials)
    {
        if (trials.FirstOrDefault(trial => trial.State == SeNetRunState.Running) is { } interrupted)
            return interrupted;
        if (trials.Count < _settings.Models && _source.Next(trials) is { } parameters)
            return new SeNetRunDetail { Trial = trials.Count + 1, Parameters = parameters };
        return Enumerable.Range(0, RungEpochs.Count - 1)
            .Select(rung => Promoted(trials, rung))
            .FirstOrDefault(trial => trial is not null);
    }

    private SeNetRunDetail? Promoted(IReadOnlyList<SeNetRunDetail> trials, int rung)
    {
        SeNetRunDetail[] arrived = [.. trials.Where(trial => trial.Rungs.Count > rung)];
        var survivors = Math.Max(1, arrived.Length / _settings.Halving!.ReductionFactor);
        // One that failed on the way to the next rung leaves its place to another.
        var left = arrived.Where(trial => trial.State != SeNetRunState.Failed || trial.Rungs.Count > rung + 1);
        return TrialRanking.Order(left, rung, _settings.Objective)
            .Take(survivors)
            .FirstOrDefault(trial => trial.Rungs.Count == rung + 1 && trial.State == SeNetRunState.StoppedEarly);
    }

    // From the end, so that the last comparison leaves as much to train as those before it.
    private static IReadOnlyList<int> Rungs(int epochs, SeNetHalving? halving)
    {
        var rungs = new List<int> { epochs };
        while (halving is not null && rungs[0] / halving.ReductionFactor >= halving.LeastEpochs)
            rungs.Insert(0, rungs[0] / halving.ReductionFactor);
        return rungs;
    }
}
