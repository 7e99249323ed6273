namespace Microsoft.ML.SqueezeExcite;

/// <summary>The memory that a training needs, beside its images and libtorch's workspaces.</summary>
internal static class StepMemory
{
    /// <summary>
    /// Bytes of weights, gradients, the optimizer's and the average's copies of them, and of the activations of a step.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="options">The settings.</param>
    /// <param name="imageCount">The images that there are: a step has no more of them. Default any number.</param>
    public static long Bytes(Network network, SeNetOptions options, int imageCount = int.MaxValue)
    {
        var copies = 2 + (options.Optimizer is SgdSettings ? 1 : 2) + (options.AverageDecay > 0 ? 1 : 0);
        var images = Math.Min(options.PartSize, imageCount);
        var activations = Complexity.Of(network).TrainingBytes * images;
        return network.ParameterCount * copies * sizeof(float)
            + (options.Precision == TrainingPrecision.Single ? activations : activations / 2);
    }
}
