using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A view with one more column: the images that a column of paths or of encoded bytes stands for, turned as their EXIF
/// orientation says.
/// </summary>
internal sealed class DecodedImages : IDataView
{
    private static readonly ImageDecoder Images = new();

    private readonly IDataView _source;
    private readonly DataViewSchema.Column _encoded;
    private readonly int _added;

    /// <summary>Adds the column; one of the same name is hidden by it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds neither text nor bytes.</exception>
    public DecodedImages(IDataView source, string name, string encoded)
    {
        _source = source;
        _encoded = Columns.Find(source.Schema, encoded, "input", "inputColumnName");
        if (FeatureColumn.KindOf(_encoded.Type) is not (FeatureKind.Path or FeatureKind.Encoded))
            throw new ArgumentOutOfRangeException(
                "inputColumnName",
                encoded,
                $"column '{encoded}' must hold paths (text) or encoded images (vectors of Byte), was {_encoded.Type}");
        Schema = With(source.Schema, name);
        _added = Schema.Count - 1;
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    /// <summary>A schema with the column of images.</summary>
    private static DataViewSchema With(DataViewSchema schema, string name)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(schema);
        builder.AddColumn(name, new ImageDataViewType());
        return builder.ToSchema();
    }

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var needed = columnsNeeded.Select(column => column.Index).ToHashSet();
        var fromSource = _source.Schema.Where(column =>
            needed.Contains(column.Index) || (needed.Contains(_added) && column.Index == _encoded.Index));
        return new Cursor(this, _source.GetRowCursor(fromSource), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DecodedImages view, DataViewRowCursor source, HashSet<int> active) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override bool MoveNext() => source.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (column.Index != view._added)
                return source.GetGetter<TValue>(view._source.Schema[column.Index]);
            return (Delegate)Getter(Images.Reader(source, view._encoded)) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"column '{column.Name}' is {column.Type}, not {typeof(TValue)}");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }

        // As of ML.NET's own LoadImages, what the caller hands in is disposed of.
        private static ValueGetter<MLImage> Getter(Func<MLImage?> decode) => (ref MLImage image) =>
        {
            image?.Dispose();
            image = null!;
            image = decode()!;
        };
    }
}
