namespace Microsoft.ML.SqueezeExcite;

/// <summary>Which parts of a pretrained network a training moves, and how fast.</summary>
internal static class FineTuning
{
    /// <summary>Checks what depends on the network.</summary>
    /// <exception cref="ArgumentException">The stage to freeze up to is the class layer's, or after it.</exception>
    public static void Check(Network network, TrainingOptions options)
    {
        if (options.FreezeUpToStage >= network.Head.Stage && options.FreezeUpToStage > 0)
            throw new ArgumentException(
                $"{nameof(options.FreezeUpToStage)} must be between 0 and {network.Head.Stage - 1}, the last stage before the class layer of {network.Name}, "
                + $"was {options.FreezeUpToStage}");
    }

    /// <summary>Freezes the stages and the batch norms that the options name.</summary>
    public static void Freeze(TorchNetwork network, TrainingOptions options)
    {
        bool IsFrozen(NetworkNode node) => node.Stage <= options.FreezeUpToStage;
        network.Freeze(IsFrozen, node => node.Operation is BatchNormalization && (options.FreezeBatchNorm || IsFrozen(node)));
    }

    /// <summary>The factor of a parameter's learning rate.</summary>
    public static double RateFactor(Network network, string parameter, TrainingOptions options) =>
        parameter.StartsWith(network.Head.Name + ".", StringComparison.Ordinal) ? options.HeadRateFactor : 1;
}
