using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Experiments;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer ablation</c>: the ablations of arXiv 1709.01507 as one experiment, printed as its tables, and written as
/// ablation.md and ablation.json.
/// </summary>
internal static class AblationCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var shared = new ExperimentOptions();
        var tables = new Option<string?>("--tables")
        {
            Description =
                "The tables, with commas between: reduction-ratio, squeeze, gate, stages, placement, no-se; default all.",
        };
        var seeds = new Option<int>("--seeds")
        {
            Description = "How often each row is trained, with seeds from 1.",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("ablation", "Runs the paper's ablations on a network; called again, it goes on.")
        {
            tables,
            seeds,
        };
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = shared.Settings(parsed);
            var chosen = Choose(AblationTable.Of(settings.Options), parsed.GetValue(tables));
            settings = settings with { Configurations = Configurations(chosen, parsed.GetValue(seeds)) };
            var json = Run(shared.Job(parsed, settings), chosen, error, cancellation);
            if (shared.IsJson(parsed))
                await output.WriteLineAsync(json).ConfigureAwait(false);
        });
        return command;
    }

    private static string Run(
        ExperimentJob job,
        IReadOnlyList<AblationTable> tables,
        TextWriter error,
        CancellationToken cancellation)
    {
        var console = Consoles.On(error);
        var (result, _, _) = job.Run(console, cancellation);
        var report = new AblationReport(job.Settings.Options, tables, result);
        report.Print(console);
        var json = report.Json();
        Write(job.Settings.Folder, "ablation.md", report.Markdown());
        Write(job.Settings.Folder, "ablation.json", json + "\n");
        return json;
    }

    private static IReadOnlyList<AblationTable> Choose(IReadOnlyList<AblationTable> all, string? names)
    {
        if (names is null)
            return all;
        var wanted = names.Split(',', StringSplitOptions.TrimEntries);
        return wanted.Except(all.Select(table => table.Name)).FirstOrDefault() is { } unknown
            ? throw new ArgumentException(
                $"there is no table '{unknown}': "
                + Suggestion.Text(
                    unknown,
                    all.Select(table => table.Name),
                    $"there are {string.Join(", ", all.Select(table => table.Name))}"))
            : [.. all.Where(table => wanted.Contains(table.Name))];
    }

    /// <summary>Each row once a seed; what stands in several tables is trained once.</summary>
    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Configurations(
        IReadOnlyList<AblationTable> tables,
        int seeds)
    {
        if (seeds < 1)
            throw new ArgumentException($"--seeds must be at least 1, was {seeds}");
        var rows = tables.SelectMany(table => table.Rows).DistinctBy(row => string.Join(' ', row.Parameters));
        return
        [
            .. from seed in Enumerable.Range(1, seeds)
               from row in rows
               select new Dictionary<string, string>(row.Parameters) { ["seed"] = seed.ToString(CultureInfo.InvariantCulture) },
        ];
    }

    private static void Write(string folder, string name, string text) =>
        AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
