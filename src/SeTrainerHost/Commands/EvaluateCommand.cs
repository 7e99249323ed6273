using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite.Reports;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer evaluate</c>: scores a saved model on labelled images.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var options = new EvaluateOptions();
        var command = new Command("evaluate", "Scores a saved model on labelled images.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var ml = new MLContext();
                var (scores, report) = (options.Scores(parsed), options.Report(parsed));
                var (modelFile, tested) = options.Images(parsed, ml, error.WriteLine);
                using var model = ml.Model.LoadSeNet(modelFile);
                ClassLabels.Check(tested, model.ClassNames, "test", error.WriteLine);
                var view = model.Transform(tested);
                var scored = ScoredImages.Read(ml, view, cancellation);
                var metrics = scored.Evaluate(model.ClassNames);
                if (scores is not null)
                    ScoresFile.Write(scores.FullName, scored.Scores, cancellation);
                if (report is not null)
                    WriteReport(report.FullName, modelFile, scored.Labelled(model.ClassNames), view, metrics, error.WriteLine);
                if (options.IsJson(parsed))
                    output.WriteLine(metrics.ToString());
                else
                    MetricsTable.Print(Consoles.On(error), metrics);
            },
            CancellationToken.None));
        return command;
    }

    private static void WriteReport(
        string path,
        string model,
        ScoredSet scored,
        IDataView view,
        MetricsFile metrics,
        Action<string> say)
    {
        var report = RunReportFile.Of(Path.GetFileName(model), scored, metrics) with
        {
            Pictures = ViewPictures.Of(view, Dataset.ImageColumn),
        };
        ReportFile.Write(path, RunPage.Render(report));
        say($"report {path}");
    }
}
