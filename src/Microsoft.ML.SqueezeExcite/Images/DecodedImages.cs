using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A view with one more column: the images that a column of paths or of encoded bytes stands for. The column's annotations say
/// how they were decoded.
/// </summary>
internal sealed class DecodedImages : IDataView
{
    private readonly IDataView _source;
    private readonly DecodedColumn _column;

    /// <summary>Adds the column; one of the same name is hidden by it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds neither text nor bytes.</exception>
    public DecodedImages(IDataView source, string name, string encoded, ImageDecoding decoding, string folder = "")
    {
        _source = source;
        _column = new DecodedColumn(source.Schema, name, encoded, decoding, folder);
    }

    public DataViewSchema Schema => _column.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.ToArray();
        return new Cursor(_column, _source.GetRowCursor(_column.Needs(needed)), [.. needed.Select(column => column.Index)]);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DecodedColumn added, DataViewRowCursor source, HashSet<int> active) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => added.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            added.Getter<TValue>(source, column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
