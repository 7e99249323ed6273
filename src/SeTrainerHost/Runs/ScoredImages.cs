using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite.Reports;

namespace SeTrainerHost.Runs;

/// <summary>The scores of labelled images, read once: what is written is what was evaluated.</summary>
internal sealed class ScoredImages
{
    private readonly MLContext _ml;
    private readonly List<Row> _rows = [];

    private ScoredImages(MLContext ml) => _ml = ml;

    /// <summary>The scores of every image, in order.</summary>
    public IEnumerable<IReadOnlyList<float>> Scores => _rows.Select(row => row.Score);

    /// <summary>Scores images.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="scored">A view that a model has scored.</param>
    /// <param name="cancellation">Ends it at the next image.</param>
    public static ScoredImages Read(MLContext ml, IDataView scored, CancellationToken cancellation)
    {
        var images = new ScoredImages(ml);
        foreach (var row in ml.Data.CreateEnumerable<Row>(scored, reuseRowObject: false, ignoreMissingColumns: true))
        {
            cancellation.ThrowIfCancellationRequested();
            images._rows.Add(row);
        }

        return images;
    }

    /// <summary>The images that have a label among the classes, as a report takes them.</summary>
    public ScoredSet Labelled(IReadOnlyList<string> classNames) => new(
        classNames,
        [
            .. _rows.Index().Where(row => row.Item.Label > 0)
                .Select(row => ScoredSet.Of(row.Index, row.Item.ImagePath, (int)row.Item.Label - 1, row.Item.Score)),
        ]);

    /// <summary>
    /// Compares them with the labels; an image whose label is not one of the classes counts as such and for nothing else.
    /// </summary>
    /// <exception cref="InvalidDataException">There is no other, or scores are not finite.</exception>
    public MetricsFile Evaluate(IReadOnlyList<string> classNames)
    {
        var unknown = _rows.Count(row => row.Label == 0);
        if (unknown == _rows.Count)
            throw new InvalidDataException("there is no image to test on");
        if (_rows.Count(row => !row.Score.All(float.IsFinite)) is > 0 and var notFinite)
            throw new InvalidDataException(
                $"{notFinite} of {_rows.Count} images have scores that are not finite numbers: the network has diverged, "
                + "train it again with a lower learning rate");
        var schema = SchemaDefinition.Create(typeof(Evaluated));
        schema[nameof(Evaluated.Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classNames.Count);
        var rows = _rows.Where(row => row.Label > 0).Select(row => new Evaluated { Label = row.Label - 1, Score = row.Score });
        var metrics = _ml.MulticlassClassification.Evaluate(
            _ml.Data.LoadFromEnumerable(rows, schema),
            topKPredictionCount: classNames.Count);
        return MetricsFile.Of(classNames, metrics) with { UnknownLabelImages = unknown };
    }

    // A key counts from 1, and is 0 where it is missing.
    private sealed class Row
    {
        public uint Label { get; set; }

        public float[] Score { get; set; } = [];

        public string? ImagePath { get; set; }
    }

    // A number counts from 0. The evaluation asks for a prediction, and looks at the scores.
    private sealed class Evaluated
    {
        public float Label { get; set; }

        public float[] Score { get; set; } = [];

        public float PredictedLabel { get; set; }
    }
}
