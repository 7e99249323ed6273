using SqueezeExcite.Testing;

namespace SeTrainerHost.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("se-trainer tr", "train")]
    [InlineData("se-trainer ", "predict")]
    [InlineData("se-trainer train --epo", "--epochs")]
    [InlineData("se-trainer train --recipe fas", "fashion-mnist")]
    [InlineData("se-trainer train --architecture se-resnet-5", "se-resnet-50")]
    [InlineData("se-trainer train --epochs 3 --optimizer ", "adam-w")]
    [InlineData("se-trainer sweep --recipe ", "paper")]
    [InlineData("se-trainer sweep --sampler ", "random")]
    [InlineData("se-trainer import w.pth --architecture mobil", "mobilenet-v1")]
    [InlineData("se-trainer summary se-vgg", "se-vgg-16")]
    [InlineData("se-trainer predict --format ", "csv")]
    [InlineData("se-trainer completion ", "zsh")]
    public async Task Complete_OfALine_HasTheName(string line, string expected) =>
        Assert.Contains(expected, await Words(line));

    [Theory]
    [InlineData("se-trainer")]
    [InlineData("se-trainer predict pho")]
    [InlineData("se-trainer train --architecture none")]
    public async Task Complete_WhereNothingFits_IsEmpty(string line) => Assert.Empty(await Words(line));

    [Fact]
    public async Task Complete_OfCommands_LeavesOutOptionsAndWhatIsHidden()
    {
        var words = await Words("se-trainer ");
        Assert.DoesNotContain("complete", words);
        Assert.DoesNotContain(words, word => word.StartsWith('-'));
    }

    [Fact]
    public async Task Completion_OfAnUnknownShell_NamesTheKnownOnes()
    {
        using var error = new StringWriter();
        Assert.Equal(TrainerApp.WrongInput, await TrainerApp.RunAsync(["completion", "fish"], TextWriter.Null, error));
        Assert.Equal($"error: the shell must be one of bash, zsh, pwsh, was 'fish'{Environment.NewLine}", error.ToString());
    }

    [Theory]
    [InlineData("zsh", "compdef _se_trainer se-trainer")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName se-trainer")]
    public async Task Completion_OfAShell_PrintsItsScript(string shell, string expected)
    {
        using var output = new StringWriter();
        Assert.Equal(TrainerApp.Done, await TrainerApp.RunAsync(["completion", shell], output, TextWriter.Null));
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Completion_InBash_Completes()
    {
        var program = string.Join(' ', TrainerProcess.Command().Select(word => $"'{word}'"));
        var (code, output, error) = await TrainerProcess.Finish(TrainerProcess.StartCommand(
            [],
            "bash",
            "-c",
            $$"""
            se-trainer() { {{program}} "$@"; }
            source <(se-trainer completion bash)
            complete -p se-trainer
            for COMP_LINE in 'se-trainer pred' 'se-trainer train --recipe q'; do
                COMP_POINT=${#COMP_LINE}
                _se_trainer
                echo "${COMPREPLY[@]}"
            done
            """));
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("complete -o bashdefault -o default -F _se_trainer se-trainer\npredict\nquick\n", output);
    }

    private static async Task<string[]> Words(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(TrainerApp.Done, await TrainerApp.RunAsync(["complete", line], output, error));
        Assert.Equal("", error.ToString());
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
