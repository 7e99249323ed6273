using System.CommandLine;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>How help groups options, and which of them it shows at first.</summary>
internal static class OptionGroups
{
    private const string Own = "Options";
    private const string Data = "Data";
    private const string Network = "Network";
    private const string Block = "SE block";
    private const string Training = "Training";
    private const string Rate = "Optimizer and schedule";
    private const string Augmentation = "Augmentation";
    private const string Validation = "Validation";
    private const string FineTuning = "Fine-tuning";
    private const string Run = "Run and machine";
    private const string Search = "Values to search";

    private const string SearchPrefix = "--search-";

    /// <summary>The groups in the order of help.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Own, Data, Network, Block, Training, Rate, Augmentation, Validation, FineTuning, Search, Run];

    /// <summary>The settings that help shows at first, as the command line writes them.</summary>
    public static IReadOnlySet<string> Common { get; } = new HashSet<string>
    {
        "--architecture", "--image-size", "--reduction-ratio", "--epochs", "--batch-size", "--label-smoothing",
        "--balanced-classes", "--optimizer", "--learning-rate", "--weight-decay", "--schedule", "--warm-up-epochs", "--mirror",
        "--random-size-crop", "--padded-shift", "--mixup", "--cut-mix", "--validation-fraction", "--patience", "--keep-best",
        "--pretrained-weights", "--freeze-up-to-stage", "--head-rate-factor", "--time-budget", "--seed", "--device",
    };

    /// <summary>The group of an option.</summary>
    public static string Of(Option option) => option switch
    {
        ISettingOption { Setting: var setting } => Of(setting),
        { Name: "--data" or "--valid" or "--test-fraction" } => Data,
        { Name: "--recipe" } => Training,
        { Name: "--output" or "--resume" or "--json" or "--help" or "--help-all" } => Run,
        _ => option.Name.StartsWith(SearchPrefix, StringComparison.Ordinal) ? Search : Own,
    };

    /// <summary>Whether help shows an option at first.</summary>
    public static bool IsCommon(Option option) => option switch
    {
        ISettingOption => Common.Contains(option.Name),
        _ => !option.Name.StartsWith(SearchPrefix, StringComparison.Ordinal)
            || Common.Contains("--" + option.Name[SearchPrefix.Length..]),
    };

    private static string Of(Setting setting) => (setting.Group, setting.Name, setting.Scope) switch
    {
        (nameof(SeNetOptions.Attention), _, _) => Block,
        (nameof(SeNetOptions.Optimizer) or nameof(SeNetOptions.Schedule), _, _) or (_, "optimizer" or "schedule", _) => Rate,
        (nameof(SeNetOptions.Augmentation), _, _) => Augmentation,
        (nameof(SeNetOptions.Validation), _, _) => Validation,
        (nameof(SeNetOptions.FineTuning), _, _) => FineTuning,
        (nameof(SeNetOptions.Decoding), _, _) => Data,
        (_, "architecture" or "zeroInitResidual", _) => Network,
        (_, "timeBudget" or "stopAfterEpochs" or "seed", _) or (_, _, SettingScope.Machine) => Run,
        (_, "epochs", _) or (_, _, SettingScope.Trial) => Training,
        _ => Data,
    };
}
