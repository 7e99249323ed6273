namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The weights of the best validation: in memory where the run needs them again, on the disk where it has a folder.
/// </summary>
internal sealed class BestWeights(bool keep, RunFiles? files, NetworkMetadata metadata) : IDisposable
{
    private WeightSnapshot? _weights;
    private NetworkMetadata _metadata = metadata;
    private bool _isSaved = true;

    /// <summary>Takes the network's weights, of an epoch, as the best so far.</summary>
    public void Take(TorchNetwork network, int epoch)
    {
        if (!keep && files is null)
            return;
        _weights?.Dispose();
        _weights = new WeightSnapshot(network);
        _metadata = _metadata with { Epoch = epoch };
        _isSaved = files is null;
    }

    /// <summary>Writes what was taken and is not written yet. The run's checkpoint then makes it the best.</summary>
    /// <returns>Whether a checkpoint may be written: it must not know of best weights that are nowhere.</returns>
    public bool Save()
    {
        if (_isSaved)
            return true;
        _isSaved = files!.SaveBest(_weights!, _metadata);
        if (_isSaved && !keep)
            Dispose();
        return _isSaved;
    }

    /// <summary>Puts them into the network.</summary>
    public void Restore(TorchNetwork network) => _weights!.Restore(network);

    /// <summary>Takes them from the disk, in a run that goes on; the network has the same weights afterwards.</summary>
    public void Resume(TorchNetwork network, bool any)
    {
        if (!keep || !any)
            return;
        using var own = new WeightSnapshot(network);
        files!.ReadBest(network);
        _weights = new WeightSnapshot(network);
        own.Restore(network);
    }

    public void Dispose()
    {
        _weights?.Dispose();
        _weights = null;
        _isSaved = true;
    }
}
