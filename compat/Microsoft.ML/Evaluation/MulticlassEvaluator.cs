using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Goes over a scored view once and counts.</summary>
internal static class MulticlassEvaluator
{
    public static MulticlassClassificationMetrics Evaluate(
        IHostEnvironment env, IDataView data, string label, string score, string predictedLabel, int topK)
    {
        var labelColumn = Find(env, data.Schema, "Label", label);
        var scoreColumn = Find(env, data.Schema, "Score", score);
        Find(env, data.Schema, "PredictedLabel", predictedLabel);
        int classes = CheckTypes(env, labelColumn, scoreColumn);

        var counters = new MulticlassCounters(classes);
        using (var cursor = data.GetRowCursor(labelColumn, scoreColumn))
            Count(env, cursor, labelColumn, scoreColumn, counters, new float[classes]);
        return new(counters, topK, new ConfusionMatrix(counters.Confusion, ClassNames(scoreColumn, classes)));
    }

    private static void Count(
        IExceptionContext context,
        DataViewRowCursor cursor,
        DataViewSchema.Column labelColumn,
        DataViewSchema.Column scoreColumn,
        MulticlassCounters counters,
        float[] scores)
    {
        var getLabel = LabelGetter(cursor, labelColumn);
        var getScore = cursor.GetGetter<VBuffer<float>>(scoreColumn);
        float label = 0;
        VBuffer<float> score = default;
        while (cursor.MoveNext())
        {
            // Missing, negative and fractional labels, and scores that are not finite, leave the row out.
            getLabel(ref label);
            if (float.IsNaN(label) || label < 0 || label != (int)label)
                continue;
            getScore(ref score);
            context.Check(score.Length == scores.Length);
            score.CopyTo(scores);
            if (Array.TrueForAll(scores, float.IsFinite))
                counters.Add((int)label, scores);
        }
    }

    // A key as its 0-based class, NaN if it is missing.
    private static ValueGetter<float> LabelGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType keyType)
            return row.GetGetter<float>(column);
        var getter = Conversions.GetGetterAs<ulong>(NumberDataViewType.UInt64, row, column);
        ulong key = 0;
        return (ref float label) =>
        {
            getter(ref key);
            label = key - 1 < keyType.Count ? key - 1 : float.NaN;
        };
    }

    private static DataViewSchema.Column Find(IExceptionContext context, DataViewSchema schema, string role, string name)
        => schema.GetColumnOrNull(name) ?? throw context.ExceptParam(nameof(schema), $"{name} column '{role}' not found");

    private static int CheckTypes(IExceptionContext context, DataViewSchema.Column label, DataViewSchema.Column score)
    {
        if (score.Type is not VectorDataViewType { Size: >= 2 } vector || vector.ItemType != NumberDataViewType.Single)
        {
            throw context.ExceptSchemaMismatch(
                "schema", "score", score.Name, "vector of two or more items of type Single", score.Type.ToString()!);
        }

        if (label.Type != NumberDataViewType.Single && label.Type is not KeyDataViewType)
            throw context.ExceptSchemaMismatch("schema", "label", label.Name, "Single or Key", label.Type.ToString()!);
        return vector.Size;
    }

    private static string[] ClassNames(DataViewSchema.Column score, int classes)
    {
        if (score.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.SlotNames)?.Type
            is not VectorDataViewType { IsKnownSize: true, ItemType: TextDataViewType })
        {
            return [.. Enumerable.Range(0, classes).Select(i => i.ToString())];
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
