namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is done about an image that is missing or cannot be read.</summary>
public enum InvalidImageAction
{
    /// <summary>
    /// An error that names the row or the file: of training at once, of scoring when the row's scores are read.
    /// </summary>
    Throw,

    /// <summary>
    /// Training leaves the row out, and reports it. Scoring gives it missing values, scores that are NaN and the missing key; a
    /// predictor gives an empty list.
    /// </summary>
    Skip,
}
