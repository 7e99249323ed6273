using System.CommandLine;
using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary>The options of <c>se-trainer train</c>, and what a training is asked to do by them.</summary>
internal sealed class TrainOptions
{
    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "A file of options, such as a run's run.yaml; those of the command line win.",
    };
    private readonly Option<string?> _data = new("--data") { Description = $"The training images: {Dataset.Forms}." };
    private readonly Option<string?> _valid = new("--valid")
    {
        Description = "Images to validate on after each epoch, in the same forms.",
    };
    private readonly Option<string?> _test = new("--test") { Description = "Images to test on, in the same forms." };
    private readonly Option<double?> _testFraction = new("--test-fraction")
    {
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"The share of the images kept for the test if the data have no test images; default {TestImages.UsualFraction}. "
            + $"A run that goes on keeps those it began with."),
    };
    private readonly RecipeOption _recipe = new();
    private readonly Option<DirectoryInfo?> _output = new("--output")
    {
        Description = $"The folder of the run; default the next one of {RunFolder.Parent}/train-1, -2, ...",
    };
    private readonly Option<bool> _resume = new("--resume")
    {
        Description =
            "Go on from last.safetensors in the output folder, with its settings and those given here; without one, begin.",
    };
    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Begin anew in a folder that has a run; its files are kept as .previous until the next time.",
    };
    private readonly Option<bool> _tensorBoard = new("--tensorboard")
    {
        Description = "Write scalars, confusion matrices and gates for TensorBoard, in tensorboard/ of the run's folder.",
    };
    private readonly Option<ProgressKind> _progress = new("--progress")
    {
        Description = "How it shows what happens: auto, lines, or jsonl, an object a line on standard error.",
        CustomParser = TrainerOptions.Named<ProgressKind>,
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print the metrics on standard output." };
    private readonly TrainerOptions _settings = new();

    public void AddTo(Command command)
    {
        _progress.CompletionSources.Add([.. Enum.GetNames<ProgressKind>().Select(TrainerOptions.Kebab)]);
        Option[] own =
        [
            _config, _data, _valid, _test, _testFraction, _recipe, _output, _resume, _overwrite, _tensorBoard, _progress, _json,
        ];
        foreach (var option in own.Concat(_settings.Options))
            command.Options.Add(option);
    }

    /// <summary>The command line with the options of <c>--config</c>.</summary>
    public ParseResult WithConfig(Command command, ParseResult parsed) =>
        parsed.GetValue(_config) is { } file ? ConfigFile.Apply(command, parsed, file.FullName) : parsed;

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public ProgressKind Progress(ParseResult parsed) => parsed.GetValue(_progress);

    /// <summary>Whether a command line asks for events of JSON, whatever is wrong with the rest of it.</summary>
    public static bool WantsEvents(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<ProgressKind>>().SingleOrDefault() is { } progress
        && parsed.GetResult(progress) is { } result
        && !result.Errors.Any()
        && parsed.GetValue(progress) == ProgressKind.Jsonl;

    /// <summary>Takes the folder of the run, once it is known that the options are right.</summary>
    public RunFolder Folder(ParseResult parsed)
    {
        var (output, goesOn) = (parsed.GetValue(_output)?.FullName, parsed.GetValue(_resume));
        if (goesOn && parsed.GetValue(_overwrite))
            throw new ArgumentException("--resume goes on with a run and --overwrite begins anew: give one of them");
        // Wrong options leave no empty folder.
        Request(parsed, output ?? RunFolder.Parent);
        return RunFolder.Take(output, goesOn, parsed.GetValue(_overwrite));
    }

    /// <summary>What is asked for, in a folder.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range, or has no effect beside the others.</exception>
    public RunRequest Request(ParseResult parsed, string folder)
    {
        var (goesOn, valid, test) = (parsed.GetValue(_resume), parsed.GetValue(_valid), parsed.GetValue(_test));
        var data = parsed.GetValue(_data) ?? throw new ArgumentException("--data is required, here or in the file of --config");
        if (test is not null && parsed.GetValue(_testFraction) is not null)
            throw new ArgumentException("--test-fraction has no effect with --test");
        var options = _settings.Apply(parsed, Base(parsed, goesOn, folder));
        options = options with
        {
            Checkpoints = (options.Checkpoints ?? new Checkpoints()) with { Folder = folder, Resume = goesOn },
        };
        Check(options, valid is not null);
        return new RunRequest(data, options)
        {
            Valid = valid,
            Test = test,
            TestFraction = parsed.GetValue(_testFraction),
            TensorBoard = parsed.GetValue(_tensorBoard),
            Progress = Progress(parsed),
            Repeats = parsed.GetValue(_config) is { } file ? RunFile.ReadAbout(file.FullName) : new Dictionary<string, string>(),
        };
    }

    // Before any image is looked for; those of --valid stand for a share of the training images here.
    private static void Check(SeNetOptions options, bool hasValidation)
    {
        var validation = hasValidation && options.Validation is not { Fraction: > 0 }
            ? (options.Validation ?? new Validation()) with { Fraction = 0.5 }
            : options.Validation;
        (options with { Validation = validation }).Check(Setting.OnCommandLine);
    }

    /// <summary>The settings before those of the command line: of the run that goes on, of a recipe, or the defaults.</summary>
    private SeNetOptions Base(ParseResult parsed, bool resume, string folder) =>
        resume && RunFiles.LastIn(folder) is { } checkpoint ? SeNetOptions.FromCheckpoint(checkpoint) : _recipe.Settings(parsed);
}
