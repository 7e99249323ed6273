using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer predict</c>: says what image files show, a line each as it comes, or all as JSON. A file that is not an image is
/// named, and the others go on.
/// </summary>
internal static class PredictCommand
{
    /// <summary>The files that are read at one time: enough for full batches.</summary>
    private const int Ahead = 64;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model.zip of se-trainer train.", Required = true };
        var paths = new Argument<string[]>("PATH")
        {
            Description =
                "Image files, folders, and patterns such as 'photos/**/*.jpg'; @LIST for those in the file LIST, a line each, in "
                + "quotes where there are spaces.",
            Arity = ArgumentArity.OneOrMore,
        };
        var top = new Option<int>("--top")
        {
            Description = "How many classes to name for each image.",
            DefaultValueFactory = _ => 3,
        };
        var format = new Option<PredictionFormat>("--format")
        {
            Description = "What is printed. One of text, csv, json.",
            DefaultValueFactory = _ => PredictionFormat.Text,
            CustomParser = TrainerOptions.Named<PredictionFormat>,
        };
        format.CompletionSources.Add("text", "csv", "json");
        var json = new Option<bool>("--json") { Description = "Print JSON on standard output: --format json." };
        var command = new Command("predict", "Says what image files show.") { model, paths, top, format, json };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    async () =>
                    {
                        var (count, chosen) = (parsed.GetValue(top), Format(parsed, format, json));
                        if (count < 1)
                            throw new ArgumentException($"--top must be at least 1, was {count}");
                        using var predictor = new SeNetPredictor(
                            parsed.GetValue(model)!.FullName,
                            new SeNetPredictorOptions { TopK = count });
                        var files = PredictPaths.Files(parsed.GetValue(paths)!);
                        var written = new PredictionWriter(output, chosen);
                        foreach (var answer in InOrder(files, file => Predict(predictor, file, cancellation)))
                            if (await Read(answer, error).ConfigureAwait(false) is { } prediction)
                                written.Add(prediction);
                        written.Finish();
                        return await Code(files.Count, written.Count, error).ConfigureAwait(false);
                    },
            CancellationToken.None));
        return command;
    }

    private static PredictionFormat Format(ParseResult parsed, Option<PredictionFormat> format, Option<bool> json)
    {
        var given = parsed.GetResult(format) is { Implicit: false } ? parsed.GetValue(format) : (PredictionFormat?)null;
        return (given, parsed.GetValue(json)) switch
        {
            (null or PredictionFormat.Json, true) => PredictionFormat.Json,
            (_, true) => throw new ArgumentException("--json and --format exclude each other, both were given"),
            _ => given ?? PredictionFormat.Text,
        };
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
        if (Directory.Exists(file))
            throw new InvalidDataException($"there is no image in the folder '{file}' ({ClassFolder.KnownExtensions})");
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
}
