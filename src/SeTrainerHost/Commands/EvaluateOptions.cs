using System.CommandLine;
using Microsoft.ML;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;

namespace SeTrainerHost.Commands;

/// <summary>The options of <c>se-trainer evaluate</c>, and the images and the model that they name.</summary>
internal sealed class EvaluateOptions
{
    private readonly Option<DirectoryInfo?> _run = new("--run")
    {
        Description = "The folder of a run: its model is scored on the images of its test.",
    };
    private readonly Option<FileInfo?> _model = new("--model") { Description = "A model.zip of se-trainer train." };
    private readonly Option<string?> _data = new("--data")
    {
        Description = $"The images: {Dataset.Forms}. A data set's own test images, where it has them. With --run, where its "
            + "images are now, if they have moved.",
    };
    private readonly Option<FileInfo?> _scores = new("--scores")
    {
        Description = "A file for every image's scores, in order: a line an image, tabs between classes, exact.",
    };
    private readonly Option<FileInfo?> _report = new("--report")
    {
        Description = "A page for people: confusion matrix with its images, mistakes, calibration.",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print the metrics as JSON on standard output." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_run, _model, _data, _scores, _report, _json])
            command.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The file of the page, which is known to have a place.</summary>
    public FileInfo? Report(ParseResult parsed)
    {
        var file = parsed.GetValue(_report);
        if (file is not null)
            OutputPath.CheckPage(file, _report.Name);
        return file;
    }

    /// <summary>The file of scores, which is known to be writable.</summary>
    public FileInfo? Scores(ParseResult parsed)
    {
        var file = parsed.GetValue(_scores);
        if (file is not null)
            OutputPath.Check(file, _scores.Name);
        return file;
    }

    /// <summary>The file of the model, and the images to score.</summary>
    /// <exception cref="ArgumentException">Neither a run nor a model with images is named, or both are.</exception>
    public (string Model, IDataView Images) Images(ParseResult parsed, MLContext ml, Action<string> say)
    {
        var (run, model, data) = (parsed.GetValue(_run), parsed.GetValue(_model), parsed.GetValue(_data));
        if (run is not null)
        {
            var finished = model is null
                ? FinishedRun.Open(run.FullName)
                : throw new ArgumentException("--run has its own model: give --run or --model");
            return (finished.Model, finished.Images(ml, data, say).Test!);
        }

        if (model is null || data is null)
            throw new ArgumentException("evaluate needs --run, or --model and --data");
        var images = Dataset.Open(ml, data, say);
        var tested = images.Test ?? images.Training;
        TrainedImages.Tell(ml, model.FullName, images, tested, say);
        return (model.FullName, tested);
    }
}
