namespace Microsoft.ML.SqueezeExcite;

/// <summary>Chooses the configurations to try: each follows from (seed, number, results so far) alone.</summary>
/// <param name="settings">The experiment.</param>
/// <param name="check">
/// Throws an <see cref="ArgumentException"/> where a configuration cannot be trained: no such network, or too much memory.
/// </param>
internal sealed class TrialSource(SeNetExperimentSettings settings, Action<SeNetOptions> check)
{
    private const int Attempts = 200;

    private static readonly long Key = RandomStream.Key("trial");

    private ArgumentException? _unfit;

    /// <summary>The configuration of the trial after the last; null where there is none left.</summary>
    /// <exception cref="ArgumentException">There is none at all that could be trained.</exception>
    public IReadOnlyDictionary<string, string>? Next(IReadOnlyList<SeNetRunDetail> trials)
    {
        if (settings.Configurations.Count > 0)
            return settings.Configurations.ElementAtOrDefault(trials.Count);
        var tried = trials.Select(trial => Text(trial.Parameters)).ToHashSet();
        var random = new RandomStream(settings.Seed, Key, trials.Count);
        var sampler = settings.Sampler == SeNetSampler.Tpe ? ParzenSampler.After(trials, settings.Objective) : null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var sample = Sample(sampler, ref random);
            if (!tried.Contains(Text(sample)) && Fits(sample))
                return sample;
        }

        if (Rest(tried) is { } rest)
            return rest;
        return trials.Count > 0
            ? null
            : throw new ArgumentException($"no configuration of the search space can be trained: {_unfit?.Message}", _unfit);
    }

    private Dictionary<string, string> Sample(ParzenSampler? sampler, ref RandomStream random)
    {
        var sample = new Dictionary<string, string>();
        if (sampler is not null)
            return sampler.Sample(settings.SearchSpace, ref random);
        foreach (var dimension in settings.SearchSpace.Dimensions)
            sample.Add(dimension.Option, dimension.At(random.NextDouble()));
        return sample;
    }

    /// <summary>In a space that can be counted, the first configuration that is left.</summary>
    private Dictionary<string, string>? Rest(HashSet<string> tried)
    {
        const int Most = 10_000;
        if (settings.SearchSpace.Count is not <= Most)
            return null;
        IEnumerable<Dictionary<string, string>> all = [[]];
        foreach (var dimension in settings.SearchSpace.Dimensions)
        {
            var count = dimension.Count!.Value;
            string[] values = [.. Enumerable.Range(0, count).Select(i => dimension.At((i + 0.5) / count))];
            all = all.SelectMany(sample =>
                values.Select(value => new Dictionary<string, string>(sample) { [dimension.Option] = value }));
        }

        return all.FirstOrDefault(sample => !tried.Contains(Text(sample)) && Fits(sample));
    }

    private bool Fits(IReadOnlyDictionary<string, string> sample)
    {
        try
        {
            check(SearchableOptions.Apply(settings.Options, sample));
            return true;
        }
        catch (ArgumentException e)
        {
            _unfit = e;
            return false;
        }
    }

    private static string Text(IReadOnlyDictionary<string, string> parameters) =>
        string.Join('\n', parameters.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));
}
