using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Commands;

namespace SeTrainerHost.Tests.Commands;

public sealed class HelpPageTests
{
    [Fact]
    public async Task Help_OfTrain_GroupsTheCommonOptions()
    {
        var help = await Help("train", "--help");
        string[] groups =
        [
            "Data:", "Network:", "SE block:", "Training:", "Optimizer and schedule:", "Augmentation:", "Validation:",
            "Fine-tuning:", "Run and machine:",
        ];
        Assert.Equal(groups, help.Split('\n').Where(groups.Contains));
        Assert.Contains("--learning-rate X", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--beta1", help, StringComparison.Ordinal);
        Assert.Contains("se-trainer train --help-all shows every option.", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpAll_OfTrain_HasEverySetting()
    {
        var words = (await Help("train", "--help-all")).Split([' ', '\n']);
        Assert.All(new TrainerOptions().Options, option => Assert.Contains(option.Name, words));
    }

    [Fact]
    public async Task Help_OfASetting_ShowsTheDefaultOfTheOptions()
    {
        var help = (await Help("train", "--help-all")).ReplaceLineEndings(" ");
        var options = new SeNetOptions();
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"images. (default {options.Epochs})"), help, StringComparison.Ordinal);
        Assert.Contains($"(default {options.Architecture})", help, StringComparison.Ordinal);
        Assert.Contains("(default sgd)", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_OfEverySetting_IsThatOfItsRecord()
    {
        Assert.Equal(0.9, Setting.Find("beta1")!.Default);
        Assert.Equal(10, Setting.Find("plateauPatience")!.Default);
        Assert.Equal(16, Setting.Find("reductionRatio")!.Default);
        Assert.All(Setting.All, setting => _ = setting.Default);
    }

    [Fact]
    public void Common_OfTheGroups_AreSettings() =>
        Assert.Empty(OptionGroups.Common.Except(new TrainerOptions().Options.Select(option => option.Name)));

    [Theory]
    [InlineData("--help")]
    [InlineData("--help-all")]
    [InlineData("-h")]
    [InlineData("predict", "-?")]
    [InlineData("sweep", "--help-all")]
    [InlineData("train", "--epochs", "many", "--help")]
    public async Task Help_OfAnyCommand_StaysWithin100Columns(params string[] arguments)
    {
        var help = await Help(arguments);
        Assert.Contains("usage: se-trainer", help, StringComparison.Ordinal);
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    private static async Task<string> Help(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(TrainerApp.Done, await TrainerApp.RunAsync(arguments, output, error));
        Assert.Equal("", error.ToString());
        return output.ToString().ReplaceLineEndings("\n");
    }
}
