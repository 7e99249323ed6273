using System.CommandLine;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer predict</c>: says what image files show, a line each as it comes, or all as JSON. A file that is not an image is
/// named, and the others go on.
/// </summary>
internal static class PredictCommand
{
    /// <summary>The files that are read at one time: enough for full batches.</summary>
    private const int Ahead = 64;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model.zip of se-trainer train.", Required = true };
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Image files; @LIST for those in the file LIST, a line each, in quotes where there are spaces.",
            Arity = ArgumentArity.OneOrMore,
        };
        var top = new Option<int>("--top")
        {
            Description = "How many classes to name for each image.",
            DefaultValueFactory = _ => 3,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON on standard output." };
        var command = new Command("predict", "Says what image files show.") { model, paths, top, json };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    async () =>
                    {
                        var (files, count, isJson) = (parsed.GetValue(paths)!, parsed.GetValue(top), parsed.GetValue(json));
                        if (count < 1)
                            throw new ArgumentException($"--top must be at least 1, was {count}");
                        using var predictor = new SeNetPredictor(
                            parsed.GetValue(model)!.FullName,
                            new SeNetPredictorOptions { TopK = count });
                        var predictions = new List<Prediction>();
                        foreach (var answer in InOrder(files, file => Predict(predictor, file, cancellation)))
                        {
                            if (await Read(answer, error).ConfigureAwait(false) is not { } prediction)
                                continue;
                            predictions.Add(prediction);
                            if (!isJson)
                                await output.WriteLineAsync(prediction.ToString()).ConfigureAwait(false);
                        }

                        if (isJson)
                            await output.WriteLineAsync(JsonSerializer.Serialize(predictions, Json)).ConfigureAwait(false);
                        return await Code(files.Length, predictions.Count, error).ConfigureAwait(false);
                    },
            CancellationToken.None));
        return command;
    }

    /// <summary>The answers in the order of the files; some are made while another is waited for.</summary>
    private static IEnumerable<Task<Prediction>> InOrder(IEnumerable<string> files, Func<string, Task<Prediction>> predict)
    {
        var begun = new Queue<Task<Prediction>>();
        foreach (var file in files)
        {
            begun.Enqueue(predict(file));
            if (begun.Count == Ahead)
                yield return begun.Dequeue();
        }

        while (begun.TryDequeue(out var next))
            yield return next;
    }

    private static async Task<Prediction> Predict(SeNetPredictor predictor, string file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!File.Exists(file))
            throw new InvalidDataException($"there is no image '{file}'");
        var classes = await predictor.PredictAsync(file, cancellation).ConfigureAwait(false);
        return new Prediction(file, classes[0].Label, classes);
    }

    /// <summary>An answer; null where the file is not an image, which is said.</summary>
    private static async Task<Prediction?> Read(Task<Prediction> answer, TextWriter error)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            await error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
            return null;
        }
    }

    private static async Task<int> Code(int files, int predicted, TextWriter error)
    {
        if (predicted == files)
            return TrainerApp.Done;
        await error.WriteLineAsync($"error: {files - predicted} of {files} images cannot be read").ConfigureAwait(false);
        return TrainerApp.WrongInput;
    }

    private sealed record Prediction(string Path, string Label, IReadOnlyList<LabelledScore> Classes)
    {
        public override string ToString() =>
            $"{InLine(Path)}\t"
            + string.Join(", ", Classes.Select(c => FormattableString.Invariant($"{Escaped(c.Label)} {c.Score:P1}")));

        // A file name has control characters only where a backslash does not part folders.
        private static string InLine(string path) => OperatingSystem.IsWindows() ? path : Escaped(path);

        // A backslash of the text is not one that escapes.
        private static string Escaped(string text) =>
            LabelText.InOneLine(text.Replace("\\", "\\\\", StringComparison.Ordinal));
    }
}
