using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Validates a network after an epoch, keeps its best weights, and goes back to them where the schedule asks for it.
/// </summary>
/// <param name="network">The network; it has its own weights afterwards, whatever was validated.</param>
/// <param name="average">The average that is validated in its place; null for none.</param>
/// <param name="images">The images.</param>
/// <param name="best">Gets the best weights.</param>
/// <param name="options">The options.</param>
/// <param name="device">Where the network is.</param>
internal sealed class EpochValidation(
    TorchNetwork network, WeightAverage? average, BatchSource images, BestWeights best, SeNetOptions options, Device device)
{
    /// <summary>Validates the epoch that is done.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public RunState Run(RunState state)
    {
        state = Scored(state);
        if (state.Rates.IsCut && options.Schedule is PlateauSchedule { ReloadsBest: true })
            best.Restore(network);
        return state;
    }

    private RunState Scored(RunState state)
    {
        using var own = average is null ? null : new WeightSnapshot(network);
        average?.Values.Restore(network);
        try
        {
            var result = Telemetry.Span(
                "senet.validate",
                _ => Evaluation.Run(network, images, device, options.ValidationObserver, options.CancellationToken));
            state = state.Validated(result);
            if (state.Validations.LastIsBest)
                best.Take(network, state.Validations.BestEpoch);
            return state;
        }
        finally
        {
            own?.Restore(network);
        }
    }
}
