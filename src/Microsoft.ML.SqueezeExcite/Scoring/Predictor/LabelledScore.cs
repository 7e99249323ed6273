namespace Microsoft.ML.SqueezeExcite;

/// <summary>A class and its probability.</summary>
/// <param name="Label">The class, as text.</param>
/// <param name="Score">The probability, 0 to 1.</param>
public readonly record struct LabelledScore(string Label, float Score);
