namespace Microsoft.ML.SqueezeExcite;

/// <summary>Weights to start from, and what is done with them.</summary>
public sealed record FineTuning
{
    /// <summary>
    /// A file of weights to start from, for the same architecture: safetensors or a file of PyTorch's torch.save, under the names
    /// of torchvision, timm, Cadene, moskomule or se-trainer import. The sizes of the SE block are those of the file, and where
    /// no <see cref="SeNetOptions.Attention"/> is asked for, so is all else of it; the class layer is new where the file has
    /// another number of classes, or none.
    /// </summary>
    [Setting("A file of weights to start from: safetensors or of PyTorch's torch.save.", Scope = SettingScope.Run)]
    public string PretrainedWeights { get; init; } = "";

    /// <summary>
    /// The last stage whose parameters and batch-norm statistics stay as the pretrained weights have them, as
    /// <see cref="Stages"/> counts, at least 0; below the class layer's. Default 0: all stages are trained.
    /// </summary>
    [Setting("The last stage that stays as the pretrained weights have it.", AtLeast = 0)]
    public int FreezeUpToStage { get; init; }

    /// <summary>Whether all batch norms keep the statistics of the pretrained weights, and run on them. Default false.</summary>
    [Setting("Whether batch norms keep the statistics of the pretrained weights.")]
    public bool FreezeBatchNorm { get; init; }

    /// <summary>What the learning rate of the class layer is multiplied by, above 0. Default 1.</summary>
    [Setting("What the rate of the class layer is multiplied by.", Above = 0)]
    public double HeadRateFactor { get; init; } = 1;

    /// <summary>Fine-tuning from a file of weights.</summary>
    /// <param name="weights">The file.</param>
    public static FineTuning From(string weights) => new() { PretrainedWeights = weights };

    /// <summary>What is wrong with it beside ranges.</summary>
    internal IEnumerable<string> Faults(Func<string, string> spell)
    {
        if (string.IsNullOrWhiteSpace(PretrainedWeights))
            yield return $"fine-tuning needs {spell("pretrainedWeights")}, the path of a file, was '{PretrainedWeights}'";
    }
}
