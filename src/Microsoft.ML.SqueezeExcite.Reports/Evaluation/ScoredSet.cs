using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>The labelled images of a view that a classifier has scored.</summary>
/// <param name="Classes">The classes, in key order.</param>
/// <param name="Images">The images that have a label among them, in order.</param>
internal sealed record ScoredSet(IReadOnlyList<string> Classes, IReadOnlyList<ScoredImage> Images)
{
    /// <summary>The share that is classified right.</summary>
    public double Accuracy => (double)Images.Count(image => image.IsRight) / Images.Count;

    /// <summary>The mean cross-entropy.</summary>
    public double Loss => Images.Average(image => image.Loss);

    /// <summary>Reads a view once.</summary>
    /// <param name="view">The view, with label and scores.</param>
    /// <param name="labelColumn">The label's column: a key.</param>
    /// <param name="scoreColumn">The column of the probabilities.</param>
    /// <param name="pathColumn">The column of the images' files; none where the view has no such column.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or of a wrong type.</exception>
    /// <exception cref="InvalidDataException">No row has a label that is one of the classes.</exception>
    public static ScoredSet Read(IDataView view, string labelColumn, string scoreColumn, string pathColumn)
    {
        var labels = LabelColumn.Find(view.Schema, labelColumn, nameof(labelColumn));
        var score = Scores(view.Schema, scoreColumn, labels.ClassNames.Count);
        DataViewSchema.Column? path = view.Schema.GetColumnOrNull(pathColumn) is { Type: TextDataViewType } found ? found : null;
        var images = new List<ScoredImage>();
        using var cursor = view.GetRowCursor(path is { } named ? [labels.Column, score, named] : [labels.Column, score]);
        var label = labels.Reader(cursor);
        var scores = cursor.GetGetter<VBuffer<float>>(score);
        var file = path is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;
        var (values, dense, text) = (default(VBuffer<float>), new float[labels.ClassNames.Count], default(ReadOnlyMemory<char>));
        while (cursor.MoveNext())
        {
            if (label() is not { } own)
                continue;
            scores(ref values);
            values.CopyTo(dense);
            file?.Invoke(ref text);
            images.Add(Of(cursor.Position, file is null ? null : text.ToString(), (int)own, dense));
        }

        return images.Count > 0
            ? new ScoredSet(labels.ClassNames, images)
            : throw new InvalidDataException($"no row has a '{labelColumn}' that is one of the classes");
    }

    /// <summary>An image of some scores, the first of equal ones.</summary>
    public static ScoredImage Of(long row, string? path, int label, ReadOnlySpan<float> scores)
    {
        var predicted = ImageScorer.ArgMax(scores);
        return new ScoredImage(row, path, label, predicted, scores[predicted], scores[label]);
    }

    private static DataViewSchema.Column Scores(DataViewSchema schema, string name, int classes)
    {
        var column = Columns.Find(schema, name, "score", "scoreColumn");
        return column.Type is VectorDataViewType { IsKnownSize: true } type
                && type.ItemType == NumberDataViewType.Single
                && type.Size == classes
            ? column
            : throw new ArgumentOutOfRangeException(
                "scoreColumn",
                name,
                $"score column '{name}' must be a vector of Single with a value for each of the {classes} classes, was "
                + $"{column.Type}");
    }
}
