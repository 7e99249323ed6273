namespace Microsoft.ML.SqueezeExcite;

/// <summary>The values of one tensor of a trained network, row-major.</summary>
internal sealed record WeightArray(IReadOnlyList<int> Shape, float[] Values);
