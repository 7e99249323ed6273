namespace Microsoft.ML.SqueezeExcite;

/// <summary>Holds the tensors of a file against those of a network.</summary>
/// <param name="file">The file.</param>
/// <param name="names">Its names by ours.</param>
/// <param name="network">The network.</param>
internal sealed class TensorComparison(TensorFile file, IReadOnlyDictionary<string, string> names, Network network)
{
    // What PyTorch's batch norms count in training; nothing reads it, and not every file has it.
    private const string BatchCount = ".num_batches_tracked";

    private readonly IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> _wanted = [.. network.Tensors];

    /// <summary>Compares by name and shape.</summary>
    /// <param name="source">Where the file comes from.</param>
    /// <param name="attention">The network's block.</param>
    /// <param name="attentionFromFile">Whether it is another than was asked for.</param>
    public ImportReport Report(TensorNaming source, SqueezeExcitation attention, bool attentionFromFile)
    {
        var newHead = NewHead();
        ShapeDifference[] otherShape = [.. OtherShape(newHead)];
        return new ImportReport
        {
            File = file.Path,
            Format = file.Format,
            Part = Part(),
            Source = source.Name,
            Architecture = network.Name,
            Attention = network.Nodes.Any(node => node.Operation is Scale) ? AttentionFinder.Describe(attention) : null,
            AttentionFromFile = attentionFromFile,
            ClassesInFile = ClassesInFile,
            Classes = network.ClassCount,
            Matched =
            [
                .. _wanted.Select(tensor => tensor.Name)
                    .Where(names.ContainsKey)
                    .Except(otherShape.Select(difference => difference.Name))
                    .Except(newHead),
            ],
            Missing = [.. _wanted.Select(tensor => tensor.Name).Where(name => !names.ContainsKey(name)).Except(newHead)],
            Unexpected = [.. Unexpected().Order(StringComparer.Ordinal)],
            OtherShape = otherShape,
            NewHead = newHead,
            Others = Lookalikes.Others(source.Name, network.Name),
            Skipped = file.Skipped,
        };
    }

    private string Part()
    {
        static string Name(string part) => part.Length > 0 ? $"'{part}'" : "tensors at the top";
        var others = file.OtherParts.Count > 0 ? $" (not {string.Join(", ", file.OtherParts.Select(Name))})" : "";
        return file.Part.Length + others.Length > 0 ? $"{Name(file.Part)}{others}" : "";
    }

    private long? ClassesInFile => Stored($"{network.Head.Name}.weight")?.Shape is [var classes, ..] ? classes : null;

    private StoredTensor? Stored(string name) => names.TryGetValue(name, out var theirs) ? file.Tensors[theirs] : null;

    // A file without a class layer has nothing of it; one that has a part is damaged.
    private IReadOnlyList<string> NewHead()
    {
        string[] head = [.. network.Head.Tensors.Select(tensor => tensor.Name)];
        if (!head.Any(names.ContainsKey))
            return head;
        return ClassesInFile is { } classes && classes != network.ClassCount ? [.. head.Where(names.ContainsKey)] : [];
    }

    private IEnumerable<string> Unexpected() => names.Keys
        .Except(_wanted.Select(tensor => tensor.Name))
        .Where(name => !name.EndsWith(BatchCount, StringComparison.Ordinal));

    // The new class layer must differ in the number of classes alone, which is its first size.
    private IEnumerable<ShapeDifference> OtherShape(IReadOnlyList<string> newHead) =>
        from tensor in _wanted
        let stored = Stored(tensor.Name)
        where
            stored is not null
            && !TensorShape.Fits(
                newHead.Contains(tensor.Name) ? [tensor.Shape[0], .. stored.Shape.Skip(1)] : stored.Shape,
                tensor.Shape)
        select new ShapeDifference(tensor.Name, stored.Shape, tensor.Shape);
}
