using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The current value of a column of a text file.</summary>
internal abstract class TextValue
{
    public static TextValue Create(TextFormat format, TextColumn column)
        => Generic.Bind<TextFormat, TextColumn, TextValue>(Create<int>, column.ItemType.RawType)(format, column);

    public abstract void Parse(TextFields fields, int fieldCount, long line);

    public abstract Delegate MakeGetter(Action checkState);

    private static TextValue Create<T>(TextFormat format, TextColumn column)
        => column.Type is VectorDataViewType
            ? new TextVector<T>(format, column)
            : new TextScalar<T>(format, column);
}

internal abstract class TextValue<T>(TextFormat format, TextColumn column) : TextValue
{
    private readonly TryParser<T> _parse = Conversions.GetParser<T>(column.ItemType);
    private readonly bool _isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);
    private readonly T _missing = MissingOf(column.ItemType);

    protected TextColumn Column => column;

    /// <summary>What stands for a field that is not there.</summary>
    protected T Absent => format.MissingRealsAreNaNs && _isReal ? _missing : default!;

    // Text that cannot be read is a missing value, if the type has one.
    protected T ParseItem(ReadOnlyMemory<char> text, int slot, long line)
    {
        if (_isReal && text.Span.IsWhiteSpace())
            return Absent;
        // With a comma as the marker a point is no part of a number.
        if (_isReal && format.DecimalMarker == ',')
            text = text.ToString().Replace('.', ';').Replace(',', '.').AsMemory();
        if (_parse(text, out var value))
            return value;
        if (_isReal || column.ItemType is KeyDataViewType)
            return _missing;
        throw Contracts.Except(
            null,
            column.Type is VectorDataViewType
                ? $"Could not parse value {text} in slot {slot} of column {column.Name} in line {line}"
                : $"Could not parse value {text} in line {line}, column {column.Name}");
    }

    private static T MissingOf(PrimitiveDataViewType type)
        => type == NumberDataViewType.Single ? (T)(object)float.NaN
            : type == NumberDataViewType.Double ? (T)(object)double.NaN
            : default!;
}

internal sealed class TextScalar<T>(TextFormat format, TextColumn column) : TextValue<T>(format, column)
{
    private readonly int _field = column.Segments[0].Min;
    private T _value = default!;

    public override void Parse(TextFields fields, int fieldCount, long line)
    {
        int position = fields.Find(_field);
        bool found = position < fields.Indices.Count && fields.Indices[position] == _field;
        _value = found ? ParseItem(fields[position], 0, line) : Absent;
    }

    public override Delegate MakeGetter(Action checkState)
        => (ValueGetter<T>)((ref T value) =>
        {
            checkState();
            value = _value;
        });
}

internal sealed class TextVector<T>(TextFormat format, TextColumn column) : TextValue<T>(format, column)
{
    private readonly List<(int Slot, T Value)> _items = [];
    private int _size;

    public override void Parse(TextFields fields, int fieldCount, long line)
    {
        _size = Column.SizeOf(fieldCount);
        _items.Clear();
        foreach (var (slot, position) in Column.Slots(fields, fieldCount))
            _items.Add((slot, ParseItem(fields[position], slot, line)));
    }

    // Sparse if no more than half of the items are there, and what is not there is the default.
    public override Delegate MakeGetter(Action checkState)
        => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            checkState();
            bool sparse = _items.Count <= _size / 2 && EqualityComparer<T>.Default.Equals(Absent, default);
            var editor = VBufferEditor.Create(ref value, _size, sparse ? _items.Count : _size);
            if (!sparse)
                editor.Values.Fill(Absent);
            for (int i = 0; i < _items.Count; i++)
            {
                editor.Values[sparse ? i : _items[i].Slot] = _items[i].Value;
                if (sparse)
                    editor.Indices[i] = _items[i].Slot;
            }

            value = editor.Commit();
        });
}
