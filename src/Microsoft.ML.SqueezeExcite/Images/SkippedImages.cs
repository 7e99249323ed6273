namespace Microsoft.ML.SqueezeExcite;

/// <summary>An image that was left out.</summary>
/// <param name="Row">Which it was: the row's number and what its text columns hold, the path among them.</param>
/// <param name="Reason">Why it cannot be read.</param>
public sealed record SkippedImage(string Row, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Row}: {Reason}";
}

/// <summary>The images that were left out: how many, and the first of them.</summary>
internal sealed class SkippedImages
{
    /// <summary>How many are named.</summary>
    public const int Limit = 1000;

    private readonly List<SkippedImage> _first = [];
    private readonly Dictionary<long, (int Count, SkippedImage First)> _classes = [];

    public int Count { get; private set; }

    public IReadOnlyList<SkippedImage> First => _first;

    /// <summary>For each class of which images were left out: how many, and the first.</summary>
    public IReadOnlyDictionary<long, (int Count, SkippedImage First)> Classes => _classes;

    public void Add(SkippedImage image, long label)
    {
        Count++;
        _classes[label] = _classes.TryGetValue(label, out var others) ? (others.Count + 1, others.First) : (1, image);
        if (_first.Count < Limit)
            _first.Add(image);
    }
}
