using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Tests.Terminal;

public sealed class FittedTableTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    public void WriteTo_NamesThatAreTooLong_ShortensThemToOneLineARow(int width)
    {
        var lines = Lines(width, new string('n', 300), "[red] a name of several words that goes on and on and on and on");
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(4, lines.Length);
        Assert.Contains(" 1,234,567 ", lines[2], StringComparison.Ordinal);
        Assert.Contains("nnn…", lines[2], StringComparison.Ordinal);
        Assert.Contains("…", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTo_ManyColumns_ShortensTheirTitles()
    {
        var table = new FittedTable().Name("reductionRatio").Name("learningRate").Name("schedule")
            .Figures("epochs", "accuracy", "macro", "log-loss", "parameters", "seconds")
            .Name("state");
        table.Row("4", "0.1234", "one-cycle", "10", "0.9876", "0.9765", "0.1234", "80,415", "123.4", "finished (best)");
        var lines = Lines(80, table);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("0.9876", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void WriteTo_NamesThatFit_LeavesThem()
    {
        var lines = Lines(80, "red", "[red] and blue");
        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
        Assert.Contains("[red] and blue", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "a…d")]
    [InlineData("layer2.0.se.fc1", 10, "layer….fc1")]
    [InlineData("日本語", 5, "日…語")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("a😀b", 3, "a…b")]
    public void Shortened_OfAText_TakesAtMostItsColumns(string text, int columns, string expected) =>
        Assert.Equal(expected, FittedTable.Shortened(text, columns));

    private static string[] Lines(int width, params string[] names)
    {
        var table = new FittedTable().Name("class").Figures("images").Name("taken for");
        foreach (var name in names)
            table.Row(name, "1,234,567", name);
        return Lines(width, table);
    }

    private static string[] Lines(int width, FittedTable table)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        table.WriteTo(console);
        return [.. writer.ToString().ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0)];
    }
}
