using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A loaded model, taken apart: the steps before the classifier, the classifier, and the steps after it.</summary>
/// <param name="Before">The steps before, in order.</param>
/// <param name="Classifier">What is in the classifier's place.</param>
/// <param name="After">The steps after, in order.</param>
internal sealed record StockSteps(IReadOnlyList<ITransformer> Before, ITransformer Classifier, IReadOnlyList<ITransformer> After)
{
    /// <summary>Takes a model apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="place">Where the classifier is, as <see cref="ModelArchive.Place"/> says.</param>
    /// <exception cref="InvalidDataException">The model has no such place.</exception>
    public static StockSteps Of(ITransformer model, IReadOnlyList<int> place)
    {
        var (before, after) = (new List<ITransformer>(), new List<ITransformer>());
        foreach (var number in place)
        {
            if (model is not TransformerChain<ITransformer> chain || chain.ElementAtOrDefault(number) is not { } inner)
                throw new InvalidDataException($"the model is a {model.GetType().Name}, not a chain that has a step {number}");
            // Leaves out steps that were for training only.
            ITransformer[] steps = [.. chain.GetModelFor(TransformerScope.Scoring)];
            var at = Array.IndexOf(steps, inner);
            if (at < 0)
                throw new InvalidDataException($"the model's step {number}, the classifier, is for training only");
            before.AddRange(steps[..at]);
            after.InsertRange(0, steps[(at + 1)..]);
            model = inner;
        }

        return new StockSteps(before, model, after);
    }
}
