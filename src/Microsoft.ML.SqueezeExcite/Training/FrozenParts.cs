namespace Microsoft.ML.SqueezeExcite;

/// <summary>Which parts of a pretrained network a training moves, and how fast.</summary>
internal static class FrozenParts
{
    /// <summary>Checks what depends on the network.</summary>
    /// <exception cref="ArgumentException">The stage to freeze up to is the class layer's, or after it.</exception>
    public static void Check(Network network, FineTuning? tuning)
    {
        if (tuning is not null && tuning.FreezeUpToStage >= network.Head.Stage)
            throw new ArgumentException(
                $"{nameof(tuning.FreezeUpToStage)} must be between 0 and {network.Head.Stage - 1}, the last stage before the "
                + $"class layer of {network.Name}, "
                + $"was {tuning.FreezeUpToStage}");
    }

    /// <summary>Freezes the stages and the batch norms that the options name.</summary>
    public static void Freeze(TorchNetwork network, FineTuning? tuning)
    {
        bool IsFrozen(NetworkNode node) => node.Stage <= (tuning?.FreezeUpToStage ?? 0);
        network.Freeze(
            IsFrozen,
            node => node.Operation is BatchNormalization && (tuning is { FreezeBatchNorm: true } || IsFrozen(node)));
    }

    /// <summary>The factor of a parameter's learning rate.</summary>
    public static double RateFactor(Network network, string parameter, FineTuning? tuning) =>
        tuning is not null && parameter.StartsWith(network.Head.Name + ".", StringComparison.Ordinal) ? tuning.HeadRateFactor : 1;
}
