using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>One row object after the other, each set from outside, seen as a row with all columns active.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow where TRow : class
{
    private readonly CurrentRow<TRow> _current = new();
    private readonly Delegate[] _getters;

    public ObjectRow(SchemaDefinition? definition)
    {
        var members = RowMember.Bind(
            typeof(TRow), definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read));
        Schema = RowMember.MakeSchema(members);
        _getters = Array.ConvertAll(members, member => RowReader<TRow>.MakeGetter(member, _current));
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _current.Position;

    public override long Batch => 0;

    public void SetRow(TRow row)
    {
        _current.Value = row;
        _current.Position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        Contracts.Check(column.Index < _getters.Length, $"Column index must be between 0 and {_getters.Length}");
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        IsColumnActive(column);
        return RowCursorUtils.Cast<TValue>(_getters[column.Index]);
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Position, 0);
}
