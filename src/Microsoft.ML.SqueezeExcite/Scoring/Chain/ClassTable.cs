using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A view of a row a class: its number from 0, as ONNX gives it, and its key, with the type and the values of the label column.
/// </summary>
internal sealed class ClassTable : IDataView
{
    /// <summary>The column of the key.</summary>
    public const string Label = "Label";

    private readonly int _count;

    public ClassTable(LabelColumn labels)
    {
        _count = labels.ClassNames.Count;
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(OnnxModel.Class, new VectorDataViewType(NumberDataViewType.Int64, 1, 1));
        builder.AddColumn(Label, labels.Column.Type, labels.Column.Annotations);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ClassTable table, IEnumerable<DataViewSchema.Column> columnsNeeded) : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. columnsNeeded.Select(column => column.Index)];
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => table.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override bool MoveNext()
        {
            _position = _position < table._count - 1 ? _position + 1 : table._count;
            return _position < table._count;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Delegate getter = column.Index == 0 ? Number() : Key(column.Type.RawType);
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"column '{column.Name}' is {column.Type}, not {typeof(TValue)}");
        }

        private ValueGetter<VBuffer<long>> Number() => (ref VBuffer<long> value) =>
        {
            var editor = VBufferEditor.Create(ref value, 1);
            editor.Values[0] = _position;
            value = editor.Commit();
        };

        private Delegate Key(Type type) => type switch
        {
            _ when type == typeof(byte) => new ValueGetter<byte>((ref byte value) => value = (byte)(_position + 1)),
            _ when type == typeof(ushort) => new ValueGetter<ushort>((ref ushort value) => value = (ushort)(_position + 1)),
            _ when type == typeof(uint) => new ValueGetter<uint>((ref uint value) => value = (uint)(_position + 1)),
            _ => new ValueGetter<ulong>((ref ulong value) => value = (ulong)(_position + 1)),
        };
    }
}
