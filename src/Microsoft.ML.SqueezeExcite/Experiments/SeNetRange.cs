using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// An option with a number from a range. Whole for options that are; else with three significant digits, so that what is printed
/// is what was used.
/// </summary>
/// <param name="Option">The option.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="Logarithmic">
/// Whether each factor has the same chance, rather than each difference; the range is above zero then.
/// </param>
internal sealed record SeNetRange(string Option, double Least, double Most, bool Logarithmic = false) : SeNetDimension(Option)
{
    internal override int? Count => IsWhole ? (int)Math.Min(int.MaxValue, Most - Least + 1) : Least == Most ? 1 : null;

    private bool IsWhole => SearchableOptions.IsWhole(Option);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Least}..{Most}{(Logarithmic == SearchableOptions.IsRate(Option) ? "" : Logarithmic ? ":log" : ":linear")}");

    internal override IEnumerable<string> Faults()
    {
        if (SearchableOptions.IsKnown(Option) && !SearchableOptions.IsNumber(Option))
            yield return $"the search space's {Option} takes a list of values, not a range, was {this}";
        else if (!(Least <= Most && double.IsFinite(Most - Least)))
            yield return $"the search space's {Option} has no values: {this}";
        else if (Logarithmic && Least <= 0)
            yield return $"the search space's {Option} must be above 0 to be logarithmic, was {this}";
        else if (IsWhole && (Least != Math.Floor(Least) || Most != Math.Floor(Most)))
            yield return $"the search space's {Option} must be between whole numbers, was {this}";
    }

    internal override string At(double place)
    {
        var (a, b) = Ends;
        var value = a + (b - a) * place;
        value = Logarithmic ? Math.Exp(value) : value;
        value = IsWhole
            ? Math.Floor(value)
            : double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Clamp(value, Least, Most).ToString("R", CultureInfo.InvariantCulture);
    }

    internal override double PlaceOf(string value)
    {
        var (a, b) = Ends;
        var number = double.Parse(value, CultureInfo.InvariantCulture) + (IsWhole ? 0.5 : 0);
        return a == b ? 0.5 : Math.Clamp(((Logarithmic ? Math.Log(number) : number) - a) / (b - a), 0, 1);
    }

    // A whole number takes the room up to the next one.
    private (double Least, double Most) Ends
    {
        get
        {
            var most = IsWhole ? Most + 1 : Most;
            return Logarithmic ? (Math.Log(Least), Math.Log(most)) : (Least, most);
        }
    }
}
