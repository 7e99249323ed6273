namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>What a report of one classifier is made from.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Scored">The images that it was tested on.</param>
internal sealed record RunReport(string Title, ScoredSet Scored)
{
    /// <summary>A line under the title.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The last report of each epoch; empty where no training is known of.</summary>
    public IReadOnlyList<TrainingProgress> History { get; init; } = [];

    /// <summary>Figures beside those of the test, such as the time of training, with what explains them.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The settings, as a person reads them.</summary>
    public IReadOnlyList<Fact> Settings { get; init; } = [];

    /// <summary>
    /// The images of each class that were trained on and validated on, in the order of the classes; null if unknown.
    /// </summary>
    public IReadOnlyList<ClassImages>? Data { get; init; }

    /// <summary>The first images that were trained on, augmented.</summary>
    public IReadOnlyList<LabelledPicture> FirstBatch { get; init; } = [];

    /// <summary>Gives the pictures of the test images by row; null if the report has no pictures.</summary>
    public ViewPictures? Pictures { get; init; }
}

/// <summary>A named value.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value, as it is shown.</param>
/// <param name="Detail">What explains it.</param>
internal sealed record Fact(string Name, string Value, string Detail = "");

/// <summary>The images of a class.</summary>
/// <param name="Training">Those that were trained on.</param>
/// <param name="Validation">Those that were validated on.</param>
internal sealed record ClassImages(int Training, int Validation);

/// <summary>A picture with its class.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Label">The class.</param>
internal sealed record LabelledPicture(Picture Picture, string Label);
