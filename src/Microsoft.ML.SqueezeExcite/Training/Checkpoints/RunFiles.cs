namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The files of a run: <c>last.safetensors</c>, <c>best.safetensors</c> and <c>log.csv</c>. One that cannot be written is told of
/// and leaves the one before it as it is; the run goes on, for it is worth more than its files.
/// </summary>
internal sealed class RunFiles(Checkpoints kept, FileSystem files, Action<string> warn)
{
    private readonly BestFile _best = new(kept.Folder, files);
    private readonly string _logPath = Path.Combine(kept.Folder, "log.csv");
    private EpochLog? _log;
    private TimeSpan _saved;

    /// <summary>The checkpoint.</summary>
    public string Last { get; } = LastPath(kept.Folder);

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
    public Checkpoint? Resume()
    {
        Directory.CreateDirectory(kept.Folder);
        var checkpoint = kept.Resume && LastIn(kept.Folder) is { } last ? Checkpoint.Open(last) : null;
        try
        {
            Recover(checkpoint?.Position);
            return checkpoint;
        }
        catch (Exception e)
        {
            checkpoint?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new IOException($"the run cannot begin in the folder '{kept.Folder}': {e.Message}", e);
            throw;
        }
    }

    // Nothing is trained yet: what cannot be put in order ends the run, before it can overwrite a file.
    private void Recover(TrainingPosition? goesOnAt)
    {
        AtomicFile.CleanUp(Last, files);
        _best.Recover(goesOnAt?.Epochs ?? EpochsBefore());
        if (goesOnAt is null)
            SetAside();
        _saved = goesOnAt?.Elapsed ?? TimeSpan.Zero;
        _log = new EpochLog(_logPath, goesOnAt?.Epochs ?? 0, files);
    }

    private void SetAside()
    {
        string[] companions = [.. Paths(kept.Companions)];
        var hasResults = File.Exists(Last) || companions.Any(File.Exists);
        PreviousRun.SetAside(files, Last, [_best.Path, _logPath, .. companions, .. hasResults ? Paths(kept.Beginnings) : []]);

        IEnumerable<string> Paths(IEnumerable<string> names) => names.Select(name => Path.Combine(kept.Folder, name));
    }

    // Those of the run before. Whatever is wrong with its checkpoint, another run may begin.
    private int EpochsBefore()
    {
        try
        {
            using var before = LastIn(kept.Folder) is { } last ? Checkpoint.Open(last) : null;
            return before?.Position.Epochs ?? 0;
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    /// <summary>Writes the checkpoint, now or where it is time to, and before it the best weights that it knows of.</summary>
    /// <exception cref="InvalidOperationException">A weight is no longer finite.</exception>
    public void Save(bool now, TimeSpan elapsed, BestWeights best, Action<Stream> write)
    {
        if (!now && !(kept.Minutes > 0 && elapsed - _saved >= TimeSpan.FromMinutes(kept.Minutes)))
            return;
        _saved = elapsed;
        if (!_log!.IsWritten)
            Try(_log.Write, _logPath);
        if (best.Save() && Try(() => AtomicFile.Write(Last, write, files), Last))
            Try(_best.Commit, _best.Path);
    }

    /// <summary>Writes weights that are the best from the next checkpoint on.</summary>
    /// <returns>Whether they are on the disk.</returns>
    public bool SaveBest(WeightSnapshot weights, NetworkMetadata metadata) => Try(
        () => _best.Write(stream =>
            SafetensorsWriter.Write(stream, [.. weights.Tensors.Select(TensorExport.Source)], metadata.ToDictionary())),
        _best.Path);

    /// <summary>Reads the best weights into a network.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public void ReadBest(TorchNetwork network)
    {
        using var file = TensorFile.Open(_best.Path);
        ModuleWeights.Load(network, file.Tensors.Keys.Select(name => (name, file.Read(name))));
    }

    /// <summary>Adds an epoch to the log.</summary>
    public void Log(TrainingProgress epoch) => Try(() => _log!.Add(epoch), _logPath);

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

    private static string LastPath(string folder) => Path.Combine(folder, "last.safetensors");

    private bool Try(Action write, string file)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn(
                $"{file} could not be written{(File.Exists(file) ? ", the one before it is whole" : "")}: "
                + FileFault.Reason(e, file));
            return false;
        }
    }
}
