namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The files of a run: <c>last.safetensors</c>, <c>best.safetensors</c> and <c>log.csv</c>. One that cannot be written is told of
/// and leaves the one before it as it is; the run goes on, for it is worth more than its files. The first two must agree whenever
/// the process ends: new best weights wait as <c>best.next.safetensors</c> until the checkpoint that knows of them is there, and
/// whoever opens the folder finishes what was begun.
/// </summary>
internal sealed class RunFiles(string folder, double minutes, Action<string> warn)
{
    private readonly string _best = BestPath(folder);
    private readonly string _next = NextPath(folder);
    private EpochLog? _log;
    private TimeSpan _saved;

    /// <summary>The checkpoint.</summary>
    public string Last { get; } = LastPath(folder);

    /// <summary>What a message about a run that failed says of the checkpoint; empty where there is none.</summary>
    public string LastGood => File.Exists(Last) ? $"; the last good checkpoint is {Last}" : "";

    /// <summary>A folder's checkpoint; null where it has none.</summary>
    public static string? LastIn(string folder) => File.Exists(LastPath(folder)) ? LastPath(folder) : null;

    /// <summary>
    /// Makes the folder and opens the checkpoint to go on from; null for a run that begins. That one keeps what another left
    /// there, under names with <c>.previous</c>.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public Checkpoint? Resume(bool resumes)
    {
        Directory.CreateDirectory(folder);
        var checkpoint = resumes && LastIn(folder) is { } last ? Checkpoint.Open(last) : null;
        if (checkpoint is not null && IsNextKnown(folder, checkpoint.Position.Epochs))
            Promote();
        else
            File.Delete(_next);
        if (!resumes)
            foreach (var left in new[] { Last, _best, LogPath(folder) })
                SetAside(left);
        _saved = checkpoint?.Position.Elapsed ?? TimeSpan.Zero;
        _log = new EpochLog(LogPath(folder), checkpoint?.Position.Epochs ?? 0);
        return checkpoint;
    }

    /// <summary>Gives a file that another run left another name, so that a run that begins does not overwrite it.</summary>
    private static void SetAside(string path)
    {
        if (File.Exists(path))
            File.Move(path, Path.ChangeExtension(path, $".previous{Path.GetExtension(path)}"), overwrite: true);
    }

    /// <summary>Writes the checkpoint, now or where it is time to, and before it the best weights that it knows of.</summary>
    /// <exception cref="InvalidOperationException">A weight is no longer finite.</exception>
    public void Save(bool now, TimeSpan elapsed, BestWeights best, Action<Stream> write)
    {
        if (!now && !(minutes > 0 && elapsed - _saved >= TimeSpan.FromMinutes(minutes)))
            return;
        _saved = elapsed;
        if (best.Save() && Try(() => AtomicFile.Write(Last, write), Last) && File.Exists(_next))
            Try(Promote, _best);
    }

    /// <summary>Writes weights that are the best from the next checkpoint on.</summary>
    /// <returns>Whether they are on the disk.</returns>
    public bool SaveBest(WeightSnapshot weights, NetworkMetadata metadata)
    {
        void Write(Stream stream) =>
            SafetensorsWriter.Write(stream, [.. weights.Tensors.Select(TensorExport.Source)], metadata.ToDictionary());
        return Try(() => AtomicFile.Write(_next, Write), _best);
    }

    /// <summary>Reads the best weights into a network.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void ReadBest(TorchNetwork network)
    {
        using var file = TensorFile.Open(_best);
        ModuleWeights.Load(network, file.Tensors.Keys.Select(name => (name, file.Read(name))));
    }

    /// <summary>Adds an epoch to the log.</summary>
    public void Log(TrainingProgress epoch) => Try(() => _log!.Add(epoch), LogPath(folder));

    /// <summary>Checks that a folder can be made and written to.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void RequireFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"the folder '{folder}' cannot be made: {FileFault.Reason(e, folder)}", e);
        }

        new TemporaryFile(folder, ".tmp").Dispose();
    }

    /// <summary>Checks that the best weights are there, and those of an epoch.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">The epochs that the checkpoint knows of.</param>
    /// <exception cref="FileNotFoundException">They are not there.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or of another epoch.</exception>
    public static void RequireBest(string folder, int epoch, int epochs)
    {
        var path = IsNextKnown(folder, epochs) ? NextPath(folder) : BestPath(folder);
        if (EpochOf(path) is var found && found != epoch)
            throw new InvalidDataException(
                $"'{path}' should have the weights of epoch {epoch}, the best so far, "
                + $"but has those of {(found is null ? "no known epoch" : $"epoch {found}")}");
    }

    private void Promote() => File.Move(_next, _best, overwrite: true);

    // Weights of a later epoch are of an epoch that the run will train again.
    private static bool IsNextKnown(string folder, int epochs) =>
        File.Exists(NextPath(folder)) && EpochOf(NextPath(folder)) is { } epoch && epoch <= epochs;

    private static int? EpochOf(string path)
    {
        using var file = TensorFile.Open(path);
        return NetworkMetadata.Read(file)?.Epoch;
    }

    private static string BestPath(string folder) => Path.Combine(folder, "best.safetensors");

    private static string NextPath(string folder) => Path.Combine(folder, "best.next.safetensors");

    private static string LastPath(string folder) => Path.Combine(folder, "last.safetensors");

    private static string LogPath(string folder) => Path.Combine(folder, "log.csv");

    private bool Try(Action write, string file)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"{file} could not be written{(File.Exists(file) ? ", the one before it is whole" : "")}: {e.Message}");
            return false;
        }
    }
}
