using Microsoft.ML.SqueezeExcite;

namespace Microsoft.ML;

/// <summary>Makes experiments.</summary>
public static class SeNetExperimentCatalog
{
    /// <summary>
    /// An experiment that searches for the best Squeeze-and-Excitation classifier, in the manner of ML.NET's AutoML.
    /// </summary>
    /// <param name="catalog">The catalogue of multiclass classification.</param>
    /// <param name="settings">Every setting.</param>
    /// <param name="context">The context that gets the log. Without it a private one is used, and its log is lost.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of its range, or the search space is empty; the message names all that is wrong.
    /// </exception>
    public static SeNetExperiment CreateSeNetExperiment(
        this MulticlassClassificationCatalog catalog, SeNetExperimentSettings settings, MLContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SeNetExperiment(settings, context);
    }
}
