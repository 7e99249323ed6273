namespace Microsoft.ML.SqueezeExcite;

/// <summary>The names of an architecture in the catalogue.</summary>
/// <param name="Plain">Its name without Squeeze-and-Excitation.</param>
/// <param name="SqueezeExcite">Its name with it.</param>
internal sealed record NetworkPair(string Plain, string SqueezeExcite);
