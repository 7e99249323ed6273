namespace Microsoft.ML.SqueezeExcite;

/// <content>Settings that go together.</content>
public sealed partial record SeNetOptions
{
    private static readonly Dictionary<string, SeNetOptions> RecipeTable = new()
    {
        // Small images, a few minutes on a processor.
        ["quick"] = new SeNetOptions { Epochs = 5, BatchSize = 128, LearningRate = 0.2, WeightDecay = 5e-4 },

        // The most accuracy on 60,000 images of 28 x 28 pixels that a quarter of an hour on two cores gives.
        ["fashion-mnist"] = new SeNetOptions
        {
            Architecture = "se-resnet-14-cifar",
            Attention = SqueezeExcitation.Default with { ReductionRatio = 8 },
            ImageSize = 28,
            Epochs = 13,
            BatchSize = 128,
            LearningRate = 0.2,
            WeightDecay = 5e-4,
            PaddedShift = 1,
            LabelSmoothing = 0.1,
        },

        // He et al., arXiv 1512.03385, section 4.2, with a cosine; r = 8, since 16 leaves a single hidden unit in the first stage.
        ["cifar"] = new SeNetOptions
        {
            Architecture = "se-resnet-20-cifar",
            Attention = SqueezeExcitation.Default with { ReductionRatio = 8 },
            ImageSize = 32,
            Epochs = 200,
            BatchSize = 128,
            LearningRate = 0.1,
            WeightDecay = 5e-4,
            PaddedShift = 4,
        },

        // arXiv 1709.01507, section 5.1.
        ["paper"] = new SeNetOptions
        {
            Epochs = 100,
            BatchSize = 256,
            LearningRate = 0.6,
            LearningRateBatchSize = 1024,
            Nesterov = false,
            WeightDecay = 1e-4,
            Schedule = Schedule.Step,
            StepEpochs = 30,
            RandomSizeCrop = true,
            Rotation = 10,
            Brightness = 0.4,
            Contrast = 0.4,
            Saturation = 0.4,
            BalancedClasses = true,
        },

        // The write-up of MobileNet with the block on STL-10: the block after the pointwise activation, the best weights back at each cut of the rate.
        ["stl10-writeup"] = new SeNetOptions
        {
            Architecture = "se-mobilenet-v1",
            Attention = SqueezeExcitation.Default with { Placement = SqueezeExcitationPlacement.Post },
            Epochs = 100,
            BatchSize = 32,
            Optimizer = Optimizer.Adam,
            LearningRate = 0.01,
            WarmUpEpochs = 0,
            WeightDecay = 0,
            Schedule = Schedule.Plateau,
            PlateauPatience = 10,
            PlateauReloadsBest = true,
            KeepBest = true,
            ValidationFraction = 0.1,
        },

        // From imported weights, with few images.
        ["finetune"] = new SeNetOptions
        {
            Epochs = 15,
            BatchSize = 32,
            LearningRate = 0.01,
            HeadRateFactor = 10,
            WeightDecay = 1e-4,
            RandomSizeCrop = true,
            CropMinimumArea = 0.35,
            LabelSmoothing = 0.1,
        },
    };

    /// <summary>The names that <see cref="FromRecipe"/> takes.</summary>
    public static IReadOnlyList<string> Recipes => [.. RecipeTable.Keys];

    /// <summary>Settings that go together; change any of them with <c>with</c>.</summary>
    /// <param name="name">One of <see cref="Recipes"/>.</param>
    /// <exception cref="ArgumentException">There is no such recipe.</exception>
    public static SeNetOptions FromRecipe(string name) => RecipeTable.TryGetValue(name, out var options)
        ? options
        : throw new ArgumentException($"there is no recipe '{name}'; there are {string.Join(", ", Recipes)}", nameof(name));

    /// <summary>The settings of the run that a checkpoint is of.</summary>
    /// <param name="path">A <c>last.safetensors</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no checkpoint, or damaged.</exception>
    public static SeNetOptions FromCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Checkpoint.Options<SeNetOptions>(path);
    }
}
