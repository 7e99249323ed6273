namespace Microsoft.ML.SqueezeExcite;

/// <summary>An image of a check.</summary>
/// <param name="Part">The part that it is in: training, validation or test.</param>
/// <param name="Row">The number of its row, from 0.</param>
/// <param name="Path">Its file; null where the view holds no paths.</param>
/// <param name="Label">Its class; null where the label is missing.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
public sealed record CheckedImage(string Part, long Row, string? Path, string? Label, string? Fault = null);
