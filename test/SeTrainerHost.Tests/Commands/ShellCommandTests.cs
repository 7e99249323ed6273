using System.CommandLine;
using SeTrainerHost.Commands;
using SqueezeExcite.Testing;

namespace SeTrainerHost.Tests.Commands;

public sealed class ShellCommandTests
{
    [UnixFact]
    public void Of_WordsWithSpacesAndQuotes_QuotesThem()
    {
        var command = new Command("train") { new Option<string>("--data"), new Option<bool>("--resume") };
        var root = new RootCommand { command };
        Assert.Equal(
            @"se-trainer train --data 'my photos/of '\''96' --resume",
            ShellCommand.Of(root.Parse(["train", "--data", "my photos/of '96"]), ["--resume"]));
        Assert.Equal(
            "se-trainer train --resume --data photos",
            ShellCommand.Of(root.Parse(["train", "--resume", "--data=photos"]), ["--resume"]));
    }
}
