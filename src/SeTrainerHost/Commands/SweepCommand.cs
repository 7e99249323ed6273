using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Experiments;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer sweep</c>: searches for good settings, tests the best, and writes its model.zip and metrics.json beside the
/// trials.
/// </summary>
internal static class SweepCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var shared = new ExperimentOptions();
        var models = new Option<int?>("--models") { Description = "The most configurations that are tried; default 20." };
        var sampler = Named<SeNetSampler>(
            "--sampler",
            "How configurations are chosen: at random, or by a tree-structured Parzen estimator.");
        var halving = new Option<int?>("--halving")
        {
            Description = "Successive halving: one of this many trials goes on, for this many times longer.",
        };
        var least = new Option<int>("--halving-least-epochs")
        {
            Description = "The least epochs that a trial trains for.",
            DefaultValueFactory = _ => 1,
        };
        var objective = Named<SeNetObjective>("--objective", "What makes a trial better.");
        var memory = new Option<double?>("--memory")
        {
            Description = "The most memory, in MB, that a configuration may need in training.",
        };
        var space = SeNetSearchSpace.OptionNames.Select(name =>
                (
                    Name: name,
                    Option: new Option<string?>($"--search-{TrainerOptions.Kebab(name)}")
                    {
                        Description =
                            $"Values of --{TrainerOptions.Kebab(name)} to try: a list such as 4,8,16, or a range such as "
                            + "0.01..0.5.",
                    }))
            .ToArray();
        var command = new Command("sweep", "Searches for the settings that classify best; called again, it goes on.")
        {
            models, sampler, halving, least, objective, memory,
        };
        shared.AddTo(command);
        foreach (var (_, option) in space)
            command.Options.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var given = space.Where(dimension => parsed.GetValue(dimension.Option) is not null).ToArray();
                var settings = shared.Settings(parsed) with
                {
                    MaxModels = parsed.GetValue(models),
                    Sampler = parsed.GetValue(sampler),
                    Halving = parsed.GetValue(halving) is { } factor ? new SeNetHalving(factor, parsed.GetValue(least)) : null,
                    Objective = parsed.GetValue(objective),
                    MaximumMemoryUsageInMegaByte = parsed.GetValue(memory),
                    SearchSpace =
                        given.Length == 0
                            ? SeNetSearchSpace.Default
                            : given.Aggregate(
                                SeNetSearchSpace.Empty,
                                (all, dimension) => all.Parse(dimension.Name, parsed.GetValue(dimension.Option)!)),
                };
                var json = Run(shared.Job(parsed, settings), error, cancellation);
                if (shared.IsJson(parsed))
                    await output.WriteLineAsync(json).ConfigureAwait(false);
            });
        return command;
    }

    private static string Run(ExperimentJob job, TextWriter error, CancellationToken cancellation)
    {
        var console = Consoles.On(error);
        var (result, images, ml) = job.Run(console, cancellation);
        var report = new SweepReport(result);
        report.Print(console);
        var best = result.BestRun;
        using var classifier = best.LoadModel(ml);
        var metrics = new FinishedModel(ml, images, job.Settings.Options, job.Settings.Folder).Write(
            console, classifier, classifier.ClassNames, training: null, test => test with
            {
                Architecture = best.Options.Architecture.Name,
                TrainSeconds = best.Seconds,
                Parameters = best.Metrics!.Parameters,
                MultiplyAdds = best.Metrics.MultiplyAdds,
            },
            cancellation);
        return report.Json(metrics);
    }

    private static Option<T> Named<T>(string name, string description)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(TrainerOptions.Kebab)];
        var option = new Option<T>(name)
        {
            Description = $"{description} One of {string.Join(", ", names)}; default the first.",
            CustomParser = TrainerOptions.Named<T>,
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
