using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Commands;

namespace SeTrainerHost.Tests.Commands;

public sealed class TrainerOptionsTests
{
    [Fact]
    public void Options_OfTheTable_AreAllOnTheCommandLine()
    {
        var expected = Setting.All.Where(setting => setting.Scope != SettingScope.Program)
            .Select(setting => Setting.OnCommandLine(setting.Name));
        Assert.Equal(expected, new TrainerOptions().Options.Select(option => option.Name));
    }

    [Fact]
    public void Apply_OfListsAndNames_TakesEachValue()
    {
        var settings = new TrainerOptions();
        var parsed = Parse(settings, "--schedule multi-step --milestones 30 60 90 --class-weights 1 2.5 --mixup 0.2 --cut-mix 1");
        Assert.Empty(parsed.Errors);
        var options = settings.Apply(parsed, new SeNetOptions());
        Assert.Equal([1, 2.5], options.ClassWeights);
        Assert.Equal(Schedule.MultiStep([30, 60, 90]), options.Schedule);
        Assert.Equal((0.2, 1), (options.Augmentation.Mixup, options.Augmentation.CutMix));
    }

    [Theory]
    [InlineData("--schedule OneCycle", "OneCycle")]
    [InlineData("--schedule one-cycle", "OneCycle")]
    [InlineData("--schedule multistep", "MultiStep")]
    [InlineData("--epochs 3", "Cosine")]
    public void Apply_OfAName_IgnoresHowItIsWritten(string line, string expected)
    {
        var settings = new TrainerOptions();
        Assert.Equal(expected, settings.Apply(Parse(settings, line), new SeNetOptions()).Schedule.Kind.ToString());
    }

    [Theory]
    [InlineData("--optimizer adan", "'adan' is not one of sgd, adam, adam-w: did you mean 'adam'?")]
    [InlineData("--schedule 1", "'1' is not one of cosine, constant, step, multi-step, one-cycle, plateau")]
    public void Apply_OfAWrongName_NamesTheRight(string line, string message) =>
        Assert.Equal(message, Assert.Single(Parse(new TrainerOptions(), line).Errors).Message);

    [Fact]
    public void Apply_OfANormalization_TakesMeanAndDeviation()
    {
        var settings = new TrainerOptions();
        var options = settings.Apply(Parse(settings, "--normalization 124,116.5,104/58,57,57.5"), new SeNetOptions());
        Assert.Equal([124, 116.5f, 104], options.Normalization!.Mean);
        Assert.Equal([58, 57, 57.5f], options.Normalization!.Deviation);
    }

    [Theory]
    [InlineData("124,116,104", "must be as in")]
    [InlineData("1,2/3", "2 means and 1 deviations")]
    [InlineData("1/0", "must be above 0")]
    [InlineData("a/1", "'a'")]
    public void Apply_OfAWrongNormalization_SaysWhatIsRight(string text, string message) => Assert.Contains(
        message,
        Assert.Single(Parse(new TrainerOptions(), $"--normalization {text}").Errors).Message,
        StringComparison.Ordinal);

    private static ParseResult Parse(TrainerOptions settings, string line)
    {
        var command = new Command("train");
        foreach (var option in settings.Options)
            command.Options.Add(option);
        return command.Parse(line);
    }
}
