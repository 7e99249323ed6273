namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is done about an image that cannot be read.</summary>
public enum InvalidImageAction
{
    /// <summary>The training ends with an error that names the row.</summary>
    Throw,

    /// <summary>The row is left out, and reported.</summary>
    Skip,
}
