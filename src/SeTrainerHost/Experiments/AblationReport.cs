using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Experiments;

/// <summary>
/// What came of an ablation: each table with the error of validation, parameters and multiply-adds of each row.
/// </summary>
internal sealed class AblationReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SeNetOptions _options;
    private readonly IReadOnlyList<(AblationTable Table, IReadOnlyList<Result> Rows)> _tables;

    public AblationReport(SeNetOptions options, IReadOnlyList<AblationTable> tables, SeNetExperimentResult result)
    {
        _options = options;
        var runs = result.RunDetails.ToLookup(run => Key(run.Parameters));
        _tables =
        [
            .. tables.Select(table =>
                (table, (IReadOnlyList<Result>)[.. table.Rows.Select(row => Result.Of(row.Name, [.. runs[Key(row.Parameters)]]))])
            ),
        ];
    }

    private string Title =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Ablation of {_options.Architecture}, {_options.Epochs} epochs, top-1 error of validation");

    /// <summary>The tables on a console.</summary>
    public void Print(IAnsiConsole console)
    {
        console.WriteLine(Title);
        foreach (var (ablation, rows) in _tables)
        {
            console.WriteLine(ablation.Title);
            var table = new FittedTable().Name(ablation.Name).Figures(Columns);
            foreach (var row in rows)
                table.Row([row.Name, .. row.Cells]);
            table.WriteTo(console);
        }
    }

    public string Markdown()
    {
        var text = new StringBuilder($"# {Title}\n");
        foreach (var (table, rows) in _tables)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {table.Title}\n\n| {table.Name} | {string.Join(" | ", Columns)} |\n|---|---|---|---|\n");
            foreach (var row in rows)
                text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", row.Cells)} |\n");
        }

        return text.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            Architecture = _options.Architecture.Name,
            _options.Epochs,
            Tables = _tables.Select(table => new { table.Table.Name, table.Table.Title, table.Rows }),
        },
        Indented);

    private static string[] Columns => ["top-1 error %", "parameters", "multiply-adds"];

    // The seeds of a row are its repetitions.
    private static string Key(IReadOnlyDictionary<string, string> parameters) =>
        string.Join(' ', parameters.Where(p => p.Key != "seed").Select(p => $"{p.Key}={p.Value}"));

    private sealed record Result(
        string Name,
        IReadOnlyList<double> ErrorPercent,
        long? Parameters,
        long? MultiplyAdds,
        string? Exception)
    {
        public IEnumerable<string> Cells =>
            ErrorPercent.Count == 0
                ? [$"- ({Exception})", "", ""]
                :
                [
                    Error,
                    Parameters!.Value.ToString("N0", CultureInfo.InvariantCulture),
                    MultiplyAdds!.Value.ToString("N0", CultureInfo.InvariantCulture),
                ];

        private string Error
        {
            get
            {
                var mean = ErrorPercent.Average();
                var spread =
                    ErrorPercent.Count == 1
                        ? ""
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $" ± {Math.Sqrt(ErrorPercent.Sum(e => (e - mean) * (e - mean)) / (ErrorPercent.Count - 1)):F2}");
                return mean.ToString("F2", CultureInfo.InvariantCulture) + spread;
            }
        }

        public static Result Of(string name, IReadOnlyList<SeNetRunDetail> runs)
        {
            SeNetRunDetail[] finished = [.. runs.Where(run => run.State == SeNetRunState.Finished)];
            var metrics = finished.FirstOrDefault()?.Metrics;
            return new Result(
                name,
                [.. finished.Select(run => 100 * (1 - run.Metrics!.MicroAccuracy))],
                metrics?.Parameters,
                metrics?.MultiplyAdds,
                metrics is null ? runs.FirstOrDefault()?.Exception ?? "not trained" : null);
        }
    }
}
