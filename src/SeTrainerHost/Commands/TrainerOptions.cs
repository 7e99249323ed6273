using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
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
        AddAttention();
        Add<int>("--image-size", "The side in pixels that images are resized to.", (o, v) => o with { ImageSize = v });
        Add<int>("--decode-size", "The side in pixels that training images are kept at, for random-size crops to be taken from.", (o, v) => o with { DecodeSize = v });
        Add<int>("--epochs", "Passes over the training images.", (o, v) => o with { Epochs = v });
        Add<int>("--batch-size", "Images a step.", (o, v) => o with { BatchSize = v });
        Add<int>("--accumulation-steps", "The parts that a step is computed in.", (o, v) => o with { AccumulationSteps = v });
        Add<double>("--validation-fraction", "The share of the training images kept for validation.", (o, v) => o with { ValidationFraction = v });
        Add<long>("--seed", "What all randomness follows from.", (o, v) => o with { Seed = v });
        Add<TrainingDevice>("--device", "Where the network is trained.", (o, v) => o with { Device = v });
        Add<TrainingPrecision>("--precision", "The type of features and gradients in training's steps: bfloat16 is mixed precision.", (o, v) => o with { Precision = v });
        Add<int>("--threads", "The threads that compute; default one for each processor.", (o, v) => o with { Threads = v });
        Add<int>("--data-workers", "The most threads that make images.", (o, v) => o with { DataWorkers = v });
        Add<long>("--memory-budget", "The bytes of decoded images that are kept in memory; more go to a temporary file.", (o, v) => o with { MemoryBudget = v });
        Add<InvalidImageAction>("--on-invalid-image", "What is done about an image that cannot be read.", (o, v) => o with { OnInvalidImage = v });
        Add<bool>("--tune-allocator", "Whether freed memory is kept for the next step.", (o, v) => o with { TuneAllocator = v });
        AddOptimizer();
        AddSchedule();
        AddAugmentation();
        AddLabels();
        AddFineTuning();
        AddStopping();
    }

    public IEnumerable<Option> Options => _options;

    /// <summary>The settings with those that were given in place.</summary>
    public SeNetOptions Apply(ParseResult parsed, SeNetOptions options) => _apply.Aggregate(options, (o, apply) => apply(parsed, o));

    private void AddAttention()
    {
        AddAttention<int>("--reduction-ratio", "r: the block's hidden layer has C / r units.", (se, v) => se with { ReductionRatio = v });
        AddAttention<WidthRounding>("--hidden-width-rounding", "How C / r is rounded.", (se, v) => se with { Rounding = v });
        AddAttention<int>("--hidden-width-divisor", "What the hidden width is a multiple of.", (se, v) => se with { WidthDivisor = v });
        AddAttention<SqueezeKind>("--squeeze", "What the squeeze keeps of a channel.", (se, v) => se with { Squeeze = v });
        AddAttention<ActivationFunction>("--gate", "The gate's non-linearity.", (se, v) => se with { Gate = v });
        AddAttention<SqueezeExcitationPlacement>("--placement", "Where the block stands in a unit.", (se, v) => se with { Placement = v });
        AddAttention<string>("--stages", "The stages with the block: all, none, all-but-last, 2,3 or all-but-4,5.", (se, v) => se with { Stages = Stages.Parse(v) });
        AddAttention<bool>("--attention-bias", "Whether the block's layers have biases.", (se, v) => se with { Bias = v });
    }

    private void AddOptimizer()
    {
        Add<double>("--learning-rate", "The peak learning rate.", (o, v) => o with { LearningRate = v });
        Add<int>("--learning-rate-batch-size", "The batch size that the rate is meant for; with another it is scaled in proportion.", (o, v) => o with { LearningRateBatchSize = v });
        Add<Optimizer>("--optimizer", "How weights follow from gradients.", (o, v) => o with { Optimizer = v });
        Add<double>("--momentum", "The momentum of SGD.", (o, v) => o with { Momentum = v });
        Add<bool>("--nesterov", "Whether the momentum is Nesterov's.", (o, v) => o with { Nesterov = v });
        Add<double>("--beta1", "How much of the mean gradient Adam keeps.", (o, v) => o with { Beta1 = v });
        Add<double>("--beta2", "How much of the mean squared gradient Adam keeps.", (o, v) => o with { Beta2 = v });
        Add<double>("--weight-decay", "The penalty on the squares of the weights.", (o, v) => o with { WeightDecay = v });
        Add<bool>("--decay-norm-and-bias", "Whether the penalty holds for batch norms and biases too.", (o, v) => o with { DecayNormAndBias = v });
        Add<bool>("--zero-init-residual", "Whether the last batch norm of residual branches starts at zero.", (o, v) => o with { ZeroInitResidual = v });
        Add<double>("--clip-norm", "The greatest norm of all gradients together; 0 for any.", (o, v) => o with { ClipNorm = v });
    }

    private void AddSchedule()
    {
        Add<Schedule>("--schedule", "How the learning rate goes after its warm-up.", (o, v) => o with { Schedule = v });
        Add<double>("--warm-up-epochs", "The epochs in which the rate rises to its peak.", (o, v) => o with { WarmUpEpochs = v });
        Add<double>("--gamma", "What step, multi-step and plateau multiply the rate by.", (o, v) => o with { Gamma = v });
        Add<int>("--step-epochs", "The epochs between the steps of schedule step.", (o, v) => o with { StepEpochs = v });
        Add<int[]>("--milestones", "The epochs after which schedule multi-step steps.", (o, v) => o with { Milestones = v });
        Add<int>("--plateau-patience", "The epochs without a better result that schedule plateau bears.", (o, v) => o with { PlateauPatience = v });
        Add<bool>("--plateau-reloads-best", "Whether schedule plateau goes back to the best weights when it cuts the rate.", (o, v) => o with { PlateauReloadsBest = v });
    }

    private void AddAugmentation()
    {
        Add<bool>("--mirror", "Whether half of the images are mirrored.", (o, v) => o with { Mirror = v });
        Add<bool>("--random-size-crop", "Whether parts of random size are stretched to the network's size.", (o, v) => o with { RandomSizeCrop = v });
        Add<double>("--crop-minimum-area", "The least share of the image that random-size-crop takes.", (o, v) => o with { CropMinimumArea = v });
        Add<int>("--padded-shift", "The most pixels that images are moved.", (o, v) => o with { PaddedShift = v });
        Add<double>("--rotation", "The most degrees that images are turned.", (o, v) => o with { Rotation = v });
        Add<bool>("--fill-with-mean", "Whether shift and rotation uncover the mean rather than black.", (o, v) => o with { FillWithMean = v });
        Add<double>("--brightness", "Brightness is multiplied by 1 +- this.", (o, v) => o with { Brightness = v });
        Add<double>("--contrast", "Contrast is multiplied by 1 +- this.", (o, v) => o with { Contrast = v });
        Add<double>("--saturation", "Saturation is multiplied by 1 +- this.", (o, v) => o with { Saturation = v });
        Add<double>("--hue", "The most that the hue is turned, in turns.", (o, v) => o with { Hue = v });
        Add<double>("--random-erasing", "The share of the images of which a rectangle is covered.", (o, v) => o with { RandomErasing = v });
        Add<double>("--mixup", "Alpha of mixup.", (o, v) => o with { Mixup = v });
        Add<double>("--cut-mix", "Alpha of cutmix.", (o, v) => o with { CutMix = v });
    }

    private void AddLabels()
    {
        Add<double>("--label-smoothing", "The share of each label that is spread over all classes.", (o, v) => o with { LabelSmoothing = v });
        Add<bool>("--balanced-classes", "Whether each class is trained on equally often.", (o, v) => o with { BalancedClasses = v });
        Add<double[]>("--class-weights", "The weight of each class in the loss, in the order of the classes.", (o, v) => o with { ClassWeights = v });
    }

    private void AddStopping()
    {
        Add<ValidationMetric>("--monitor", "The result of validation that tells better weights from worse.", (o, v) => o with { Monitor = v });
        Add<int>("--patience", "The epochs without progress after which training stops.", (o, v) => o with { Patience = v });
        Add<double>("--minimum-delta", "What a validation must be better by to be progress.", (o, v) => o with { MinimumDelta = v });
        Add<TimeSpan>("--time-budget", "The time after which training stops, such as 00:30:00.", (o, v) => o with { TimeBudget = v });
        Add<int>("--stop-after-epochs", "The epoch after which training stops; --resume goes on with the rest of the schedule.", (o, v) => o with { StopAfterEpochs = v });
        Add<bool>("--keep-best", "Whether the model has the weights of the best validation.", (o, v) => o with { KeepBest = v });
        Add<double>("--average-decay", "The decay of the weights' moving average; 0 for none.", (o, v) => o with { AverageDecay = v });
        Add<double>("--checkpoint-minutes", "The minutes between checkpoints within an epoch; 0 for none.", (o, v) => o with { CheckpointMinutes = v });
    }

    private void AddFineTuning()
    {
        Add<string>("--pretrained-weights", "A file of weights to start from: safetensors or PyTorch's zip.", (o, v) => o with { PretrainedWeights = v });
        Add<int>("--freeze-up-to-stage", "The last stage that stays as the pretrained weights have it.", (o, v) => o with { FreezeUpToStage = v });
        Add<bool>("--freeze-batch-norm", "Whether batch norms keep the statistics of the pretrained weights.", (o, v) => o with { FreezeBatchNorm = v });
        Add<double>("--head-rate-factor", "What the rate of the class layer is multiplied by.", (o, v) => o with { HeadRateFactor = v });
    }

    private void AddAttention<T>(string name, string description, Func<SqueezeExcitation, T, SqueezeExcitation> set) =>
        Add<T>(name, description, (options, value) => options with { Attention = set(options.Attention, value) });

    private void Add<T>(string name, string description, Func<SeNetOptions, T, SeNetOptions> set)
    {
        var option = new Option<T>(name) { Description = description, AllowMultipleArgumentsPerToken = typeof(T).IsArray };
        if (typeof(T).IsEnum)
        {
            option.Description += $" One of {string.Join(", ", Enum.GetNames(typeof(T)).Select(Kebab))}.";
            option.CustomParser = Named<T>;
        }

        _options.Add(option);
        _apply.Add((parsed, options) => parsed.GetResult(option) is { Implicit: false } ? set(options, parsed.GetValue(option)!) : options);
    }

    /// <summary>Reads a name of an enumeration, however it is written.</summary>
    public static T? Named<T>(ArgumentResult result)
    {
        var (value, names) = (result.Tokens[0].Value, Enum.GetNames(typeof(T)));
        if (names.FirstOrDefault(name => Kebab(name) == Kebab(value) || name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } known)
            return (T)Enum.Parse(typeof(T), known);
        result.AddError($"'{value}' is not one of {string.Join(", ", names.Select(Kebab))}");
        return default;
    }

    /// <summary>A name as the command line writes it.</summary>
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
