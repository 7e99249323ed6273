using Microsoft.ML;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>What a training says to its context, as lines on a console.</summary>
internal static class TrainingMessages
{
    /// <summary>Shows them from here on, but for those about epochs: the display shows these.</summary>
    public static void Show(MLContext ml, IAnsiConsole console) => ml.Log += (_, e) =>
    {
        if (e.Source.StartsWith("SeNetTrainer", StringComparison.Ordinal)
            && e.Kind >= ChannelMessageKind.Info
            && !e.RawMessage.StartsWith("epoch", StringComparison.Ordinal))
            console.Say(e.RawMessage);
    };
}
