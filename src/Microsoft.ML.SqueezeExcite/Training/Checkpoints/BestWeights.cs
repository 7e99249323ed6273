namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The weights of the best validation: in memory where the run needs them again, on the disk where it has a folder.
/// </summary>
internal sealed class BestWeights(bool keep, RunFiles? files, NetworkMetadata metadata) : IDisposable
{
    private WeightSnapshot? _weights;

    /// <summary>Takes the network's weights, of an epoch, as the best so far.</summary>
    public void Take(TorchNetwork network, int epoch)
    {
        if (!keep && files is null)
            return;
        Dispose();
        _weights = new WeightSnapshot(network);
        files?.SaveBest(_weights, metadata with { Epoch = epoch });
        if (!keep)
            Dispose();
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
    }
}
