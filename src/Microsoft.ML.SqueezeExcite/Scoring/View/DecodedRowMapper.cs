using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Adds a column of images to the rows of another mapper.</summary>
/// <param name="before">The other.</param>
/// <param name="added">The column.</param>
internal sealed class DecodedRowMapper(IRowToRowMapper before, DecodedColumn added) : IRowToRowMapper
{
    public DataViewSchema InputSchema => before.InputSchema;

    public DataViewSchema OutputSchema => added.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        before.GetDependencies(added.Needs(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var active = activeColumns.ToArray();
        return new Row(before.GetRow(input, added.Needs(active)), added, [.. active.Select(column => column.Index)]);
    }

    private sealed class Row(DataViewRow source, DecodedColumn added, HashSet<int> active) : DataViewRow
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => added.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

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
