namespace Microsoft.ML.SqueezeExcite;

/// <summary>An option with a list of values.</summary>
/// <param name="Option">The option.</param>
/// <param name="Values">Its values, at least one, as the command line writes them.</param>
internal sealed record SeNetChoice(string Option, IReadOnlyList<string> Values) : SeNetDimension(Option)
{
    internal override int? Count => Values.Count;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(',', Values.Select(value => value.Contains(',', StringComparison.Ordinal) ? $"'{value}'" : value));

    internal override IEnumerable<string> Faults()
    {
        if (Values.Count == 0)
            yield return $"the search space's {Option} has no values";
        foreach (var value in Values.Where(value => SearchableOptions.FaultOf(Option, value) is not null))
            yield return SearchableOptions.FaultOf(Option, value)!;
        if (Values.Distinct().Count() < Values.Count)
            yield return $"the search space's {Option} has a value twice: {this}";
    }

    internal override string At(double place) => Values[Math.Min(Values.Count - 1, (int)(place * Values.Count))];

    internal override double PlaceOf(string value) =>
        (Values.Index().First(pair => pair.Item == value).Index + 0.5) / Values.Count;
}
