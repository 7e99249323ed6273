using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A cursor that keeps step with one of the source and takes its scores from a read-ahead that starts with the first score asked
/// for.
/// </summary>
internal sealed class ScoredCursor(ScoredView view, DataViewRowCursor source, bool[] active) : DataViewRowCursor
{
    private ReadAhead? _ahead;
    private long _row = -1;

    public override long Position => source.Position;

    public override long Batch => 0;

    public override DataViewSchema Schema => view.Schema;

    public override bool MoveNext()
    {
        var more = source.MoveNext();
        if (more)
            _row++;
        else
            _ahead?.CheckEnd(_row);
        return more;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!active[column.Index])
            throw new InvalidOperationException($"column '{column.Name}' is not among those that the cursor was asked for");
        if (view.SourceOf(column) is { } origin)
            return source.GetGetter<TValue>(origin);
        Delegate getter = column.Name == OnnxModel.Score ? Scores() : Key(column.Type.RawType);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"column '{column.Name}' is {column.Type}, not {typeof(TValue)}");
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _ahead?.Dispose();
        _ahead = null;
        source.Dispose();
    }

    private ValueGetter<VBuffer<float>> Scores() => (ref VBuffer<float> value) =>
    {
        var scores = Rows().ScoresOf(_row);
        var editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    };

    private Delegate Key(Type type) =>
        type switch
        {
            _ when type == typeof(byte) => new ValueGetter<byte>((ref byte value) => value = (byte)(Rows().ClassOf(_row) + 1)),
            _ when type == typeof(ushort) => new ValueGetter<ushort>(
                (ref ushort value) => value = (ushort)(Rows().ClassOf(_row) + 1)),
            _ when type == typeof(uint) => new ValueGetter<uint>((ref uint value) => value = (uint)(Rows().ClassOf(_row) + 1)),
            _ => new ValueGetter<ulong>((ref ulong value) => value = (ulong)(Rows().ClassOf(_row) + 1)),
        };

    /// <summary>The scored rows that hold the current one.</summary>
    private ScoredRows Rows()
    {
        if (_row < 0)
            throw new InvalidOperationException("the cursor stands before the first row: call MoveNext");
        _ahead ??= new ReadAhead(view, _row);
        var rows = _ahead.Read(_row);
        if (view.Options.OnInvalidImage == InvalidImageAction.Throw && rows.FaultOf(_row) is { } fault)
            throw fault.ToException();
        return rows;
    }
}
