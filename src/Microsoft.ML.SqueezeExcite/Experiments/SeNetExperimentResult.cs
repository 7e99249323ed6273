namespace Microsoft.ML.SqueezeExcite;

/// <summary>What came of an experiment.</summary>
public sealed class SeNetExperimentResult
{
    internal SeNetExperimentResult(IReadOnlyList<SeNetRunDetail> runs, SeNetObjective objective)
    {
        RunDetails = runs;
        var finished = TrialRanking.Comparable(runs);
        BestRun = TrialRanking.Best(finished);
        ParetoFront = objective == SeNetObjective.Accuracy ? [BestRun] : TrialRanking.Front(finished);
    }

    /// <summary>Every trial, in the order of their numbers; failed ones too.</summary>
    public IReadOnlyList<SeNetRunDetail> RunDetails { get; }

    /// <summary>The trial with the highest accuracy of validation, of those that were trained the longest.</summary>
    public SeNetRunDetail BestRun { get; }

    /// <summary>
    /// The trials that none is better than in accuracy and as good in latency, or the other way round; the fastest first. <see cref="BestRun"/> alone where the
    /// objective is accuracy.
    /// </summary>
    public IReadOnlyList<SeNetRunDetail> ParetoFront { get; }
}
