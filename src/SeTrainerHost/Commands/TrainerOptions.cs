using System.CommandLine;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>The settings of <see cref="SeNetOptions"/> as options of the command line. Each that is given overrides the recipe.</summary>
internal sealed class TrainerOptions
{
    private readonly List<Option> _options = [];
    private readonly List<Func<ParseResult, SeNetOptions, SeNetOptions>> _apply = [];

    public TrainerOptions()
    {
        Add<string>("--architecture", "The network: see se-trainer summary --all.", (o, v) => o with { Architecture = v });
        AddAttention<int>("--reduction-ratio", "r: the block's hidden layer has C / r units.", (se, v) => se with { ReductionRatio = v });
        AddAttention<WidthRounding>("--hidden-width-rounding", "How C / r is rounded.", (se, v) => se with { Rounding = v });
        AddAttention<int>("--hidden-width-divisor", "What the hidden width is a multiple of.", (se, v) => se with { WidthDivisor = v });
        AddAttention<SqueezeKind>("--squeeze", "What the squeeze keeps of a channel.", (se, v) => se with { Squeeze = v });
        AddAttention<ActivationFunction>("--gate", "The gate's non-linearity.", (se, v) => se with { Gate = v });
        AddAttention<SqueezeExcitationPlacement>("--placement", "Where the block stands in a unit.", (se, v) => se with { Placement = v });
        AddAttention<string>("--stages", "The stages with the block: all, none, all-but-last, 2,3 or all-but-4,5.", (se, v) => se with { Stages = Stages.Parse(v) });
        AddAttention<bool>("--attention-bias", "Whether the block's layers have biases.", (se, v) => se with { Bias = v });
        Add<string>("--pretrained-weights", "A file of weights to start from: safetensors or PyTorch's zip.", (o, v) => o with { PretrainedWeights = v });
        Add<int>("--freeze-up-to-stage", "The last stage that stays as the pretrained weights have it.", (o, v) => o with { FreezeUpToStage = v });
        Add<bool>("--freeze-batch-norm", "Whether batch norms keep the statistics of the pretrained weights.", (o, v) => o with { FreezeBatchNorm = v });
        Add<double>("--head-rate-factor", "What the rate of the class layer is multiplied by.", (o, v) => o with { HeadRateFactor = v });
        Add<int>("--image-size", "The side in pixels that images are resized to.", (o, v) => o with { ImageSize = v });
        Add<int>("--epochs", "Passes over the training images.", (o, v) => o with { Epochs = v });
        Add<int>("--batch-size", "Images a step.", (o, v) => o with { BatchSize = v });
        Add<double>("--learning-rate", "The peak learning rate.", (o, v) => o with { LearningRate = v });
        Add<double>("--momentum", "The momentum of SGD.", (o, v) => o with { Momentum = v });
        Add<bool>("--nesterov", "Whether the momentum is Nesterov's.", (o, v) => o with { Nesterov = v });
        Add<double>("--weight-decay", "The L2 penalty.", (o, v) => o with { WeightDecay = v });
        Add<double>("--warm-up-epochs", "The epochs in which the rate rises to its peak.", (o, v) => o with { WarmUpEpochs = v });
        Add<bool>("--mirror", "Whether half of the images are mirrored.", (o, v) => o with { Mirror = v });
        Add<double>("--validation-fraction", "The share of the training images kept for validation.", (o, v) => o with { ValidationFraction = v });
        Add<long>("--seed", "What all randomness follows from.", (o, v) => o with { Seed = v });
        Add<TrainingDevice>("--device", "Where the network is trained.", (o, v) => o with { Device = v });
        Add<int>("--threads", "The threads that compute; default one for each processor.", (o, v) => o with { Threads = v });
        Add<bool>("--tune-allocator", "Whether freed memory is kept for the next step.", (o, v) => o with { TuneAllocator = v });
    }

    public IEnumerable<Option> Options => _options;

    /// <summary>The settings with those that were given in place.</summary>
    public SeNetOptions Apply(ParseResult parsed, SeNetOptions options) => _apply.Aggregate(options, (o, apply) => apply(parsed, o));

    private void AddAttention<T>(string name, string description, Func<SqueezeExcitation, T, SqueezeExcitation> set) =>
        Add<T>(name, description, (options, value) => options with { Attention = set(options.Attention, value) });

    private void Add<T>(string name, string description, Func<SeNetOptions, T, SeNetOptions> set)
    {
        var option = new Option<T>(name) { Description = description };
        _options.Add(option);
        _apply.Add((parsed, options) => parsed.GetResult(option) is { Implicit: false } ? set(options, parsed.GetValue(option)!) : options);
    }
}
