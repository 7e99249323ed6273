namespace Microsoft.ML.SqueezeExcite;

/// <summary>Which part of a published data set is read.</summary>
public enum ImageSplit
{
    /// <summary>The images to train on.</summary>
    Train,

    /// <summary>The images that its authors keep for the test.</summary>
    Test,
}
