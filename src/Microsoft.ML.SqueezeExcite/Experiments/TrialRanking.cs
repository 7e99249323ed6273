namespace Microsoft.ML.SqueezeExcite;

/// <summary>Puts trials in order.</summary>
internal static class TrialRanking
{
    /// <summary>Whether a trial has a result: one that failed has none, whatever it had come to before.</summary>
    public static bool HasResult(SeNetRunDetail run) => run.State != SeNetRunState.Failed && run.Rungs.Count > 0;

    /// <summary>The trials whose metrics can be compared at the end: those that were trained the longest.</summary>
    public static IReadOnlyList<SeNetRunDetail> Comparable(IReadOnlyList<SeNetRunDetail> runs)
    {
        SeNetRunDetail[] results = [.. runs.Where(HasResult)];
        SeNetRunDetail[] finished = [.. results.Where(run => run.State == SeNetRunState.Finished)];
        if (finished.Length > 0)
            return finished;
        var rungs = results.Max(run => run.Rungs.Count);
        return [.. results.Where(run => run.Rungs.Count == rungs)];
    }

    /// <summary>The one with the highest accuracy; of equal ones that with the least loss, then the first.</summary>
    public static SeNetRunDetail Best(IReadOnlyList<SeNetRunDetail> runs) => ByAccuracy(runs, run => run.Metrics!).First();

    /// <summary>Those that none dominates, the fastest first.</summary>
    public static IReadOnlyList<SeNetRunDetail> Front(IReadOnlyList<SeNetRunDetail> runs) =>
        [
            .. Undominated(runs, run => run.Metrics!)
                .OrderBy(run => run.Metrics!.LatencyMilliseconds)
                .ThenByDescending(run => run.Metrics!.MicroAccuracy),
        ];

    /// <summary>All, the best first, as they were after a rung.</summary>
    /// <param name="runs">Trials that have come to the rung.</param>
    /// <param name="rung">The rung, from 0.</param>
    /// <param name="objective">
    /// What makes one better. With two aims come those that none dominates, then those that only these dominate, and so on.
    /// </param>
    public static IReadOnlyList<SeNetRunDetail> Order(IEnumerable<SeNetRunDetail> runs, int rung, SeNetObjective objective)
    {
        SeNetRunMetrics At(SeNetRunDetail run) => run.Rungs[rung].Metrics;
        if (objective == SeNetObjective.Accuracy)
            return [.. ByAccuracy(runs, At)];
        var (left, order) = (runs.ToList(), new List<SeNetRunDetail>());
        while (left.Count > 0)
        {
            order.AddRange(ByAccuracy(Undominated(left, At), At));
            left.RemoveAll(order.Contains);
        }

        return order;
    }

    private static IOrderedEnumerable<SeNetRunDetail> ByAccuracy(
        IEnumerable<SeNetRunDetail> runs,
        Func<SeNetRunDetail, SeNetRunMetrics> metrics
    ) => runs.OrderByDescending(run => metrics(run).MicroAccuracy).ThenBy(run => metrics(run).LogLoss).ThenBy(run => run.Trial);

    private static SeNetRunDetail[] Undominated(
        IReadOnlyList<SeNetRunDetail> runs,
        Func<SeNetRunDetail, SeNetRunMetrics> metrics
    ) => [.. runs.Where(run => !runs.Any(other => Dominates(metrics(other), metrics(run))))];

    private static bool Dominates(SeNetRunMetrics a, SeNetRunMetrics b) =>
        a.MicroAccuracy >= b.MicroAccuracy && a.LatencyMilliseconds <= b.LatencyMilliseconds
        && (a.MicroAccuracy > b.MicroAccuracy || a.LatencyMilliseconds < b.LatencyMilliseconds);
}
