using System.CommandLine;
using Microsoft.ML;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer evaluate</c>: scores a saved model on labelled images.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model.zip of se-trainer train.", Required = true };
        var data = new Option<string>("--data")
        {
            Description = $"The images: {Dataset.Forms}. A data set's own test images, where it has them.",
            Required = true,
        };
        var scores = new Option<FileInfo?>("--scores")
        {
            Description = "A file for every image's scores, in order: a line an image, tabs between classes, exact.",
        };
        var json = new Option<bool>("--json") { Description = "Print the metrics as JSON on standard output." };
        var command = new Command("evaluate", "Scores a saved model on labelled images.") { model, data, scores, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var ml = new MLContext();
                var file = parsed.GetValue(scores);
                if (file is not null)
                    ScoresFile.Check(file);
                using var saved = ml.Model.LoadSeNet(parsed.GetValue(model)!.FullName);
                var images = Dataset.Open(ml, parsed.GetValue(data)!, error.WriteLine);
                var tested = images.Test ?? images.Training;
                ClassLabels.Check(tested, saved.ClassNames, "test", error.WriteLine);
                var scored = ScoredImages.Read(ml, saved.Transform(tested), cancellation);
                var metrics = scored.Evaluate(saved.ClassNames);
                if (file is not null)
                    ScoresFile.Write(file.FullName, scored.Scores, cancellation);
                if (parsed.GetValue(json))
                    output.WriteLine(metrics.ToString());
                else
                    MetricsTable.Print(Consoles.On(error), metrics);
            },
            CancellationToken.None));
        return command;
    }
}
