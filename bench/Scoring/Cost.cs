using System.Text.Json;

namespace ScoringBench;

/// <summary>What Squeeze-and-Excitation costs at scoring time, and where.</summary>
internal static class Cost
{
    public static int Compare(string plainPath, string excitedPath, int rounds)
    {
        foreach (var batch in new[] { 1, 8 })
        {
            using var plain = new RawRuntime(Models.Onnx(plainPath), batch);
            using var excited = new RawRuntime(Models.Onnx(excitedPath), batch);
            var table = new Table($"raw ONNX Runtime, batch {batch}, {rounds} rounds", "ms an image");
            for (var round = -1; round < rounds; round++)
            {
                foreach (var (path, session) in new[] { (plainPath, plain), (excitedPath, excited) })
                {
                    var milliseconds = 1000 * session.Seconds(16, batch);
                    if (round >= 0)
                        table.Add(Path.GetFileNameWithoutExtension(path), milliseconds);
                }
            }

            table.Print();
        }

        Profile(plainPath, 8);
        Profile(excitedPath, 8);
        return 0;
    }

    private static void Profile(string path, int batch)
    {
        var prefix = Path.Combine(Path.GetTempPath(), $"senet-profile-{Guid.NewGuid():N}");
        string file;
        using (var session = new RawRuntime(Models.Onnx(path), batch, prefix))
        {
            for (var i = 0; i < 6; i++)
                session.Run(batch);
            file = session.EndProfiling();
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        File.Delete(file);
        var kernels = json.RootElement.EnumerateArray()
            .Where(e =>
                e.GetProperty("cat").GetString() == "Node"
                && e.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal))
            .GroupBy(e => e.GetProperty("args").GetProperty("op_name").GetString()!, e => e.GetProperty("dur").GetInt64())
            .Select(group => (Name: group.Key, Count: group.Count() / 6, Time: group.Sum()))
            .OrderByDescending(row => row.Time).ToArray();
        var total = kernels.Sum(row => row.Time);
        Console.WriteLine(
            $"\n{Path.GetFileNameWithoutExtension(path)}, batch {batch}, by operator\n\n| operator | nodes | share "
            + "|\n|---|---|---|");
        foreach (var (name, count, time) in kernels)
            Console.WriteLine(FormattableString.Invariant($"| {name} | {count} | {100.0 * time / total:0.0} % |"));
    }
}
