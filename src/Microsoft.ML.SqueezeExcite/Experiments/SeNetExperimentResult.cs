namespace Microsoft.ML.SqueezeExcite;

/// <summary>What came of an experiment.</summary>
public sealed class SeNetExperimentResult
{
    internal SeNetExperimentResult(IReadOnlyList<SeNetRunDetail> runs, SeNetObjective objective)
    {
        RunDetails = runs;
        var finished = TrialRanking.Comparable(runs);
        var front = objective == SeNetObjective.Accuracy ? finished : TrialRanking.Front(finished);
        BestRun = TrialRanking.Best(front);
        ParetoFront = objective == SeNetObjective.Accuracy ? [BestRun] : front;
    }

    /// <summary>Every trial, in the order of their numbers; failed ones too.</summary>
    public IReadOnlyList<SeNetRunDetail> RunDetails { get; }

    /// <summary>
    /// The trial with the highest accuracy of validation, of those that were trained the longest; of equal ones the fastest where
    /// the objective is accuracy against latency, then that with the least loss.
    /// </summary>
    public SeNetRunDetail BestRun { get; }

    /// <summary>
    /// The trials that none is better than in accuracy and as good in latency, or the other way round; the fastest first.
    /// <see cref="BestRun"/> alone where the objective is accuracy.
    /// </summary>
    public IReadOnlyList<SeNetRunDetail> ParetoFront { get; }
}
