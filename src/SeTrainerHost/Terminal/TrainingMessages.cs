using Microsoft.ML;
using Microsoft.ML.Runtime;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>What the library says to its context, as lines on a console.</summary>
internal static class TrainingMessages
{
    /// <summary>Shows them from here on, but for those about epochs: the display shows these.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="console">The console.</param>
    /// <param name="source">Who says them.</param>
    public static void Show(MLContext ml, IAnsiConsole console, string source = "SeNetTrainer") => ml.Log += (_, e) =>
    {
        if (e.Source.StartsWith(source, StringComparison.Ordinal)
            && e.Kind >= ChannelMessageKind.Info
            && !e.RawMessage.StartsWith("epoch", StringComparison.Ordinal))
            console.Say(e.RawMessage);
    };
}
