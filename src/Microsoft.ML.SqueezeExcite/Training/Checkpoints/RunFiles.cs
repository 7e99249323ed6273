namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The files of a run: <c>last.safetensors</c>, <c>best.safetensors</c> and <c>log.csv</c>. One that cannot be written is told of
/// and leaves the one before it as it is; the run goes on, for it is worth more than its files.
/// </summary>
internal sealed class RunFiles(string folder, double minutes, Action<string> warn) : IDisposable
{
    private readonly string _best = BestPath(folder);
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
    /// there.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public Checkpoint? Resume(bool resumes)
    {
        Directory.CreateDirectory(folder);
        var checkpoint = resumes && LastIn(folder) is { } last ? Checkpoint.Open(last) : null;
        if (!resumes && File.Exists(Last))
            File.Move(Last, Path.Combine(folder, "last.previous.safetensors"), overwrite: true);
        _saved = checkpoint?.Position.Elapsed ?? TimeSpan.Zero;
        _log = new EpochLog(Path.Combine(folder, "log.csv"), checkpoint?.Position.Epochs ?? 0);
        return checkpoint;
    }

    /// <summary>Writes the checkpoint, now or where it is time to.</summary>
    /// <exception cref="InvalidOperationException">A weight is no longer finite.</exception>
    public void Save(bool now, TimeSpan elapsed, Action<Stream> write)
    {
        if (!now && !(minutes > 0 && elapsed - _saved >= TimeSpan.FromMinutes(minutes)))
            return;
        _saved = elapsed;
        Try(() => AtomicFile.Write(Last, write), Last);
    }

    /// <summary>Writes the best weights.</summary>
    public void SaveBest(WeightSnapshot weights, NetworkMetadata metadata) =>
        Try(
            () =>
                AtomicFile.Write(
                    _best,
                    stream =>
                        SafetensorsWriter.Write(stream, [.. weights.Tensors.Select(TensorExport.Source)], metadata.ToDictionary())
                ),
            _best);

    /// <summary>Reads the best weights into a network.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void ReadBest(TorchNetwork network)
    {
        using var file = TensorFile.Open(_best);
        ModuleWeights.Load(network, file.Tensors.Keys.Select(name => (name, file.Read(name))));
    }

    /// <summary>Adds an epoch to the log.</summary>
    public void Log(TrainingProgress epoch) => Try(() => _log!.Add(epoch), "log.csv");

    public void Dispose() => _log?.Dispose();

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
            throw new IOException($"the folder '{folder}' cannot be made: {e.Message}", e);
        }

        new TemporaryFile(folder, ".tmp").Dispose();
    }

    /// <summary>Checks that the best weights are there, and those of an epoch.</summary>
    /// <exception cref="FileNotFoundException">They are not there.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or of another epoch.</exception>
    public static void RequireBest(string folder, int epoch)
    {
        using var file = TensorFile.Open(BestPath(folder));
        if (NetworkMetadata.Read(file)?.Epoch is var found && found != epoch)
            throw new InvalidDataException(
                $"'{file.Path}' should have the weights of epoch {epoch}, the best so far, "
                + $"but has those of {(found is null ? "no known epoch" : $"epoch {found}")}");
    }

    private static string BestPath(string folder) => Path.Combine(folder, "best.safetensors");

    private static string LastPath(string folder) => Path.Combine(folder, "last.safetensors");

    private void Try(Action write, string file)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"{file} could not be written, the one before it is whole: {e.Message}");
        }
    }
}
