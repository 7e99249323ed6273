using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The column whose equal values keep rows on one side of a split: a text, such as the path of an image.</summary>
internal sealed class SamplingKey
{
    private SamplingKey(DataViewSchema.Column column) => Column = column;

    public DataViewSchema.Column Column { get; }

    /// <summary>Finds and checks the column; null where none is named.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is not text.</exception>
    public static SamplingKey? Find(DataViewSchema schema, string? name, string parameter)
    {
        if (name is null)
            return null;
        var column = Columns.Find(schema, name, "sampling key", parameter);
        return column.Type is TextDataViewType
            ? new SamplingKey(column)
            : throw new ArgumentOutOfRangeException(
                parameter, name, $"sampling key column '{name}' must be text, such as the image's path, was {column.Type}");
    }

    /// <summary>A function that gives the key of the cursor's row.</summary>
    public Func<string> Reader(DataViewRow row)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(Column);
        var text = default(ReadOnlyMemory<char>);
        return () =>
        {
            getter(ref text);
            return text.ToString();
        };
    }
}
