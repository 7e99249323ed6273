namespace Microsoft.ML.SqueezeExcite;

/// <content>Weights to start from, and what is done with them.</content>
public abstract partial record TrainingOptions
{
    /// <summary>
    /// A file of weights to start from, for the same architecture: safetensors or PyTorch's zip, under the names of torchvision, timm, Cadene, moskomule or
    /// se-trainer import. The ratio and the biases of the SE block are then those of the file, and the class layer is new where the file has another number
    /// of classes. Default none.
    /// </summary>
    public string? PretrainedWeights { get; init; }

    /// <summary>
    /// The last stage whose parameters and batch-norm statistics stay as the pretrained weights have them, as <see cref="Stages"/> counts; below the class
    /// layer's. Default 0: all stages are trained.
    /// </summary>
    public int FreezeUpToStage { get; init; }

    /// <summary>Whether all batch norms keep the statistics of the pretrained weights, and run on them. Default false.</summary>
    public bool FreezeBatchNorm { get; init; }

    /// <summary>What the learning rate of the class layer is multiplied by, above 0. Default 1.</summary>
    public double HeadRateFactor { get; init; } = 1;

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> FineTuningFaults()
    {
        if (PretrainedWeights is not null && string.IsNullOrWhiteSpace(PretrainedWeights))
            yield return Fault(nameof(PretrainedWeights), $"'{PretrainedWeights}'", "the path of a file");
        if (FreezeUpToStage < 0)
            yield return Fault(nameof(FreezeUpToStage), FreezeUpToStage, "at least 0");
        if (FreezeUpToStage > 0 && PretrainedWeights is null)
            yield return Fault(nameof(FreezeUpToStage), FreezeUpToStage, $"0 without {nameof(PretrainedWeights)}");
        if (FreezeBatchNorm && PretrainedWeights is null)
            yield return Fault(nameof(FreezeBatchNorm), FreezeBatchNorm, $"false without {nameof(PretrainedWeights)}");
        if (!(HeadRateFactor > 0 && double.IsFinite(HeadRateFactor)))
            yield return Fault(nameof(HeadRateFactor), HeadRateFactor, "above 0");
    }
}
