namespace ScoringBench;

/// <summary>Rates by name, printed as a markdown table of medians, with the first as 1.</summary>
internal sealed class Table(string title, string unit = "images/s")
{
    private readonly List<(string Name, List<double> Values)> _rows = [];

    public void Add(string name, double value)
    {
        if (_rows.Find(row => row.Name == name) is not { Values: { } values })
            _rows.Add((name, values = []));
        values.Add(value);
    }

    public void Print()
    {
        Console.WriteLine(
            $"\n{title}, {Environment.ProcessorCount} cores\n\n| | {unit} | lowest - highest | against the first "
            + "|\n|---|---|---|---|");
        var first = Speed.Median([.. _rows[0].Values]);
        foreach (var (name, values) in _rows)
        {
            var median = Speed.Median([.. values]);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {name} | {median:0.##} | {values.Min():0.##} - {values.Max():0.##} | {median / first:0.000} |"));
        }
    }
}
