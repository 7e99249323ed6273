using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.Data.IO;

/// <summary>
/// Writes a view as an .idv file: deflated blocks of each column, then where they lie, annotations, and the table of contents.
/// </summary>
internal sealed class BinarySaver(Stream stream)
{
    private const byte Stored = 0;
    private const byte Deflated = 1;
    private const int MaxRowsPerBlock = 1 << 13;
    private const long MaxBytesPerBlock = 80 << 20;

    private readonly BinaryWriter _writer = new(stream, Encoding.UTF8, leaveOpen: true);

    /// <summary>Columns of types that no codec knows are left out, as are hidden ones unless asked for.</summary>
    public void Save(IDataView view, bool keepHidden)
    {
        var columns = view.Schema
            .Where(column => keepHidden || !column.IsHidden)
            .Select(column => (Column: column, Codec: Codec.For(column.Type)))
            .Where(pair => pair.Codec != null)
            .Select(pair => Generic.Bind<DataViewSchema.Column, Codec, Pipe>(Pipe.Make<int>, pair.Column.Type.RawType)(
                pair.Column, pair.Codec!))
            .ToArray();
        int rowsPerBlock = RowsPerBlock(columns);

        long start = stream.Position;
        _writer.Write(new byte[BinaryHeader.Size]);
        long rows = WriteRows(view, columns, rowsPerBlock);
        long[] lookups = Array.ConvertAll(columns, WriteLookup);
        long[] annotations = Array.ConvertAll(columns, WriteAnnotations);
        long contents = stream.Position;
        for (int i = 0; i < columns.Length; i++)
        {
            _writer.Write(columns[i].Column.Name);
            columns[i].Codec.WriteType(_writer);
            _writer.Write(Deflated);
            _writer.Write7BitEncodedInt64(rowsPerBlock);
            _writer.Write(lookups[i]);
            _writer.Write(annotations[i]);
        }

        long tail = stream.Position;
        _writer.Write(BinaryHeader.TailSignature);
        long end = stream.Position;
        stream.Position = start;
        new BinaryHeader(contents, tail, rows, columns.Length).Write(_writer);
        stream.Position = end;
    }

    private static int RowsPerBlock(Pipe[] columns)
    {
        long bytes = columns.Sum(pipe => 8L * Math.Max(1, pipe.Column.Type.GetValueCount()));
        return (int)Math.Clamp(MaxBytesPerBlock / Math.Max(1, bytes), 1, MaxRowsPerBlock);
    }

    private static byte[] Encode(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
            write(writer);
        return bytes.ToArray();
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal))
            deflate.Write(bytes);
        return deflated.ToArray();
    }

    private long WriteRows(IDataView view, Pipe[] columns, int rowsPerBlock)
    {
        long rows = 0;
        using var cursor = view.GetRowCursor(columns.Select(pipe => pipe.Column));
        foreach (var pipe in columns)
            pipe.Open(cursor);
        while (cursor.MoveNext())
        {
            foreach (var pipe in columns)
                pipe.Fetch();
            if (++rows % rowsPerBlock == 0)
                WriteBlocks(columns);
        }

        if (rows % rowsPerBlock != 0)
            WriteBlocks(columns);
        return rows;
    }

    private void WriteBlocks(Pipe[] columns)
    {
        foreach (var pipe in columns)
        {
            byte[] block = Encode(pipe.WriteBlock);
            byte[] deflated = Deflate(block);
            pipe.Blocks.Add((stream.Position, deflated.Length, block.Length));
            _writer.Write(deflated);
        }
    }

    private long WriteLookup(Pipe pipe)
    {
        long position = stream.Position;
        foreach (var (offset, length, inflatedLength) in pipe.Blocks)
        {
            _writer.Write(offset);
            _writer.Write(length);
            _writer.Write(inflatedLength);
        }

        return position;
    }

    // The annotations' own table of contents, or 0 if there are none.
    private long WriteAnnotations(Pipe pipe)
    {
        var annotations = pipe.Column.Annotations;
        var entries = new List<(string Kind, Codec Codec, byte Compression, long Offset, int Length)>();
        foreach (var kind in annotations.Schema)
        {
            if (Codec.For(kind.Type) is not { } codec)
                continue;
            var makeWriter = Generic.Bind<DataViewSchema.Annotations, DataViewSchema.Column, Codec, Action<BinaryWriter>>(
                AnnotationWriter<int>, kind.Type.RawType);
            byte[] plain = Encode(makeWriter(annotations, kind, codec));
            byte[] deflated = Deflate(plain);
            bool worthIt = deflated.Length < plain.Length;
            byte[] bytes = worthIt ? deflated : plain;
            entries.Add((kind.Name, codec, worthIt ? Deflated : Stored, stream.Position, bytes.Length));
            _writer.Write(bytes);
        }

        if (entries.Count == 0)
            return 0;
        long position = stream.Position;
        _writer.Write7BitEncodedInt64(entries.Count);
        foreach (var (kind, codec, compression, offset, length) in entries)
        {
            _writer.Write(kind);
            codec.WriteType(_writer);
            _writer.Write(compression);
            _writer.Write(offset);
            _writer.Write7BitEncodedInt64(length);
        }

        return position;
    }

    private static Action<BinaryWriter> AnnotationWriter<T>(
        DataViewSchema.Annotations annotations, DataViewSchema.Column kind, Codec codec)
    {
        T value = default!;
        annotations.GetGetter<T>(kind)(ref value);
        return writer => ((Codec<T>)codec).Write(writer, new ReadOnlySpan<T>(in value));
    }

    /// <summary>The values of a column on their way to a block.</summary>
    private abstract class Pipe(DataViewSchema.Column column, Codec codec)
    {
        public DataViewSchema.Column Column => column;

        public Codec Codec => codec;

        public List<(long Offset, int Length, int InflatedLength)> Blocks { get; } = [];

        public static Pipe Make<T>(DataViewSchema.Column column, Codec codec) => new Pipe<T>(column, (Codec<T>)codec);

        public abstract void Open(DataViewRowCursor cursor);

        public abstract void Fetch();

        public abstract void WriteBlock(BinaryWriter writer);
    }

    private sealed class Pipe<T>(DataViewSchema.Column column, Codec<T> codec) : Pipe(column, codec)
    {
        private readonly List<T> _values = [];
        private ValueGetter<T>? _getter;

        public override void Open(DataViewRowCursor cursor) => _getter = cursor.GetGetter<T>(Column);

        public override void Fetch()
        {
            T value = default!; // a fresh buffer each row: the block keeps it
            _getter!(ref value);
            _values.Add(value);
        }

        public override void WriteBlock(BinaryWriter writer)
        {
            codec.Write(writer, CollectionsMarshal.AsSpan(_values));
            _values.Clear();
        }
    }
}
