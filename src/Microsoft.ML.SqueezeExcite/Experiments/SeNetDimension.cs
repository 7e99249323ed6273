using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// One option that an experiment varies. Immutable; prints as the text that <see cref="SeNetSearchSpace.Parse"/> reads.
/// </summary>
/// <param name="Option">The option: one of <see cref="SeNetSearchSpace.OptionNames"/>.</param>
[JsonDerivedType(typeof(SeNetChoice), "choice")]
[JsonDerivedType(typeof(SeNetRange), "range")]
internal abstract record SeNetDimension(string Option)
{
    /// <summary>The number of its values; null where they are not counted.</summary>
    internal abstract int? Count { get; }

    /// <summary>What is wrong with it.</summary>
    internal abstract IEnumerable<string> Faults();

    /// <summary>The value at a place from 0 up to but not including 1; even places give even chances.</summary>
    internal abstract string At(double place);

    /// <summary>The place of a value.</summary>
    internal abstract double PlaceOf(string value);
}
