using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Tests.Terminal;

public sealed class LiveViewTests
{
    [Fact]
    public void Run_InATerminal_KeepsALineOfEachEpoch()
    {
        var screen = Run(interactive: true, epochs: true);
        Assert.Contains(EpochLine.Header, screen, StringComparison.Ordinal);
        Assert.Contains("1/2  1.5000   0.2500          1.2500   0.5000 best", screen, StringComparison.Ordinal);
        Assert.Contains("2/2  0.5000   0.7500          1.7500   0.2500     ", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutLinesOfEpochs_HasTheBarAlone() =>
        Assert.DoesNotContain(EpochLine.Header, Run(interactive: true, epochs: false), StringComparison.Ordinal);

    [Fact]
    public void Run_NotInATerminal_WritesPlainLines()
    {
        var lines = Run(interactive: false, epochs: true);
        Assert.Contains("epoch 1/2  100 images/s  loss 1.5000  accuracy 0.2500", lines, StringComparison.Ordinal);
        Assert.Contains("validation 0.5000", lines, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', lines);
    }

    [Fact]
    public void Run_TrainingThatFails_EndsTheDisplay()
    {
        using var writer = new StringWriter();
        var console = On(writer, interactive: true);
        Assert.Throws<InvalidOperationException>(() => ProgressDisplay.Run<int>(
            console,
            progress =>
            {
                progress.Report(Epoch(1, isBest: true));
                throw new InvalidOperationException();
            },
            epochs: true));
        console.Progress().Start(context => context.AddTask("the next display"));
    }

    [Fact]
    public void Run_InATerminal_TrainsOnItsCallersThread()
    {
        using var writer = new StringWriter();
        var thread = ProgressDisplay.Run(
            On(writer, interactive: true), _ => Environment.CurrentManagedThreadId, epochs: true);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Theory]
    [InlineData(80, "\u001b[J")]
    [InlineData(20, "\u001b[J")]
    public void Say_InATerminal_ErasesWhatIsBelowFirst(int width, string start)
    {
        using var writer = new StringWriter();
        var console = On(writer, interactive: true);
        console.Profile.Width = width;
        console.Say("a line of more than 20 characters [with brackets]");
        Assert.StartsWith(start, writer.ToString(), StringComparison.Ordinal);
        var lines = writer.ToString()[start.Length..].ReplaceLineEndings("\n").Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(
            "a line of more than 20 characters [with brackets]",
            string.Join(' ', lines.Select(line => line.Trim()).Where(line => line.Length > 0)));
    }

    [Fact]
    public void Of_AnEpochOfAnyLength_FitsIn80Columns()
    {
        var epoch = Epoch(1, isBest: true) with
        {
            Epoch = 1000,
            Epochs = 1000,
            LearningRate = 1.23e-10,
            Elapsed = new TimeSpan(12, 3, 4, 5),
        };
        Assert.True(EpochLine.Of(epoch).Length <= 80, EpochLine.Of(epoch));
        Assert.True(EpochLine.Header.Length <= 80);
        Assert.DoesNotContain("best", EpochLine.Of(epoch with { Validation = null, IsBest = false }), StringComparison.Ordinal);
    }

    private static string Run(bool interactive, bool epochs)
    {
        using var writer = new StringWriter();
        ProgressDisplay.Run(
            On(writer, interactive),
            progress =>
            {
                progress.Report(Epoch(1, isBest: true));
                progress.Report(Epoch(2, isBest: false));
                return 0;
            },
            epochs);
        return writer.ToString();
    }

    private static IAnsiConsole On(TextWriter writer, bool interactive)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 80;
        return console;
    }

    private static TrainingProgress Epoch(int number, bool isBest) => new(
        number, Epochs: 2, Step: 1, Steps: 1, Loss: 2.5 - number, Accuracy: number / 2.0 - 0.25, LearningRate: 0.05,
        ImagesPerSecond: 100, DataWaitShare: 0, Elapsed: TimeSpan.FromSeconds(number), Remaining: TimeSpan.Zero,
        new Microsoft.ML.SqueezeExcite.ValidationResult(0.75 + number / 2.0, 0.75 - number / 4.0))
    {
        IsBest = isBest,
    };
}
