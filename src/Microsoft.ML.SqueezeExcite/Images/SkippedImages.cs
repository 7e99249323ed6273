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

    public int Count { get; private set; }

    public IReadOnlyList<SkippedImage> First => _first;

    public void Add(SkippedImage image)
    {
        Count++;
        if (_first.Count < Limit)
            _first.Add(image);
    }
}
