using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Every setting of <see cref="SeNetTrainer"/>, with its default. Checked as a whole when the trainer is made.</summary>
public sealed partial record SeNetOptions : TrainingOptions
{
    /// <summary>The column of the class: a key. Default <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// The column of the image: <see cref="MLImage"/>; or a vector of Byte, an image file's bytes, which is turned as its EXIF orientation says; or a vector
    /// of Single in planar (C, H, W) order with values from 0 to 255, as ExtractPixels gives. Default <c>Image</c>.
    /// </summary>
    public string FeatureColumnName { get; init; } = "Image";

    /// <summary>The network: a name of <see cref="Networks"/>, or a <see cref="Network"/>. Default <c>se-resnet-50</c>.</summary>
    public Architecture Architecture { get; init; } = "se-resnet-50";

    /// <summary>The Squeeze-and-Excitation block of the catalogue's <c>se-</c> networks. Default the paper's.</summary>
    public SqueezeExcitation Attention { get; init; } = SqueezeExcitation.Default;

    /// <summary>The side, in pixels, that images are resized to, at least 8. Vectors keep their size. Default 224.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>
    /// The side, in pixels, that images to train on are kept at, from <see cref="ImageSize"/> to 4096: what <see cref="TrainingOptions.RandomSizeCrop"/> takes its parts
    /// from. Vectors keep their size, and images to validate on are resized to <see cref="ImageSize"/>, as scoring will do. Default null: <see cref="ImageSize"/>, and
    /// with random-size crops 8/7 of it (256 for 224).
    /// </summary>
    public int? DecodeSize { get; init; }

    /// <summary>The shape (C, H, W) of the images in a vector whose type does not say it. Default none.</summary>
    public FeatureShape? ImageShape { get; init; }

    /// <summary>Mean and deviation of each channel, in pixel values. Default those that the pretrained weights were made with, else those of the training images.</summary>
    public ChannelStatistics? Normalization { get; init; }

    /// <summary>
    /// Images to validate on after each epoch, with the same columns. They choose nothing but what <see cref="TrainingOptions.KeepBest"/>,
    /// <see cref="TrainingOptions.Patience"/> and <see cref="Schedule.Plateau"/> say; nothing is trained on them. Default none.
    /// </summary>
    [JsonIgnore]
    public IDataView? ValidationSet { get; init; }

    /// <summary>The side that images to train on are kept at.</summary>
    internal int TrainingSize => DecodeSize ?? (RandomSizeCrop ? (ImageSize * 8 + 6) / 7 : ImageSize);

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of their range; the message names them all.</exception>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join("; ", faults));
    }

    /// <inheritdoc/>
    internal override void Check(FeatureShape images, int classes)
    {
        base.Check(images, classes);
        if (Normalization is { } normalization && normalization.Mean.Count != images.Channels)
            throw new ArgumentException($"{nameof(Normalization)} must have a mean for each channel of the images, {images}, had {normalization.Mean.Count}");
    }

    /// <summary>What is wrong with these settings.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(LabelColumnName))
            yield return Fault(nameof(LabelColumnName), $"'{LabelColumnName}'", "the name of a column");
        if (string.IsNullOrWhiteSpace(FeatureColumnName))
            yield return Fault(nameof(FeatureColumnName), $"'{FeatureColumnName}'", "the name of a column");
        if (!Architecture.Exists)
            yield return Fault(nameof(Architecture), $"'{Architecture}'", $"one of {string.Join(", ", Networks.Names)}");
        if (Attention.ReductionRatio < 1)
            yield return Fault("reductionRatio", Attention.ReductionRatio, "between 1 and the number of channels");
        if (Attention.WidthDivisor < 1)
            yield return Fault("widthDivisor", Attention.WidthDivisor, "at least 1");
        if (ImageSize is < 8 or > 4096)
            yield return Fault(nameof(ImageSize), ImageSize, "between 8 and 4096");
        if (DecodeSize is { } decodeSize && (decodeSize < ImageSize || decodeSize > 4096))
            yield return Fault(nameof(DecodeSize), decodeSize, $"between the ImageSize of {ImageSize} and 4096");
        if (ImageShape is { } shape && (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1))
            yield return Fault(nameof(ImageShape), shape, "at least 1x1x1");
        if (Epochs < 1)
            yield return Fault(nameof(Epochs), Epochs, "at least 1");
        if (BatchSize < 1)
            yield return Fault(nameof(BatchSize), BatchSize, "at least 1");
        if (AccumulationSteps < 1 || AccumulationSteps > BatchSize)
            yield return Fault(nameof(AccumulationSteps), AccumulationSteps, $"between 1 and the batch size {BatchSize}");
        if (LearningRateBatchSize < 1)
            yield return Fault(nameof(LearningRateBatchSize), LearningRateBatchSize, "at least 1");
        if (!Enum.IsDefined(Device))
            yield return Fault(nameof(Device), Device, $"one of {string.Join(", ", Enum.GetNames<TrainingDevice>())}");
        if (!Enum.IsDefined(Precision))
            yield return Fault(nameof(Precision), Precision, $"one of {string.Join(", ", Enum.GetNames<TrainingPrecision>())}");
        if (Threads < 1)
            yield return Fault(nameof(Threads), Threads, "at least 1");
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            yield return Fault(nameof(LearningRate), LearningRate, "above 0");
        if (!(Momentum is >= 0 and < 1))
            yield return Fault(nameof(Momentum), Momentum, "from 0 up to but not including 1");
        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)))
            yield return Fault(nameof(WeightDecay), WeightDecay, "at least 0");
        if (!(ValidationFraction is >= 0 and < 1))
            yield return Fault(nameof(ValidationFraction), ValidationFraction, "from 0 up to but not including 1");
        if (ValidationFraction > 0 && ValidationSet is not null)
            yield return $"{nameof(ValidationFraction)} and {nameof(ValidationSet)} exclude each other, both were given";
        var validates = ValidationSet is not null || ValidationFraction > 0;
        string[] faults =
        [
            .. OptimizerFaults(), .. ScheduleFaults(validates), .. AugmentationFaults(), .. FineTuningFaults(), .. CheckpointFaults(), .. StoppingFaults(validates),
            .. DataFaults(),
        ];
        foreach (var fault in faults)
            yield return fault;
    }
}
