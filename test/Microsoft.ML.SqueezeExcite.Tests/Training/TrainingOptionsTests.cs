namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TrainingOptionsTests
{
    public static TheoryData<SeNetOptions, string> Wrong => new()
    {
        { new SeNetOptions { CropMinimumArea = 0 }, "CropMinimumArea must be above 0 and at most 1, was 0" },
        { new SeNetOptions { PaddedShift = -1 }, "PaddedShift must be at least 0, was -1" },
        { new SeNetOptions { Rotation = 181 }, "Rotation must be from 0 to 180, was 181" },
        { new SeNetOptions { Brightness = -0.1 }, "Brightness must be at least 0, was -0.1" },
        { new SeNetOptions { Contrast = double.NaN }, "Contrast must be at least 0, was NaN" },
        { new SeNetOptions { Saturation = -1 }, "Saturation must be at least 0, was -1" },
        { new SeNetOptions { Hue = 0.6 }, "Hue must be from 0 to 0.5, was 0.6" },
        { new SeNetOptions { RandomErasing = 1.5 }, "RandomErasing must be from 0 to 1, was 1.5" },
        { new SeNetOptions { Mixup = -1 }, "Mixup must be at least 0, was -1" },
        { new SeNetOptions { CutMix = double.PositiveInfinity }, "CutMix must be at least 0, was Infinity" },
        { new SeNetOptions { LabelSmoothing = 1 }, "LabelSmoothing must be from 0 up to but not including 1, was 1" },
        { new SeNetOptions { ClassWeights = [1, 0] }, "ClassWeights must be above 0, was 1, 0" },
        { new SeNetOptions { DataWorkers = 0 }, "DataWorkers must be at least 1, was 0" },
        { new SeNetOptions { Schedule = (Schedule)9 }, "Schedule must be one of Cosine, Constant, Step, MultiStep, OneCycle, Plateau, was 9" },
        { new SeNetOptions { Device = (TrainingDevice)3 }, "Device must be one of Auto, Cpu, Cuda, was 3" },
        { new SeNetOptions { Precision = (TrainingPrecision)2 }, "Precision must be one of Single, BFloat16, was 2" },
        { new SeNetOptions { Optimizer = (Optimizer)5 }, "Optimizer must be one of Sgd, Adam, AdamW, was 5" },
        { new SeNetOptions { Beta1 = 1 }, "Beta1 must be from 0 up to but not including 1, was 1" },
        { new SeNetOptions { Beta2 = -1 }, "Beta2 must be from 0 up to but not including 1, was -1" },
        { new SeNetOptions { ClipNorm = -1 }, "ClipNorm must be at least 0, was -1" },
        { new SeNetOptions { Gamma = 1 }, "Gamma must be above 0 and below 1, was 1" },
        { new SeNetOptions { StepEpochs = 0 }, "StepEpochs must be at least 1, was 0" },
        { new SeNetOptions { Milestones = [5, 5] }, "Milestones must be epochs from 1, rising, was 5, 5" },
        { new SeNetOptions { Schedule = Schedule.MultiStep }, "Schedule MultiStep needs Milestones, there are none" },
        { new SeNetOptions { PlateauPatience = -1 }, "PlateauPatience must be at least 0, was -1" },
        { new SeNetOptions { Monitor = (ValidationMetric)7 }, "Monitor must be one of Accuracy, Loss, was 7" },
        { new SeNetOptions { Schedule = Schedule.Plateau }, "Schedule Plateau needs validation images, there are none: set ValidationSet or ValidationFraction" },
        { new SeNetOptions { StopAfterEpochs = 0 }, "StopAfterEpochs must be at least 1, was 0" },
        { new SeNetOptions { WarmUpEpochs = 30 }, "WarmUpEpochs must be from 0 up to but not including the 30 epochs, was 30" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Check_SettingOutOfRange_SaysTheValueAndTheRange(SeNetOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(options.Check).Message);

    [Fact]
    public void Check_EverySettingOn_IsFine() => new SeNetOptions
    {
        RandomSizeCrop = true,
        PaddedShift = 4,
        Rotation = 10,
        Brightness = 0.4,
        Contrast = 0.4,
        Saturation = 0.4,
        Hue = 0.1,
        RandomErasing = 0.25,
        Mixup = 0.2,
        CutMix = 1,
        LabelSmoothing = 0.1,
        BalancedClasses = true,
        ClassWeights = [1, 2],
        Schedule = Schedule.MultiStep,
        Milestones = [10, 20],
    }.Check();

    [Fact]
    public void Check_SettingThatDoesNotFitTheData_SaysSo()
    {
        static string Message(SeNetOptions options, FeatureShape images) => Assert.Throws<ArgumentException>(() => options.Check(images, 3)).Message;
        Assert.Equal("ClassWeights must have a weight for each of the 3 classes, had 2", Message(new SeNetOptions { ClassWeights = [1, 2] }, new FeatureShape(3, 8, 8)));
        Assert.EndsWith("need images of 1 or 3 channels, were 2x8x8", Message(new SeNetOptions { Hue = 0.1 }, new FeatureShape(2, 8, 8)), StringComparison.Ordinal);
        Assert.Equal("PaddedShift must be below the side of the images, 3x8x9, was 8", Message(new SeNetOptions { PaddedShift = 8 }, new FeatureShape(3, 8, 9)));
    }

    [Fact]
    public void Plan_OfDefaults_MirrorsAlone()
    {
        var plan = new SeNetOptions().Plan(new ChannelStatistics([1, 2, 3], [1, 1, 1]), new FeatureShape(3, 8, 8));
        Assert.Equal([new Mirror()], plan.Augmentation.Geometry);
        Assert.Empty(plan.Augmentation.Pixels);
        Assert.Equal(Mixing.None, plan.Mixing);
        Assert.False(plan.Balanced);
    }

    [Fact]
    public void Plan_OfSettings_CarriesThem()
    {
        float[] mean = [1, 2, 3];
        var plan = new SeNetOptions
        {
            RandomSizeCrop = true,
            CropMinimumArea = 0.3,
            PaddedShift = 2,
            Rotation = 7,
            Hue = 0.1,
            RandomErasing = 0.5,
            FillWithMean = true,
            Mixup = 0.2,
            CutMix = 0.4,
            BalancedClasses = true,
            Seed = 9,
        }.Plan(new ChannelStatistics(mean, [1, 1, 1]), new FeatureShape(3, 8, 8));
        Assert.Equal([new RandomSizeCrop(0.3), new PaddedShift(2), new Mirror(), new Rotation(7)], plan.Augmentation.Geometry);
        Assert.Equal([new ColorJitter(0, 0, 0, 0.1), new RandomErasing(0.5, mean)], plan.Augmentation.Pixels);
        Assert.Equal(mean, plan.Augmentation.Fill);
        Assert.Equal((9, new Mixing(0.2, 0.4), true), (plan.Seed, plan.Mixing, plan.Balanced));
    }
}
