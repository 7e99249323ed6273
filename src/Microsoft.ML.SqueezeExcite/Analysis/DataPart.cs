namespace Microsoft.ML.SqueezeExcite;

/// <summary>The parts of a data set, by what their images are used for.</summary>
internal static class DataPart
{
    /// <summary>To train on.</summary>
    public const string Training = "training";

    /// <summary>To choose weights and settings by.</summary>
    public const string Validated = "validation";

    /// <summary>To test on.</summary>
    public const string Test = "test";
}
