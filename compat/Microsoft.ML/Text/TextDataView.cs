using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Files seen as rows: each cursor reads them anew, and parses the fields of its active columns.</summary>
internal sealed class TextDataView(
    TextFormat format, TextColumn[] columns, DataViewSchema schema, IMultiStreamSource source)
    : IDataView
{
    public DataViewSchema Schema => schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(schema, format, source, columns, RowCursorUtils.ActiveColumns(columnsNeeded, schema));

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursorBase
    {
        private readonly IEnumerator<(long Number, string Text)> _lines;
        private readonly TextFields _fields;
        private readonly TextValue?[] _values;
        private readonly long _maxRows;

        public Cursor(
            DataViewSchema schema, TextFormat format, IMultiStreamSource source, TextColumn[] columns, bool[] active)
        {
            Schema = schema;
            _maxRows = format.MaxRows;
            _lines = format.ReadLines(source).GetEnumerator();
            _values = [.. columns.Select((column, i) => active[i] ? TextValue.Create(format, column) : null)];
            _fields = new TextFields(
                format, columns.Where((_, i) => active[i]).Select(column => column.LastField).DefaultIfEmpty().Max());
        }

        public override DataViewSchema Schema { get; }

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _values[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(_values[column.Index]!.MakeGetter(CheckState));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) =>
            {
                CheckState();
                id = new DataViewRowId((ulong)Position, 0);
            };

        protected override bool MoveNextCore()
        {
            if (Position + 1 >= _maxRows || !MoveToLine())
                return false;
            var (number, text) = _lines.Current;
            int count = _fields.Parse(text);
            try
            {
                foreach (var value in _values)
                    value?.Parse(_fields, count, number);
            }
            catch (InvalidOperationException ex)
            {
                throw Contracts.ExceptDecode(null, $"Parsing failed with an exception: {ex.Message}", ex);
            }

            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _lines.Dispose();
            base.Dispose(disposing);
        }

        private bool MoveToLine()
        {
            try
            {
                return _lines.MoveNext();
            }
            catch (IOException ex)
            {
                throw Contracts.ExceptDecode(null, "Stream reading encountered exception", ex);
            }
        }

        private void CheckState() => Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
    }
}
