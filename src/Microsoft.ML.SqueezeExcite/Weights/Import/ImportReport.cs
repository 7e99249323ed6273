namespace Microsoft.ML.SqueezeExcite;

/// <summary>How the tensors of a file met those of a network.</summary>
internal sealed record ImportReport
{
    private const int Listed = 10;

    internal ImportReport()
    {
    }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The kind of file: <c>safetensors</c> or <c>PyTorch</c>.</summary>
    public required string Format { get; init; }

    /// <summary>
    /// Which dictionary of the file the tensors are of, and what other ones there are, for people; empty where there is one.
    /// </summary>
    public string Part { get; init; } = "";

    /// <summary>Whose names the tensors have, such as <c>torchvision or timm</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The network's name.</summary>
    public required string Architecture { get; init; }

    /// <summary>The sizes of the SE block as the weights have them; null in a plain network.</summary>
    public required string? Attention { get; init; }

    /// <summary>Whether they are other ones than were asked for.</summary>
    public required bool AttentionFromFile { get; init; }

    /// <summary>The number of classes in the file; null where it has no class layer.</summary>
    public required long? ClassesInFile { get; init; }

    /// <summary>The number of classes of the network.</summary>
    public required int Classes { get; init; }

    /// <summary>The network's tensors that the file has.</summary>
    public required IReadOnlyList<string> Matched { get; init; }

    /// <summary>The network's tensors that the file lacks.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The file's tensors that the network lacks, by the network's way of naming.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Tensors that both have, in other shapes.</summary>
    internal IReadOnlyList<ShapeDifference> OtherShape { get; init; } = [];

    /// <summary>
    /// The class layer's tensors that keep their first values, since the file has another number of classes, or no class layer.
    /// </summary>
    public required IReadOnlyList<string> NewHead { get; init; }

    /// <summary>
    /// Networks that have the same names and shapes and compute something else, for people; null where none is known.
    /// </summary>
    public string? Others { get; init; }

    /// <summary>The classes of the objects in the file that are not read.</summary>
    public IReadOnlyCollection<string> Skipped { get; init; } = [];

    /// <summary>Where mean and deviation of the images were found; empty where they are not known.</summary>
    public string StatisticsFrom { get; init; } = "";

    /// <summary>
    /// Whether the network gets all of its weights from the file, but for a class layer that is new.
    /// </summary>
    public bool IsComplete => Missing.Count + Unexpected.Count + OtherShape.Count == 0;

    /// <summary>One line.</summary>
    public override string ToString()
    {
        var attention = Attention is null
            ? ""
            : $"; SE block {(AttentionFromFile ? "as in the file" : "as asked for")}: {Attention}";
        var head = NewHead.Count == 0 ? "" : $"; the class layer is new, since {WhyNewHead}";
        var part = Part.Length > 0 ? $", {Part}" : "";
        var others = Others is null ? "" : $"; names and shapes are also those of {Others}";
        return $"'{File}' ({Format}{part}, {Source}): {Matched.Count} tensors of {Architecture}{head}{attention}{others}";
    }

    /// <summary>Why the class layer is new, where it is.</summary>
    internal string WhyNewHead =>
        ClassesInFile is { } classes ? $"the file has {classes} classes and the data {Classes}" : "the file has none";

    /// <summary>The objects that are not read, the first ten.</summary>
    internal string SkippedNames => $"{string.Join(", ", Skipped.Take(Listed))}{(Skipped.Count > Listed ? ", ..." : "")}";

    /// <summary>What does not fit, the first ten of each kind.</summary>
    internal string Faults() =>
        string.Join(
            "; ",
            new[]
            {
                ("missing", Missing),
                ("unexpected", Unexpected),
                ("of another shape", [.. OtherShape.Select(difference => difference.ToString())]),
            }
                .Where(fault => fault.Item2.Count > 0)
                .Select(fault =>
                    $"{fault.Item2.Count} {fault.Item1}: "
                    + $"{string.Join(", ", fault.Item2.Take(Listed))}{(fault.Item2.Count > Listed ? ", ..." : "")}"));
}

/// <summary>A tensor that a file has in another shape than the network.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="InFile">Its shape in the file.</param>
/// <param name="InNetwork">Its shape in the network.</param>
internal sealed record ShapeDifference(string Name, IReadOnlyList<long> InFile, IReadOnlyList<int> InNetwork)
{
    /// <summary>The name and both shapes.</summary>
    public override string ToString() =>
        $"{Name} is [{string.Join(", ", InFile)}] in the file, [{string.Join(", ", InNetwork)}] in the network";
}
