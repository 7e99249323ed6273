namespace Microsoft.ML.SqueezeExcite;

/// <summary>The scores of consecutive rows.</summary>
/// <param name="first">The number of the first row.</param>
/// <param name="capacity">How many rows there is room for.</param>
/// <param name="classCount">Scores a row.</param>
internal sealed class ScoredRows(long first, int capacity, int classCount)
{
    private readonly UnreadableImage?[] _faults = new UnreadableImage?[capacity];

    /// <summary>The scores (rows, classes).</summary>
    public float[] Scores { get; } = new float[capacity * classCount];

    /// <summary>The likeliest class of each row, from 0; -1 where the image is invalid.</summary>
    public long[] Classes { get; } = new long[capacity];

    public int Count { get; private set; }

    public bool Covers(long row) => row >= first && row < first + Count;

    /// <summary>Counts a row, whose image is invalid where there is a fault.</summary>
    public void Add(UnreadableImage? fault) => _faults[Count++] = fault;

    /// <summary>Puts missing values to the rows without an image.</summary>
    public void MarkFaults()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_faults[i] is null)
                continue;
            Scores.AsSpan(i * classCount, classCount).Fill(float.NaN);
            Classes[i] = -1;
        }
    }

    public ReadOnlySpan<float> ScoresOf(long row) => Scores.AsSpan((int)(row - first) * classCount, classCount);

    public long ClassOf(long row) => Classes[row - first];

    public UnreadableImage? FaultOf(long row) => _faults[row - first];
}
