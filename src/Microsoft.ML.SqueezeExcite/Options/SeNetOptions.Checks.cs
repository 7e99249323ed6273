namespace Microsoft.ML.SqueezeExcite;

/// <content>What is checked before any work.</content>
public sealed partial record SeNetOptions
{
    /// <summary>Checks every setting.</summary>
    /// <param name="spell">How a message writes a setting's name; default as C# does.</param>
    /// <exception cref="ArgumentException">
    /// Some settings are out of their range or have no effect; the message names them all.
    /// </exception>
    internal void Check(Func<string, string>? spell = null)
    {
        string[] faults = [.. Faults(spell ?? Setting.InCode)];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join("; ", faults));
    }

    /// <summary>Checks the settings that depend on the data.</summary>
    /// <param name="images">The shape of the images.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">A setting does not fit them.</exception>
    internal void Check(FeatureShape images, int classes)
    {
        if (ClassWeights is { } weights && weights.Count != classes)
            throw new ArgumentException(
                $"ClassWeights must have a weight for each of the {classes} classes, had {weights.Count}");
        if (Augmentation.Faults(images).FirstOrDefault() is { } fault)
            throw new ArgumentException(fault);
        if (Normalization is { } normalization && normalization.Mean.Count != images.Channels)
            throw new ArgumentException(
                $"Normalization must have a mean for each channel of the images, {images}, had {normalization.Mean.Count}");
    }

    /// <summary>What is wrong with these settings: values out of their range, and what has no effect.</summary>
    /// <param name="spell">How a message writes a setting's name.</param>
    internal IEnumerable<string> Faults(Func<string, string> spell) =>
    [
        .. Setting.All.Select(setting => setting.Fault(this, spell)).OfType<string>(),
        .. DataFaults(spell),
        .. NetworkFaults(spell),
        .. Decoding?.Faults(spell) ?? [],
        .. Schedule.Faults(this, spell),
        .. Augmentation.Faults(spell),
        .. FineTuning?.Faults(spell) ?? [],
        .. Validation?.Faults(spell) ?? [],
        .. Checkpoints?.Faults() ?? [],
    ];

    private IEnumerable<string> DataFaults(Func<string, string> spell)
    {
        if (string.IsNullOrWhiteSpace(LabelColumnName))
            yield return $"{spell("labelColumnName")} must be the name of a column, was '{LabelColumnName}'";
        if (string.IsNullOrWhiteSpace(FeatureColumnName))
            yield return $"{spell("featureColumnName")} must be the name of a column, was '{FeatureColumnName}'";
        if (SamplingKeyColumnName is not null && string.IsNullOrWhiteSpace(SamplingKeyColumnName))
            yield return $"{spell("samplingKeyColumnName")} must be the name of a column, was '{SamplingKeyColumnName}'";
        if (DecodeSize is { } size && (size < ImageSize || size > 4096))
            yield return $"{spell("decodeSize")} must be between the {spell("imageSize")} of {ImageSize} and 4096, was {size}";
        if (ImageShape is { } shape && (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1))
            yield return $"{spell("imageShape")} must be at least 1x1x1, was {shape}";
        if (BatchSize >= 1 && (AccumulationSteps < 1 || AccumulationSteps > BatchSize))
            yield return $"{spell("accumulationSteps")} must be between 1 and the batch size {BatchSize}, "
                + $"was {AccumulationSteps}";
        if (TimeBudget <= TimeSpan.Zero)
            yield return $"{spell("timeBudget")} must be above zero, was {TimeBudget}";
    }

    private IEnumerable<string> NetworkFaults(Func<string, string> spell)
    {
        if (!Architecture.Exists)
            yield return $"{spell("architecture")} must be a network of the catalogue, was '{Architecture}': "
                + Networks.Advice(Architecture.Name);
        else if (Attention is not null && !Architecture.TakesAttention)
            yield return $"Attention has no effect with the {spell("architecture")} {Architecture}, "
                + "which has no place for an SE block of the options";
    }
}
