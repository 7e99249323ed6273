using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Experiments;

namespace SeTrainerHost.Commands;

/// <summary>The options that sweep and ablation share: the data, the folder, and what every trial starts from.</summary>
internal sealed class ExperimentOptions
{
    private readonly Option<string> _data = new("--data") { Description = $"The images: {Dataset.Forms}.", Required = true };
    private readonly Option<string?> _valid = new("--valid")
    {
        Description = "Images to validate on, in the same forms; default a share of the others.",
    };
    private readonly Option<double> _testFraction = new("--test-fraction")
    {
        Description = "The share of the images kept for the test where the data set keeps none; it chooses nothing.",
        DefaultValueFactory = _ => TestImages.UsualFraction,
    };

    private readonly Option<uint?> _folds = new("--folds")
    {
        Description = "Validate by this many folds of cross-validation, at least 2.",
    };
    private readonly Option<TimeSpan?> _time = new("--time")
    {
        Description = "The time after which the experiment ends, such as 02:00:00.",
    };
    private readonly RecipeOption _recipe = new();
    private readonly Option<DirectoryInfo> _folder = new("--output")
    {
        Description = "The folder of the experiment; called again with the same settings, it goes on there.",
        Required = true,
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON on standard output." };
    private readonly TrainerOptions _training = new();

    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])[_data, _valid, _testFraction, _folds, _time, _recipe, _folder, _json, .. _training.Options])
            command.Options.Add(option);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The experiment's settings before those of its command.</summary>
    public SeNetExperimentSettings Settings(ParseResult parsed)
    {
        var options = _training.Apply(parsed, _recipe.Settings(parsed));
        var settings = new SeNetExperimentSettings
        {
            Folder = parsed.GetValue(_folder)!.FullName,
            Options = options with
            {
                Validation = options.Validation is { } validation ? validation with { Fraction = 0 } : null,
            },
            Seed = options.Seed,
            MaxExperimentTime = parsed.GetValue(_time),
        };
        return options.Validation is { Fraction: > 0 and var fraction }
            ? settings with
            {
                ValidationFraction = fraction,
            }
            : settings;
    }

    public ExperimentJob Job(ParseResult parsed, SeNetExperimentSettings settings) =>
        new(parsed.GetValue(_data)!, parsed.GetValue(_valid), parsed.GetValue(_testFraction), parsed.GetValue(_folds), settings);
}
