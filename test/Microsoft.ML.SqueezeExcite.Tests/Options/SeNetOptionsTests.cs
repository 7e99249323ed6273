namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeNetOptionsTests
{
    public static TheoryData<SeNetOptions, string> Wrong =>
        new()
        {
            { Augmented(new() { RandomSizeCrop = 0 }), "RandomSizeCrop must be above 0 and at most 1, was 0" },
            { Augmented(new() { PaddedShift = -1 }), "PaddedShift must be at least 0, was -1" },
            { Augmented(new() { Rotation = 181 }), "Rotation must be from 0 to 180, was 181" },
            { Augmented(new() { Brightness = -0.1 }), "Brightness must be at least 0, was -0.1" },
            { Augmented(new() { Contrast = double.NaN }), "Contrast must be at least 0, was NaN" },
            { Augmented(new() { Saturation = -1 }), "Saturation must be at least 0, was -1" },
            { Augmented(new() { Hue = 0.6 }), "Hue must be from 0 to 0.5, was 0.6" },
            { Augmented(new() { RandomErasing = 1.5 }), "RandomErasing must be from 0 to 1, was 1.5" },
            { Augmented(new() { Mixup = -1 }), "Mixup must be at least 0, was -1" },
            { Augmented(new() { CutMix = double.PositiveInfinity }), "CutMix must be at least 0, was Infinity" },
            { Augmented(new() { FillWithMean = true }), "FillWithMean has no effect without PaddedShift or Rotation" },
            {
                new SeNetOptions { LabelSmoothing = 1 },
                "LabelSmoothing must be from 0 up to but not including 1, was 1"
            },
            {
                new SeNetOptions { ClassWeights = [1, 0] },
                "ClassWeights must be above 0, was 1, 0"
            },
            { new SeNetOptions { Threads = 100_000 }, "Threads must be between 1 and 1024, was 100000" },
            { new SeNetOptions { BatchSize = 1_000_000 }, "BatchSize must be between 1 and 65536, was 1000000" },
            {
                new SeNetOptions { Optimizer = Optimizer.Sgd(1e308) },
                "LearningRate must be above 0 and at most 1E+30, was 1E+308"
            },
            {
                new SeNetOptions { DataWorkers = 0 },
                "DataWorkers must be between 1 and 1024, was 0"
            },
            {
                new SeNetOptions { ImageSize = 4097 },
                "ImageSize must be between 8 and 4096, was 4097"
            },
            {
                new SeNetOptions { DecodeSize = 100 },
                "DecodeSize must be between the ImageSize of 224 and 4096, was 100"
            },
            {
                new SeNetOptions { AccumulationSteps = 129 },
                "AccumulationSteps must be between 1 and the batch size 128, was 129"
            },
            {
                new SeNetOptions { TimeBudget = TimeSpan.Zero },
                "TimeBudget must be above zero, was 00:00:00"
            },
            {
                new SeNetOptions { Device = (TrainingDevice)3 },
                "Device must be one of Auto, Cpu, Cuda, was 3"
            },
            {
                new SeNetOptions { Precision = (TrainingPrecision)2 },
                "Precision must be one of Single, BFloat16, was 2"
            },
            {
                new SeNetOptions { Optimizer = Optimizer.Adam(beta1: 1) },
                "Beta1 must be from 0 up to but not including 1, was 1"
            },
            {
                new SeNetOptions { Optimizer = Optimizer.AdamW(beta2: -1) },
                "Beta2 must be from 0 up to but not including 1, was -1"
            },
            {
                new SeNetOptions { Optimizer = Optimizer.Sgd() with { ClipNorm = -1 } },
                "ClipNorm must be at least 0, was -1"
            },
            {
                new SeNetOptions { Optimizer = Optimizer.Sgd(0) },
                "LearningRate must be above 0 and at most 1E+30, was 0"
            },
            {
                new SeNetOptions { Schedule = Schedule.Step(gamma: 1) },
                "Gamma must be above 0 and below 1, was 1"
            },
            {
                new SeNetOptions { Schedule = Schedule.Step(every: 0) },
                "StepEpochs must be at least 1, was 0"
            },
            {
                new SeNetOptions { Schedule = Schedule.MultiStep([5, 5]) },
                "Milestones must be epochs from 1, rising, was 5, 5"
            },
            {
                new SeNetOptions { Schedule = Schedule.MultiStep([]) },
                "Schedule MultiStep needs Milestones, there are none"
            },
            {
                new SeNetOptions { Schedule = Schedule.Plateau(patience: -1), Validation = Validation.Split(0.1) },
                "PlateauPatience must be at least 0, was -1"
            },
            {
                new SeNetOptions { Schedule = Schedule.Plateau() },
                "Schedule Plateau needs validation images, there are none: set Validation or ValidationFraction"
            },
            {
                new SeNetOptions { Schedule = Schedule.Cosine() with { WarmUpEpochs = 30 } },
                "WarmUpEpochs must be from 0 up to but not including the 30 epochs, was 30"
            },
            {
                new SeNetOptions { Validation = Validation.Split(0.1) with { Monitor = (ValidationMetric)7 } },
                "Monitor must be one of Accuracy, Loss, was 7"
            },
            {
                new SeNetOptions { Validation = Validation.Split(0.1) with { Patience = 0 } },
                "Patience must be at least 1, was 0"
            },
            {
                new SeNetOptions { Validation = new Validation { KeepBest = true } },
                "validation has no images: set Validation.On(images) or ValidationFraction"
            },
            {
                new SeNetOptions { StopAfterEpochs = 0 },
                "StopAfterEpochs must be at least 1, was 0"
            },
            {
                new SeNetOptions { Checkpoints = new Checkpoints() },
                "Checkpoints.Folder must be the path of a folder, was ''"
            },
            {
                new SeNetOptions { Checkpoints = Checkpoints.In("run") with { Minutes = -1 } },
                "CheckpointMinutes must be at least 0, was -1"
            },
            {
                new SeNetOptions { Attention = new() { WidthDivisor = 0 } },
                "HiddenWidthDivisor must be at least 1, was 0"
            },
            {
                new SeNetOptions { Architecture = "resnet-50", Attention = new() },
                "Attention has no effect with the Architecture resnet-50, which has no place for an SE block of the options"
            },
            {
                new SeNetOptions
                {
                    Architecture = Networks.Create("se-resnet-8-cifar", new FeatureShape(1, 28, 28), 10),
                    Attention = new(),
                },
                "Attention has no effect with the Architecture se-resnet-8-cifar, which has no place for an SE block of the "
                + "options"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Check_SettingOutOfRange_SaysTheValueAndTheRange(SeNetOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => options.Check()).Message);

    [Fact]
    public void Check_EverySettingOn_IsFine() => new SeNetOptions
    {
        Augmentation = new Augmentation
        {
            RandomSizeCrop = 0.08,
            PaddedShift = 4,
            Rotation = 10,
            FillWithMean = true,
            Brightness = 0.4,
            Contrast = 0.4,
            Saturation = 0.4,
            Hue = 0.1,
            RandomErasing = 0.25,
            Mixup = 0.2,
            CutMix = 1,
        },
        LabelSmoothing = 0.1,
        BalancedClasses = true,
        ClassWeights = [1, 2],
        Schedule = Schedule.MultiStep([10, 20]),
        Validation = Validation.Split(0.1) with { Patience = 3, KeepBest = true },
        Checkpoints = Checkpoints.In("run", resume: true),
        FineTuning = FineTuning.From("weights.safetensors") with { FreezeUpToStage = 2 },
    }.Check();

    [Fact]
    public void Check_SettingThatDoesNotFitTheData_SaysSo()
    {
        static string Message(SeNetOptions options, FeatureShape images) =>
            Assert.Throws<ArgumentException>(() => options.Check(images, 3)).Message;
        Assert.Equal(
            "ClassWeights must have a weight for each of the 3 classes, had 2",
            Message(new SeNetOptions { ClassWeights = [1, 2] }, new FeatureShape(3, 8, 8)));
        Assert.EndsWith(
            "need images of 1 or 3 channels, were 2x8x8",
            Message(Augmented(new() { Hue = 0.1 }), new FeatureShape(2, 8, 8)),
            StringComparison.Ordinal);
        Assert.Equal(
            "PaddedShift must be below the side of the images, 3x8x9, was 8",
            Message(Augmented(new() { PaddedShift = 8 }), new FeatureShape(3, 8, 9)));
    }

    [Fact]
    public void Plan_OfDefaults_MirrorsAlone()
    {
        var plan = SamplePlan.Of(new SeNetOptions(), new ChannelStatistics([1, 2, 3], [1, 1, 1]), new FeatureShape(3, 8, 8));
        Assert.Equal([new Mirror()], plan.Augmentation.Geometry);
        Assert.Empty(plan.Augmentation.Pixels);
        Assert.Equal(Mixing.None, plan.Mixing);
        Assert.False(plan.Balanced);
    }

    [Fact]
    public void Plan_OfSettings_CarriesThem()
    {
        float[] mean = [1, 2, 3];
        var options = new SeNetOptions
        {
            Augmentation = new Augmentation
            {
                RandomSizeCrop = 0.3,
                PaddedShift = 2,
                Rotation = 7,
                Hue = 0.1,
                RandomErasing = 0.5,
                FillWithMean = true,
                Mixup = 0.2,
                CutMix = 0.4,
            },
            BalancedClasses = true,
            Seed = 9,
        };
        var plan = SamplePlan.Of(options, new ChannelStatistics(mean, [1, 1, 1]), new FeatureShape(3, 8, 8));
        Assert.Equal([new RandomSizeCrop(0.3), new PaddedShift(2), new Mirror(), new Rotation(7)], plan.Augmentation.Geometry);
        Assert.Equal([new ColorJitter(0, 0, 0, 0.1), new RandomErasing(0.5, mean)], plan.Augmentation.Pixels);
        Assert.Equal(mean, plan.Augmentation.Fill);
        Assert.Equal((9, new Mixing(0.2, 0.4), true), (plan.Seed, plan.Mixing, plan.Balanced));
    }

    private static SeNetOptions Augmented(Augmentation augmentation) => new() { Augmentation = augmentation };
}
