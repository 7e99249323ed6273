using System.Globalization;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What an experiment varies: a list of options, each with its values. Immutable; an option that is given again takes the place
/// of the former.
/// </summary>
public sealed record SeNetSearchSpace
{
    /// <summary>Nothing varies.</summary>
    public static SeNetSearchSpace Empty { get; } = new();

    /// <summary>
    /// The block and the rate: ratio 4, 8, 16; placement standard, pre, identity; learning rate 0.01 to 0.5 and weight decay 1e-5
    /// to 1e-3, logarithmic.
    /// </summary>
    public static SeNetSearchSpace Default { get; } = Empty.Choose(nameof(SqueezeExcitation.ReductionRatio), 4, 8, 16)
        .Choose(
            nameof(SqueezeExcitation.Placement),
            SqueezeExcitationPlacement.Standard,
            SqueezeExcitationPlacement.Pre,
            SqueezeExcitationPlacement.Identity)
        .LogUniform(nameof(Optimizer.LearningRate), 0.01, 0.5)
        .LogUniform(nameof(Optimizer.WeightDecay), 1e-5, 1e-3);

    /// <summary>
    /// The options that can vary: <c>depth</c>, which is the number in the architecture's name, and settings of
    /// <see cref="SeNetOptions"/> and of the records in it.
    /// </summary>
    public static IReadOnlyList<string> OptionNames => SearchableOptions.Names;

    /// <summary>The options that vary.</summary>
    [JsonInclude]
    internal IReadOnlyList<SeNetDimension> Dimensions { get; init; } = [];

    /// <summary>The number of configurations; null where they are not counted.</summary>
    internal long? Count =>
        Dimensions.Aggregate((long?)1, (count, dimension) => count > int.MaxValue ? null : count * dimension.Count);

    /// <summary>With an option that takes one of some values.</summary>
    /// <param name="option">The option, one of <see cref="OptionNames"/>; <c>nameof</c> its property is fine.</param>
    /// <param name="values">The values.</param>
    public SeNetSearchSpace Choose<T>(string option, params T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return With(
            option,
            name => new SeNetChoice(name, [.. values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)]));
    }

    /// <summary>With an option that takes a number of a range, each as likely as any other.</summary>
    /// <param name="option">The option, one of <see cref="OptionNames"/>.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value, included.</param>
    public SeNetSearchSpace Uniform(string option, double least, double most) =>
        With(option, name => new SeNetRange(name, least, most));

    /// <summary>With an option that takes a number of a range, each factor as likely as any other.</summary>
    /// <param name="option">The option, one of <see cref="OptionNames"/>.</param>
    /// <param name="least">The least value, above zero.</param>
    /// <param name="most">The greatest value, included.</param>
    public SeNetSearchSpace LogUniform(string option, double least, double most) =>
        With(option, name => new SeNetRange(name, least, most, Logarithmic: true));

    /// <summary>
    /// With an option as the command line gives it: <c>4,8,16</c> (a value with commas in single quotes), or <c>0.01..0.5</c>,
    /// which is logarithmic for the learning rate and the weight decay, and for others with <c>:log</c> after it (<c>:linear</c>
    /// makes it uniform).
    /// </summary>
    /// <param name="option">The option, one of <see cref="OptionNames"/>.</param>
    /// <param name="text">The values.</param>
    /// <exception cref="FormatException">The text is neither.</exception>
    public SeNetSearchSpace Parse(string option, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("..", StringComparison.Ordinal))
            return Choose(option, SplitValues(text).ToArray());
        var parts = text.Split(':', 2);
        if (
            parts[0].Split("..") is not [var least, var most]
            || parts is [_, not ("log" or "linear")]
            || !IsNumber(least, out var from)
            || !IsNumber(most, out var to))
            throw new FormatException(
                $"the values of {option} must be a list such as 4,8,16 or a range such as 0.01..0.5 or 0.01..0.5:log, was "
                + $"'{text}'");
        return With(
            option,
            name => new SeNetRange(name, from, to, parts is [_, var scale] ? scale == "log" : SearchableOptions.IsRate(name)));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Dimensions.Select(dimension => $"{dimension.Option} {dimension}"));

    /// <summary>What is wrong with it.</summary>
    internal IEnumerable<string> Faults()
    {
        foreach (var dimension in Dimensions)
        {
            if (!SearchableOptions.IsKnown(dimension.Option))
                yield return SearchableOptions.FaultOf(dimension.Option, "")!;
            else
                foreach (var fault in dimension.Faults())
                    yield return fault;
        }
    }

    private SeNetSearchSpace With(string option, Func<string, SeNetDimension> dimension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(option);
        var name = SearchableOptions.Canonical(option);
        return this with { Dimensions = [.. Dimensions.Where(other => other.Option != name), dimension(name)] };
    }

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    // Quoted parts are every second one.
    private static IEnumerable<string> SplitValues(string text) =>
        text.Split('\'')
            .Index()
            .SelectMany(part =>
                part.Index % 2 == 1
                    ? [part.Item]
                    : part.Item.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
