using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A training on the disk: a safetensors file of the weights under their names, <c>optimizer.NAME.KIND</c>, <c>average.NAME</c>,
/// and in its metadata what files of weights have, <c>training</c> (the position) and <c>options</c>.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private const string AveragePrefix = "average.";

    private readonly SafetensorsFile _file;

    private Checkpoint(SafetensorsFile file, TrainingPosition position) => (_file, Position) = (file, position);

    /// <summary>Where the training was.</summary>
    public TrainingPosition Position { get; }

    /// <summary>Writes the state of a training.</summary>
    /// <exception cref="InvalidOperationException">A weight is no longer finite.</exception>
    public static void Write(
        Stream stream,
        TorchNetwork network,
        TrainingStep step,
        TrainingPosition position,
        SeNetOptions options,
        NetworkMetadata metadata)
    {
        var averages = step.Average?.Values.Tensors.Select(tensor => (AveragePrefix + tensor.Name, tensor.Value)) ?? [];
        var entries = new Dictionary<string, string>(metadata.ToDictionary())
        {
            ["training"] = JsonSerializer.Serialize(position, NetworkJson.Options),
            ["options"] = options.ToJson().ToJsonString(),
        };
        SafetensorsWriter.Write(
            stream,
            [.. network.FloatState().Concat(step.Optimizer.State).Concat(averages).Select(TensorExport.Source)],
            entries);
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or damaged.</exception>
    public static Checkpoint Open(string path)
    {
        var file = TensorFile.Open(path) as SafetensorsFile ?? throw new InvalidDataException($"'{path}' is not a checkpoint");
        try
        {
            return new Checkpoint(
                file,
                Entry(file, "training", json => JsonSerializer.Deserialize<TrainingPosition>(json, NetworkJson.Options)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The options of a checkpoint's run.</summary>
    /// <exception cref="InvalidDataException">It is not a checkpoint, or damaged.</exception>
    public static SeNetOptions Options(string path)
    {
        using var file = TensorFile.Open(path);
        return Entry(
            file,
            "options",
            json => SeNetOptions.FromJson(JsonNode.Parse(json) as JsonObject ?? throw new JsonException("it is not an object")));
    }

    /// <summary>The checkpoint that a run is to go on from; null for one that begins.</summary>
    public static string? ToResume(SeNetOptions options) =>
        options.Checkpoints is { Resume: true } kept ? RunFiles.LastIn(kept.Folder) : null;

    /// <summary>Checks that a run that is to go on can, before anything is read for it.</summary>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged, or of another network or other classes; or the best weights are not those of its best epoch.
    /// </exception>
    public static void CheckResume(SeNetOptions options, Network network, IReadOnlyList<string> labels)
    {
        if (ToResume(options) is not { } last)
            return;
        using var checkpoint = Open(last);
        foreach (var tensor in network.Tensors)
            checkpoint.Require(tensor.Name, [.. tensor.Shape.Select(size => (long)size)]);
        checkpoint.RequireLabels(labels);
        if (
            options.NeedsBest
            && ValidationHistory.Of(options.Validation, checkpoint.Position.Validations).BestEpoch is > 0 and var epoch)
        {
            checkpoint.RequireMonitor(options.Validation);
            BestFile.Require(options.Checkpoints!.Folder, epoch, checkpoint.Position.Epochs);
        }
    }

    /// <summary>The options of the checkpoint's run that differ from others, a line each.</summary>
    public IEnumerable<string> Differences(SeNetOptions options)
    {
        var (saved, given) = (JsonNode.Parse(_file.Metadata["options"])!.AsObject(), options.ToJson());
        return from setting in Setting.All
               let before = saved[setting.Name]?.ToJsonString() ?? "absent"
               let now = given[setting.Name]?.ToJsonString() ?? "absent"
               where before != now
               select $"{setting.Name} is {now}, was {before} in the checkpoint";
    }

    /// <summary>Puts the state into a training.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is of another network.</exception>
    public void Restore(TorchNetwork network, TrainingStep step)
    {
        using var noGrad = no_grad();
        foreach (var (name, live) in network.FloatState())
            Copy(name, live);
        step.Optimizer.Restore(Position.OptimizerSteps, name => _file.Tensors.ContainsKey(name) ? Tensor(name) : null);
        foreach (var (name, live) in step.Average?.Values.Tensors ?? [])
            Copy(_file.Tensors.ContainsKey(AveragePrefix + name) ? AveragePrefix + name : name, live);
    }

    public void Dispose() => _file.Dispose();

    private void Require(string name, long[] shape)
    {
        var stored = _file.Tensors.GetValueOrDefault(name);
        if (stored is null || !stored.Shape.SequenceEqual(shape))
            throw new InvalidDataException(
                $"'{_file.Path}' is a checkpoint of another network: tensor '{name}' is "
                + $"{(stored is null ? "missing" : $"[{string.Join(", ", stored.Shape)}]")}, not [{string.Join(", ", shape)}]");
    }

    // The best weights were chosen by it, and others are not kept.
    private void RequireMonitor(Validation? validation)
    {
        var (monitor, before) = (validation?.Monitor ?? ValidationMetric.Accuracy, Options(_file.Path).Validation?.Monitor);
        if (before is not null && before != monitor)
            throw new ArgumentException(
                $"Monitor must be {before}, that of the run that goes on, was {monitor}: the best weights in "
                + $"'{Path.GetDirectoryName(_file.Path)}' were chosen by it");
    }

    private void RequireLabels(IReadOnlyList<string> labels)
    {
        if (NetworkMetadata.Read(_file)?.Labels is not { } theirs || theirs.SequenceEqual(labels))
            return;
        var at = theirs.Zip(labels).TakeWhile(pair => pair.First == pair.Second).Count();
        throw new InvalidDataException(
            $"'{_file.Path}': its class {at + 1} is '{theirs.ElementAtOrDefault(at)}', that of the data "
            + $"'{labels.ElementAtOrDefault(at)}': a run goes on with the classes that it began with, in their order");
    }

    private void Copy(string name, Tensor target)
    {
        Require(name, target.shape);
        using var values = Tensor(name);
        target.copy_(values);
    }

    private Tensor Tensor(string name)
    {
        var array = _file.Read(name);
        return tensor(array.Values, [.. array.Shape.Select(size => (long)size)]);
    }

    private static T Entry<T>(TensorFile file, string key, Func<string, T?> read)
        where T : class
    {
        try
        {
            return file.Metadata.TryGetValue(key, out var json) && read(json) is { } value
                ? value
                : throw new InvalidDataException($"'{file.Path}' is not a checkpoint: its metadata have no '{key}'");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"'{file.Path}': its '{key}' cannot be read: {e.Message}", e);
        }
    }
}
