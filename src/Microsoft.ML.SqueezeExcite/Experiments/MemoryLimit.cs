using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Whether a configuration can be trained at all, within the memory that an experiment may use.</summary>
internal static class MemoryLimit
{
    private const double MegaByte = 1e6;

    /// <summary>
    /// Checks that there is such a network, that it fits the images, and that its training stays below the experiment's limit.
    /// </summary>
    /// <exception cref="ArgumentException">It does not; the message says why.</exception>
    public static void RequireFit(SeNetOptions options, SeNetExperimentSettings settings, ImageColumns columns)
    {
        SeNetExperimentSettings.OfATrial(options).Check();
        var (shape, classes) = (columns.Features.Shape, columns.Labels.ClassNames.Count);
        options.Check(shape, classes);
        var network = options.Architecture.Build(shape, classes, options.Attention);
        var needed = StepMemory.Bytes(network, options) / MegaByte;
        if (needed > settings.MaximumMemoryUsageInMegaByte)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{network.Name} needs {needed:F0} MB with a batch size of {options.BatchSize}, MaximumMemoryUsageInMegaByte "
                    + $"is {settings.MaximumMemoryUsageInMegaByte}"));
    }
}
