namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// <c>best.safetensors</c>, which must agree with the checkpoint whenever the process ends: new weights wait as
/// <c>best.next.safetensors</c> until the checkpoint that knows of them is there, and whoever opens the folder finishes what was
/// begun.
/// </summary>
internal sealed class BestFile(string folder, FileSystem files)
{
    private readonly string _next = NextIn(folder);
    private NextWeights _waiting;

    /// <summary>What the weights that wait belong to.</summary>
    private enum NextWeights
    {
        None,
        NextCheckpoint,
        Checkpoint,
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = PathIn(folder);

    /// <summary>Checks that the best weights are there, and those of an epoch.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">The epochs that the checkpoint knows of.</param>
    /// <exception cref="FileNotFoundException">They are not there.</exception>
    /// <exception cref="InvalidDataException">They are damaged, or of another epoch.</exception>
    public static void Require(string folder, int epoch, int epochs)
    {
        var path = IsNextKnown(folder, epochs) ? NextIn(folder) : PathIn(folder);
        if (EpochOf(path) is var found && found != epoch)
            throw new InvalidDataException(
                $"'{path}' should have the weights of epoch {epoch}, the best so far, "
                + $"but has those of {(found is null ? "no known epoch" : $"epoch {found}")}");
    }

    /// <summary>Makes the file agree with the folder's checkpoint.</summary>
    /// <param name="epochs">The epochs that the checkpoint knows of; 0 where there is none.</param>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void Recover(int epochs)
    {
        AtomicFile.CleanUp(_next, files);
        if (IsNextKnown(folder, epochs))
            Promote();
        else if (File.Exists(_next))
            files.Delete(_next);
    }

    /// <summary>
    /// Writes weights that are the best from the next checkpoint on. Those that the checkpoint on the disk knows of are renamed
    /// first, if they still wait.
    /// </summary>
    /// <exception cref="IOException">They cannot be written; those that the checkpoint knows of are still there.</exception>
    public void Write(Action<Stream> write)
    {
        if (_waiting == NextWeights.Checkpoint)
            Promote();
        AtomicFile.Write(_next, write, files);
        _waiting = NextWeights.NextCheckpoint;
    }

    /// <summary>Makes what was written the best, once the checkpoint that knows of it is on the disk.</summary>
    /// <exception cref="IOException">It cannot be renamed, and waits on.</exception>
    public void Commit()
    {
        if (_waiting == NextWeights.None)
            return;
        _waiting = NextWeights.Checkpoint;
        Promote();
    }

    private void Promote()
    {
        files.Move(_next, Path);
        _waiting = NextWeights.None;
    }

    // Weights of a later epoch are of an epoch that the run will train again.
    private static bool IsNextKnown(string folder, int epochs) =>
        File.Exists(NextIn(folder)) && EpochOf(NextIn(folder)) is { } epoch && epoch <= epochs;

    private static int? EpochOf(string path)
    {
        using var file = TensorFile.Open(path);
        return NetworkMetadata.Read(file)?.Epoch;
    }

    private static string PathIn(string folder) => System.IO.Path.Combine(folder, "best.safetensors");

    private static string NextIn(string folder) => System.IO.Path.Combine(folder, "best.next.safetensors");
}
