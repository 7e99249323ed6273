namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>What a classifier made of an image.</summary>
/// <param name="Row">The image's row in its view, from 0.</param>
/// <param name="Path">Its file; null where it has none.</param>
/// <param name="Label">Its class, from 0.</param>
/// <param name="Predicted">The likeliest class, from 0.</param>
/// <param name="Score">The probability of that class.</param>
/// <param name="LabelScore">The probability of its own class.</param>
internal sealed record ScoredImage(long Row, string? Path, int Label, int Predicted, float Score, float LabelScore)
{
    /// <summary>Whether it is classified right.</summary>
    public bool IsRight => Predicted == Label;

    /// <summary>The cross-entropy; ML.NET's evaluation cuts it off at the same value.</summary>
    public double Loss => -Math.Log(Math.Max(LabelScore, 1e-15));
}
