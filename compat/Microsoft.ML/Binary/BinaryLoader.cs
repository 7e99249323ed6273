using System.IO.Compression;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data.IO;

/// <summary>A view of an .idv file, read block by block; a cursor holds one block of each active column.</summary>
internal sealed class BinaryLoader : IDataView
{
    private const byte Deflated = 1;

    private readonly Func<Stream> _open;
    private readonly BinaryHeader _header;
    private readonly Entry[] _entries;

    public BinaryLoader(Func<Stream> open)
    {
        _open = open;
        using var stream = open();
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        _header = BinaryHeader.Read(reader);
        stream.Position = _header.Tail;
        Contracts.CheckDecode(reader.ReadUInt64() == BinaryHeader.TailSignature, "Incorrect tail signature");
        stream.Position = _header.TableOfContents;
        _entries = [.. Enumerable.Range(0, _header.ColumnCount).Select(_ => Entry.Read(reader)).ToArray()];

        var builder = new DataViewSchema.Builder();
        foreach (var entry in _entries)
            builder.AddColumn(entry.Name, entry.Codec.Type, ReadAnnotations(reader, entry.Annotations));
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _header.RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, RowCursorUtils.ActiveColumns(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema.Annotations ReadAnnotations(BinaryReader reader, long position)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (position == 0)
            return builder.ToAnnotations();
        reader.BaseStream.Position = position;
        long count = reader.Read7BitEncodedInt64();
        for (long i = 0; i < count; i++)
        {
            string kind = reader.ReadString();
            var codec = Codec.ReadType(reader);
            byte compression = reader.ReadByte();
            long offset = reader.ReadInt64();
            int length = (int)reader.Read7BitEncodedInt64();
            long next = reader.BaseStream.Position;
            using var block = OpenBlock(reader.BaseStream, offset, length, compression);
            builder.Add(kind, codec.Type, Generic.Bind<Codec, BinaryReader, Delegate>(
                AnnotationGetter<int>, codec.Type.RawType)(codec, block));
            reader.BaseStream.Position = next;
        }

        return builder.ToAnnotations();
    }

    private static ValueGetter<T> AnnotationGetter<T>(Codec codec, BinaryReader block)
    {
        var value = ((Codec<T>)codec).Read(block, 1);
        return BlockGetter(value, () => 0);
    }

    private static ValueGetter<T> BlockGetter<T>(T[] values, Func<int> index) => Column<T>.Getter(() => values, index);

    private static BinaryReader OpenBlock(Stream stream, long offset, int length, byte compression)
    {
        byte[] bytes = new byte[length];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        Stream block = new MemoryStream(bytes);
        return new BinaryReader(compression == Deflated ? Inflate(block) : block, Encoding.UTF8);
    }

    private static MemoryStream Inflate(Stream deflated)
    {
        var inflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionMode.Decompress))
            deflate.CopyTo(inflated);
        inflated.Position = 0;
        return inflated;
    }

    /// <summary>A column's line in the table of contents.</summary>
    private sealed record Entry(string Name, Codec Codec, byte Compression, int RowsPerBlock, long Lookup, long Annotations)
    {
        public static Entry Read(BinaryReader reader) => new(
            reader.ReadString(),
            Codec.ReadType(reader),
            reader.ReadByte(),
            (int)reader.Read7BitEncodedInt64(),
            reader.ReadInt64(),
            reader.ReadInt64());
    }

    private sealed class Cursor : RootCursorBase
    {
        private readonly BinaryLoader _view;
        private readonly Stream _stream;
        private readonly Column?[] _columns;

        public Cursor(BinaryLoader view, bool[] active)
        {
            _view = view;
            _stream = view._open();
            _columns = [.. view._entries.Select((entry, i) => active[i]
                ? Generic.Bind<Entry, Column>(Column.Make<int>, entry.Codec.Type.RawType)(entry)
                : null)];
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => _columns[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(_columns[column.Index]!.MakeGetter(this));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)RequirePosition(), 0);

        public long RequirePosition()
        {
            Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
            return Position;
        }

        protected override bool MoveNextCore()
        {
            long row = Position + 1;
            if (row >= _view._header.RowCount)
                return false;
            foreach (var column in _columns)
                column?.MoveTo(row, _stream, _view._header.RowCount);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _stream.Dispose();
            base.Dispose(disposing);
        }
    }

    private abstract class Column(Entry entry)
    {
        protected Entry Entry => entry;

        public static Column Make<T>(Entry entry) => new Column<T>(entry);

        public void MoveTo(long row, Stream stream, long rowCount)
        {
            if (row % entry.RowsPerBlock != 0)
                return;
            stream.Position = entry.Lookup + (row / entry.RowsPerBlock * 16);
            using var lookup = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            using var block = OpenBlock(stream, lookup.ReadInt64(), lookup.ReadInt32(), entry.Compression);
            ReadBlock(block, (int)Math.Min(entry.RowsPerBlock, rowCount - row));
        }

        public abstract Delegate MakeGetter(Cursor cursor);

        protected abstract void ReadBlock(BinaryReader block, int count);
    }

    private sealed class Column<T>(Entry entry) : Column(entry)
    {
        private T[] _values = [];

        /// <summary>Hands out copies of vectors, so that a caller's buffer never aliases the block.</summary>
        public static ValueGetter<T> Getter(Func<T[]> values, Func<int> index)
        {
            var copy = VectorCopy.For<T>();
            return (ref T value) => copy(in values()[index()], ref value);
        }

        public override Delegate MakeGetter(Cursor cursor)
            => Getter(() => _values, () => (int)(cursor.RequirePosition() % Entry.RowsPerBlock));

        protected override void ReadBlock(BinaryReader block, int count) => _values = ((Codec<T>)Entry.Codec).Read(block, count);
    }
}
