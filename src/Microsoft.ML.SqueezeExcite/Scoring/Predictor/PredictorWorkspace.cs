namespace Microsoft.ML.SqueezeExcite;

/// <summary>The buffers of one call: made once, used again by later calls, for one thread at a time.</summary>
internal sealed class PredictorWorkspace
{
    private readonly int[] _order;
    private readonly float[] _keys;

    public PredictorWorkspace(OnnxScorer scorer, int batchSize, SeNetPredictorOptions options)
    {
        Pixels = new PixelReader(scorer.Shape, scorer.Description.Decoding, options.MaximumPixels);
        Images = new ImageScorer(scorer, batchSize, options.MirrorAveraging);
        Scores = new float[batchSize * scorer.ClassCount];
        Classes = new long[batchSize];
        _order = new int[scorer.ClassCount];
        _keys = new float[scorer.ClassCount];
    }

    public PixelReader Pixels { get; }

    public ImageScorer Images { get; }

    public float[] Scores { get; }

    public long[] Classes { get; }

    /// <summary>The likeliest classes of a row that was scored, the likeliest first; of equal ones the first.</summary>
    /// <exception cref="InvalidOperationException">A score is not a finite number.</exception>
    public LabelledScore[] Top(int row, int count, IReadOnlyList<string> classNames)
    {
        var scores = Scores.AsSpan(row * classNames.Count, classNames.Count);
        foreach (var score in scores)
        {
            if (!float.IsFinite(score))
                throw new InvalidOperationException(
                    $"the model's scores of an image are not finite numbers ({score}): its network has diverged, train it again "
                    + "with a lower learning rate");
        }

        for (var i = 0; i < _order.Length; i++)
            (_order[i], _keys[i]) = (i, scores[i]);
        _order.AsSpan().Sort(Compare);
        var top = new LabelledScore[Math.Min(count, _order.Length)];
        for (var i = 0; i < top.Length; i++)
            top[i] = new LabelledScore(classNames[_order[i]], scores[_order[i]]);
        return top;
    }

    private int Compare(int a, int b) => _keys[b].CompareTo(_keys[a]) is var order and not 0 ? order : a.CompareTo(b);
}
