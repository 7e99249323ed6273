namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a report shows beside the scores, and the columns that it reads.</summary>
public sealed record SeNetReportOptions
{
    /// <summary>The title. Default "Image classifier".</summary>
    public string Title { get; init; } = "Image classifier";

    /// <summary>How the model was trained, for the curves: <see cref="SeNetTransformer.Training"/>. Default not known.</summary>
    public TrainingSummary? Training { get; init; }

    /// <summary>Settings to list, in their order. Default none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The column of the label: a key. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column of the probabilities: a vector of Single, a value a class. Default "Score".</summary>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>
    /// The column of the images: MLImage, encoded images, paths, or vectors with channels, height and width. Default "Image";
    /// where the view has none, the report has no pictures.
    /// </summary>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>
    /// The column of the images' files, which name them. Default "ImagePath"; where the view has none, rows do.
    /// </summary>
    public string PathColumnName { get; init; } = "ImagePath";
}
