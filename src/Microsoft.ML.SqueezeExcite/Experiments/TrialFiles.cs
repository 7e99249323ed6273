using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The folder of an experiment: <c>experiment.json</c> says which one, <c>trial-0001</c> and so on hold <c>trial.json</c>, the
/// model, and the files of the training until it is finished. One process at a time has it open.
/// </summary>
internal sealed class TrialFiles : IDisposable
{
    /// <summary>The model's file in the folder of a trial or of its fold.</summary>
    public const string Model = "model.zip";

    private static readonly JsonSerializerOptions Json = new(NetworkJson.Options) { WriteIndented = true };

    private readonly string _folder;
    private readonly FileStream _lock;
    private readonly FileSystem _files;

    private TrialFiles(string folder, FileStream opened, FileSystem files) =>
        (_folder, _lock, _files) = (folder, opened, files);

    /// <summary>Opens the folder of an experiment, or makes it.</summary>
    /// <exception cref="ArgumentException">It is the folder of another experiment; the message says what differs.</exception>
    /// <exception cref="InvalidDataException">Its description is damaged.</exception>
    /// <exception cref="IOException">It cannot be written to, or another process has it open.</exception>
    public static TrialFiles Open(string folder, JsonObject identity, FileSystem files)
    {
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var opened = new TrialFiles(folder, Lock(folder), files);
        try
        {
            opened.Identify(identity);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The trials so far, in the order of their numbers.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public IReadOnlyList<SeNetRunDetail> Read() =>
        [.. Enumerable.Range(1, int.MaxValue - 1).Select(FileOf).TakeWhile(File.Exists).Select(Read<SeNetRunDetail>)];

    /// <summary>Keeps a trial as it is now.</summary>
    public void Write(SeNetRunDetail trial)
    {
        Directory.CreateDirectory(FolderOf(trial.Trial));
        Write(FileOf(trial.Trial), trial);
    }

    /// <summary>The folder of a trial's training.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="folds">The number of folds; a single one has no folder of its own.</param>
    public string FolderOf(int trial, int fold = 0, int folds = 1)
    {
        var own = Path.Combine(_folder, FormattableString.Invariant($"trial-{trial:D4}"));
        return folds == 1 ? own : Path.Combine(own, FormattableString.Invariant($"fold-{fold + 1}"));
    }

    /// <summary>
    /// Removes what it would take to go on with a training that has come to its end. What cannot be removed stays; it is in
    /// nobody's way.
    /// </summary>
    public void RemoveCheckpoints(string folder)
    {
        try
        {
            foreach (var file in Directory.GetFiles(folder, "*.safetensors"))
                _files.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "experiment.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"the experiment's folder '{folder}' cannot be used, perhaps another process uses it: {e.Message}",
                e);
        }
    }

    private void Identify(JsonObject identity)
    {
        var file = Path.Combine(_folder, "experiment.json");
        if (!File.Exists(file))
        {
            Write(file, identity);
            return;
        }

        string[] differences = [.. Differences("", Read<JsonObject>(file), identity)];
        if (differences.Length > 0)
            throw new ArgumentException(
                $"'{_folder}' holds another experiment: {string.Join("; ", differences)}. Use another folder, or the settings of "
                + "that one");
    }

    private static IEnumerable<string> Differences(string path, JsonNode? before, JsonNode? now)
    {
        if (before is JsonObject a && now is JsonObject b)
            return b.Select(p => p.Key)
                .Union(a.Select(p => p.Key))
                .SelectMany(name => Differences(path.Length == 0 ? name : $"{path}.{name}", a[name], b[name]));
        return JsonNode.DeepEquals(before, now)
            ? []
            : [$"{path} is {now?.ToJsonString() ?? "none"}, was {before?.ToJsonString() ?? "none"}"];
    }

    private string FileOf(int trial) => Path.Combine(FolderOf(trial), "trial.json");

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(file), Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is damaged: {e.Message}", e);
        }
    }

    private void Write<T>(string file, T value) =>
        AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, value, Json), _files);
}
