namespace Microsoft.ML.SqueezeExcite;

/// <summary>The values of one tensor of a trained network, row-major.</summary>
internal sealed record TensorData(IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Whether all of its values are numbers, none of them infinite.</summary>
    public bool IsFinite => Array.TrueForAll(Values, float.IsFinite);
}
