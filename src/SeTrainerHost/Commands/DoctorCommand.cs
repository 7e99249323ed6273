using System.CommandLine;
using SeTrainerHost.Diagnosis;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer doctor</c>: whether training and scoring can work on this machine, and what to do where not.</summary>
internal static class DoctorCommand
{
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("doctor", "Says whether training and scoring can work on this machine.") { json };
        command.SetAction(parsed =>
        {
            Finding[] findings = [.. Machine.Examine(), .. NativeLibraries.Examine()];
            if (parsed.GetValue(json))
                output.WriteLine(JsonOutput.Of(findings));
            else
                Print(Consoles.On(output), findings);
            return findings.Any(finding => finding.Health == Health.Wrong) ? TrainerApp.Failed : TrainerApp.Done;
        });
        return command;
    }

    private static void Print(IAnsiConsole console, IEnumerable<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("part", "state", "what it is", "what to do");
        foreach (var finding in findings)
            table.AddRow(
                finding.Name,
                finding.Health.ToString().ToLowerInvariant(),
                Markup.Escape(finding.Value),
                Markup.Escape(finding.Advice ?? ""));
        console.Write(table);
    }
}
