using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A loaded model, taken apart: the steps before the chain of ours, that chain, and the steps after it.</summary>
/// <param name="Before">The steps before, in order.</param>
/// <param name="Chain">The chain that <see cref="ScoringChain"/> made.</param>
/// <param name="After">The steps after, in order.</param>
internal sealed record StockSteps(IReadOnlyList<ITransformer> Before, ITransformer Chain, IReadOnlyList<ITransformer> After)
{
    /// <summary>Takes a model apart.</summary>
    /// <exception cref="InvalidDataException">It has no chain of ours.</exception>
    public static StockSteps Of(ITransformer model)
    {
        var (before, after) = (new List<ITransformer>(), new List<ITransformer>());
        while (model is TransformerChain<ITransformer> chain && !chain.Any(step => step is OnnxTransformer))
        {
            ITransformer[] steps = [.. chain.GetModelFor(TransformerScope.Scoring)];
            var inner = Array.FindIndex(steps, Holds);
            if (inner < 0)
                throw new InvalidDataException("the model has no step that scores with ONNX");
            before.AddRange(steps[..inner]);
            after.InsertRange(0, steps[(inner + 1)..]);
            model = steps[inner];
        }

        return model is TransformerChain<ITransformer>
            ? new StockSteps(before, model, after)
            : throw new InvalidDataException($"the model is a {model.GetType().Name}, not a chain that scores with ONNX");
    }

    private static bool Holds(ITransformer step) => step is OnnxTransformer || (step is TransformerChain<ITransformer> chain && chain.Any(Holds));
}
