using System.CommandLine;
using Microsoft.ML;
using SeTrainerHost.Runs;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer report</c>: writes the report of a run again, or one that compares runs.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter error)
    {
        var runs = new Argument<DirectoryInfo[]>("RUN")
        {
            Description = "Folders of runs: of one its report is written, of several a comparison.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<FileInfo?>("--output")
        {
            Description = "The file; default report.html in the run's folder, or comparison.html in this one.",
        };
        var data = new Option<string?>("--data") { Description = "Where the images are now, if they have moved." };
        var command = new Command("report", "Writes the report of a run again, or compares several runs.") { runs, output, data };
        command.SetAction((parsed, _) => Task.Run(
            () =>
            {
                FinishedRun[] opened =
                [
                    .. parsed.GetValue(runs)!.Select(folder => Path.TrimEndingDirectorySeparator(folder.FullName)).Distinct()
                        .Select(FinishedRun.Open),
                ];
                if (parsed.GetValue(output) is { } page)
                    OutputPath.CheckPage(page, output.Name);
                var file = parsed.GetValue(output)?.FullName;
                if (opened is [var run])
                    new RunReportFile(file ?? Path.Combine(run.Folder, RunReportFile.FileName))
                        .WriteAgain(new MLContext(), run, parsed.GetValue(data), error.WriteLine);
                else
                    ComparisonFile.Write(file ?? Path.GetFullPath(ComparisonFile.FileName), opened, error.WriteLine);
            },
            CancellationToken.None));
        return command;
    }
}
