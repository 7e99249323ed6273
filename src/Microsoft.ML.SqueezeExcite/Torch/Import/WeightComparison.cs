namespace Microsoft.ML.SqueezeExcite;

/// <summary>Holds the tensors of a file against those of a network.</summary>
internal static class WeightComparison
{
    /// <summary>Compares by name and shape.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="names">Its names by ours.</param>
    /// <param name="network">The network.</param>
    /// <param name="attention">The network's block.</param>
    /// <param name="attentionFromFile">Whether it is another than was asked for.</param>
    public static ImportReport Compare(
        WeightFile file, WeightSource source, IReadOnlyDictionary<string, string> names, Network network, SqueezeExcitation attention, bool attentionFromFile)
    {
        var wanted = NetworkTensors.Of(network);
        StoredTensor? Stored(string name) => names.TryGetValue(name, out var theirs) ? file.Tensors[theirs] : null;
        var head = NetworkTensors.Of(network.Head).Select(tensor => tensor.Name).ToHashSet();
        var classes = Stored($"{network.Head.Name}.weight")?.Shape is [var rows, ..] ? (int?)rows : null;
        var replaced = classes is not null && classes != network.ClassCount;
        var differing = wanted
            .Where(tensor => Stored(tensor.Name) is { } stored && !NetworkTensors.Fits(stored.Shape, tensor.Shape))
            .Where(tensor => !(replaced && head.Contains(tensor.Name) && IsOtherClassCount(Stored(tensor.Name)!, tensor.Shape)))
            .ToArray();
        var fresh = replaced ? wanted.Where(tensor => head.Contains(tensor.Name)).Select(tensor => tensor.Name).ToArray() : [];
        string[] lacking = [.. differing.Select(tensor => tensor.Name), .. fresh];
        return new ImportReport
        {
            File = file.Path,
            Format = file.Format,
            Source = source.Name,
            Architecture = network.Name,
            Attention = network.Nodes.Any(node => node.Operation is Scale) ? AttentionFinder.Describe(attention) : null,
            AttentionFromFile = attentionFromFile,
            ClassesInFile = classes,
            Classes = network.ClassCount,
            Matched = [.. wanted.Select(tensor => tensor.Name).Where(names.ContainsKey).Except(lacking)],
            Missing = [.. wanted.Select(tensor => tensor.Name).Where(name => !names.ContainsKey(name))],
            Unexpected = [.. names.Keys.Except(wanted.Select(tensor => tensor.Name)).Where(name => !name.EndsWith($".{NetworkTensors.Ignored}", StringComparison.Ordinal)).Order(StringComparer.Ordinal)],
            OtherShape = [.. differing.Select(tensor => new ShapeDifference(tensor.Name, Stored(tensor.Name)!.Shape, tensor.Shape))],
            NewHead = fresh,
        };
    }

    // The same but for the first size, which is the number of classes.
    private static bool IsOtherClassCount(StoredTensor stored, IReadOnlyList<int> shape) =>
        stored.Shape.Count > 0 && NetworkTensors.Fits([shape[0], .. stored.Shape.Skip(1)], shape);
}
