namespace Microsoft.ML.SqueezeExcite;

/// <content>Settings that go together.</content>
public sealed partial record SeNetOptions
{
    private static readonly Dictionary<string, SeNetOptions> RecipeTable = new()
    {
        // Small images, a few minutes on a processor.
        ["quick"] = new SeNetOptions { Epochs = 5, BatchSize = 128, Optimizer = Optimizer.Sgd(0.2, weightDecay: 5e-4) },

        // The most accuracy on 60,000 images of 28 x 28 pixels that a quarter of an hour on two cores gives.
        ["fashion-mnist"] = new SeNetOptions
        {
            Architecture = "se-resnet-14-cifar",
            Attention = SqueezeExcitation.Default with { ReductionRatio = 8 },
            ImageSize = 28,
            Epochs = 13,
            BatchSize = 128,
            Optimizer = Optimizer.Sgd(0.2, weightDecay: 5e-4),
            Augmentation = new Augmentation { PaddedShift = 1 },
            LabelSmoothing = 0.1,
        },

        // He et al., arXiv 1512.03385, section 4.2, with a cosine; r = 8, since 16 leaves a single hidden unit in the first
        // stage.
        ["cifar"] = new SeNetOptions
        {
            Architecture = "se-resnet-20-cifar",
            Attention = SqueezeExcitation.Default with { ReductionRatio = 8 },
            ImageSize = 32,
            Epochs = 200,
            BatchSize = 128,
            Optimizer = Optimizer.Sgd(0.1, weightDecay: 5e-4),
            Augmentation = new Augmentation { PaddedShift = 4 },
        },

        // arXiv 1709.01507, section 5.1.
        ["paper"] = new SeNetOptions
        {
            Epochs = 100,
            BatchSize = 256,
            Optimizer = Optimizer.Sgd(0.6, nesterov: false, weightDecay: 1e-4) with { LearningRateBatchSize = 1024 },
            Schedule = Schedule.Step(every: 30),
            Augmentation = new Augmentation
            {
                RandomSizeCrop = 0.08,
                Rotation = 10,
                Brightness = 0.4,
                Contrast = 0.4,
                Saturation = 0.4,
            },
            BalancedClasses = true,
        },

        // The write-up of MobileNet with the block on STL-10: the block after the pointwise activation, the best weights back at
        // each cut of the rate.
        ["stl10-writeup"] = new SeNetOptions
        {
            Architecture = "se-mobilenet-v1",
            Attention = SqueezeExcitation.Default with { Placement = SqueezeExcitationPlacement.Post },
            Epochs = 100,
            BatchSize = 32,
            Optimizer = Optimizer.Adam(0.01),
            Schedule = Schedule.Plateau(patience: 10, reloadsBest: true) with { WarmUpEpochs = 0 },
            Validation = Validation.Split(0.1) with { KeepBest = true },
        },

        // From imported weights, with few images.
        ["finetune"] = new SeNetOptions
        {
            Epochs = 15,
            BatchSize = 32,
            Optimizer = Optimizer.Sgd(0.01, weightDecay: 1e-4),
            FineTuning = new FineTuning { HeadRateFactor = 10 },
            Augmentation = new Augmentation { RandomSizeCrop = 0.35 },
            LabelSmoothing = 0.1,
        },
    };

    /// <summary>The names that <see cref="FromRecipe"/> takes.</summary>
    public static IReadOnlyList<string> Recipes => [.. RecipeTable.Keys];

    /// <summary>
    /// Settings that go together; change any of them with <c>with</c>. <c>finetune</c> needs the weights to start from.
    /// </summary>
    /// <param name="name">One of <see cref="Recipes"/>.</param>
    /// <exception cref="ArgumentException">There is no such recipe.</exception>
    public static SeNetOptions FromRecipe(string name) => RecipeTable.TryGetValue(name, out var options)
        ? options
        : throw new ArgumentException(
            $"there is no recipe '{name}': {Suggestion.Text(name, Recipes, $"there are {string.Join(", ", Recipes)}")}",
            nameof(name));
}
