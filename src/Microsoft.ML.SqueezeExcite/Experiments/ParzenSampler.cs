namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A tree-structured Parzen estimator (Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011): the options'
/// densities among the better quarter of the trials, l, and among the others, g; of some draws from l that with the greatest l /
/// g is tried.
/// </summary>
internal sealed class ParzenSampler
{
    /// <summary>The results before the estimator is asked.</summary>
    private const int Warmup = 5;

    private const int Candidates = 24;
    private const double GoodShare = 0.25;

    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _good;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> _others;

    private ParzenSampler(IReadOnlyList<SeNetRunDetail> order, IEnumerable<SeNetRunDetail> failed)
    {
        var good = (int)Math.Ceiling(GoodShare * order.Count);
        _good = [.. order.Take(good).Select(trial => trial.Parameters)];
        _others = [.. order.Skip(good).Concat(failed).Select(trial => trial.Parameters)];
    }

    /// <summary>
    /// The estimator after some trials; null where they are too few. All are judged by their first rung, for which all were
    /// trained alike.
    /// </summary>
    public static ParzenSampler? After(IReadOnlyList<SeNetRunDetail> trials, SeNetObjective objective)
    {
        var order = TrialRanking.Order(trials.Where(trial => trial.Rungs.Count > 0), 0, objective);
        return order.Count < Warmup ? null : new ParzenSampler(order, trials.Where(trial => trial.Rungs.Count == 0));
    }

    /// <summary>The best of some draws.</summary>
    public Dictionary<string, string> Sample(SeNetSearchSpace space, ref RandomStream random)
    {
        var densities = space.Dimensions.Select(dimension =>
                (Option: dimension, Good: Density(dimension, _good), Others: Density(dimension, _others)))
            .ToArray();
        var (best, bestRatio) = (new Dictionary<string, string>(), double.NegativeInfinity);
        for (var i = 0; i < Candidates; i++)
        {
            var candidate = new Dictionary<string, string>();
            var ratio = 0.0;
            foreach (var (dimension, good, others) in densities)
            {
                var place = good.Draw(ref random);
                ratio += Math.Log(good.At(place) / others.At(place));
                candidate.Add(dimension.Option, dimension.At(place));
            }

            if (ratio > bestRatio)
                (best, bestRatio) = (candidate, ratio);
        }

        return best;
    }

    private static ParzenDensity Density(SeNetDimension dimension, IReadOnlyList<IReadOnlyDictionary<string, string>> trials)
    {
        double[] places = [.. trials.Select(parameters => dimension.PlaceOf(parameters[dimension.Option]))];
        return dimension is SeNetChoice { Values.Count: var count }
            ? ParzenDensity.OfClasses(places, count)
            : ParzenDensity.Of(places);
    }
}
