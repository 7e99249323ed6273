using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The labels of a view as text: a column of text, or of keys.</summary>
internal sealed class TextLabels
{
    private readonly LabelColumn? _keys;

    private TextLabels(DataViewSchema.Column column, LabelColumn? keys)
    {
        (Column, _keys) = (column, keys);
    }

    public DataViewSchema.Column Column { get; }

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it is neither text nor a key.</exception>
    public static TextLabels Find(DataViewSchema schema, string name)
    {
        const string Parameter = "labelColumnName";
        var column = Columns.Find(schema, name, "label", Parameter);
        return column.Type switch
        {
            TextDataViewType => new TextLabels(column, null),
            KeyDataViewType => new TextLabels(column, LabelColumn.Find(schema, name, Parameter)),
            _ => throw new ArgumentOutOfRangeException(
                Parameter, name, $"label column '{name}' must be text or a key, was {column.Type}"),
        };
    }

    /// <summary>A function that reads the row's label; null where it is missing.</summary>
    public Func<string?> Reader(DataViewRow row)
    {
        if (_keys is not null)
        {
            var read = _keys.Reader(row);
            return () => read() is { } index ? _keys.ClassNames[(int)index] : null;
        }

        // Many rows share a label, and one string is enough for them.
        var known = new HashSet<string>(StringComparer.Ordinal);
        var getter = row.GetGetter<ReadOnlyMemory<char>>(Column);
        return () =>
        {
            var text = default(ReadOnlyMemory<char>);
            getter(ref text);
            if (text.IsEmpty)
                return null;
            var label = text.ToString();
            if (known.TryGetValue(label, out var same))
                return same;
            known.Add(label);
            return label;
        };
    }
}
