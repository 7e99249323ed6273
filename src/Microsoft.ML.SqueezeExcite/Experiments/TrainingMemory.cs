namespace Microsoft.ML.SqueezeExcite;

/// <summary>The memory that a training needs, beside its images and libtorch's workspaces; and whether a configuration can be trained at all.</summary>
internal static class TrainingMemory
{
    private const double MegaByte = 1e6;

    /// <summary>Checks that there is such a network, that it fits the images, and that its training stays below the experiment's limit.</summary>
    /// <exception cref="ArgumentException">It does not; the message says why.</exception>
    public static void RequireFit(SeNetOptions options, SeNetExperimentSettings settings, ImageColumns columns)
    {
        string[] faults = [.. (options with { ValidationFraction = 0.5 }).Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join("; ", faults));
        var (shape, classes) = (columns.Features.Shape, columns.Labels.ClassNames.Count);
        options.Check(shape, classes);
        var network = options.Architecture.Build(shape, classes, options.Attention);
        var needed = Bytes(network, options) / MegaByte;
        if (needed > settings.MaximumMemoryUsageInMegaByte)
            throw new ArgumentException(FormattableString.Invariant(
                $"{network.Name} needs {needed:F0} MB with a batch size of {options.BatchSize}, MaximumMemoryUsageInMegaByte is {settings.MaximumMemoryUsageInMegaByte}"));
    }

    /// <summary>Bytes of weights, gradients, the optimizer's and the average's copies of them, and of the activations of a step.</summary>
    public static long Bytes(Network network, TrainingOptions options)
    {
        var copies = 2 + (options.Optimizer == Optimizer.Sgd ? 1 : 2) + (options.AverageDecay > 0 ? 1 : 0);
        var images = (options.BatchSize + options.AccumulationSteps - 1) / options.AccumulationSteps;
        return network.ParameterCount * copies * sizeof(float) + Complexity.Of(network).TrainingBytes * images;
    }
}
