using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;

namespace Microsoft.ML.Transforms;

/// <summary>Which values were seen behind each hash, as text: "a", or "{a,b}" after a collision.</summary>
internal static class InvertedHashes
{
    private static readonly VersionInfo Version = new("TEXTSPBF", 0x00010001, 0x00010001, 0x00010001, "TextSpanBuffer");

    /// <summary>The key values of each column; empty for those that ask for none.</summary>
    public static VBuffer<ReadOnlyMemory<char>>[] Collect(
        IDataView input,
        HashingEstimator.ColumnOptions[] columns,
        Func<DataViewRow, DataViewSchema.Column, int, Delegate> makeGetter)
    {
        var keyValues = new VBuffer<ReadOnlyMemory<char>>[columns.Length];
        var wanted = columns.Index().Where(column => column.Item is { Combine: false, MaximumNumberOfInverts: not 0 }).ToArray();
        if (wanted.Length == 0)
            return keyValues;

        using var cursor = input.GetRowCursor(wanted.Select(column => input.Schema[column.Item.InputColumnName]));
        var collectors = Array.ConvertAll(wanted, column =>
        {
            var source = input.Schema[column.Item.InputColumnName];
            var template = source.Type is VectorDataViewType ? CollectVector<int>
                : (Func<DataViewRow, DataViewSchema.Column, Collector, Delegate, Action>)CollectScalar<int>;
            var collector = new Collector(column.Item, source);
            var collect = Generic.Bind(template, source.Type.GetItemType().RawType)(
                cursor, source, collector, makeGetter(cursor, source, column.Index));
            return (column.Index, Collector: collector, Collect: collect);
        });
        while (cursor.MoveNext())
            Array.ForEach(collectors, collector => collector.Collect());
        foreach (var (index, collector, _) in collectors)
            keyValues[index] = collector.ToKeyValues();
        return keyValues;
    }

    public static void Save(ModelSaveContext ctx, VBuffer<ReadOnlyMemory<char>>[] keyValues)
    {
        foreach (var (i, values) in keyValues.Index().Where(column => column.Item.Length > 0))
        {
            ctx.SaveSubModel(Folder(i), vocabulary =>
            {
                vocabulary.SetVersionInfo(Version);
                var codec = TextsCodec();
                codec.WriteType(vocabulary.Writer);
                using var block = new MemoryStream();
                using (var writer = new BinaryWriter(block))
                    codec.Write(writer, [values]);
                vocabulary.Writer.WriteArray<byte>(block.ToArray());
                vocabulary.SaveTextStream("Terms.txt", writer =>
                {
                    writer.WriteLine($"# Number of terms = {values.GetValues().Length} of length {values.Length}");
                    foreach (var (slot, text) in values.Items().Where(item => !item.Value.IsEmpty))
                        writer.WriteLine($"{slot}\t{text}");
                });
            });
        }
    }

    public static VBuffer<ReadOnlyMemory<char>>[] Load(ModelLoadContext ctx, int columns)
    {
        var keyValues = new VBuffer<ReadOnlyMemory<char>>[columns];
        for (int i = 0; i < columns; i++)
        {
            ctx.TryProcessSubModel(Folder(i), vocabulary =>
            {
                vocabulary.CheckAtModel(Version);
                Codec.ReadType(vocabulary.Reader);
                using var block = new BinaryReader(new MemoryStream(vocabulary.Reader.ReadArray<byte>()));
                keyValues[i] = TextsCodec().Read(block, 1)[0];
            });
        }

        return keyValues;
    }

    private static string Folder(int column) => $"Vocabulary_{column:000}";

    private static Codec<VBuffer<ReadOnlyMemory<char>>> TextsCodec()
        => (Codec<VBuffer<ReadOnlyMemory<char>>>)Codec.For(new VectorDataViewType(TextDataViewType.Instance))!;

    private static Action CollectScalar<T>(DataViewRow row, DataViewSchema.Column source, Collector collector, Delegate hashes)
    {
        var getValue = row.GetGetter<T>(source);
        var getHash = (ValueGetter<uint>)hashes;
        T value = default!;
        uint hash = 0;
        return () =>
        {
            getValue(ref value);
            getHash(ref hash);
            collector.Add(hash, value, slot: null);
        };
    }

    private static Action CollectVector<T>(DataViewRow row, DataViewSchema.Column source, Collector collector, Delegate hashes)
    {
        var getValues = row.GetGetter<VBuffer<T>>(source);
        var getHashes = (ValueGetter<VBuffer<uint>>)hashes;
        VBuffer<T> values = default;
        VBuffer<uint> all = default;
        return () =>
        {
            getValues(ref values);
            getHashes(ref all);
            foreach (var (slot, value) in values.Items())
                collector.Add(all.GetItemOrDefault(slot), value, slot);
        };
    }

    private sealed class Collector(HashingEstimator.ColumnOptions options, DataViewSchema.Column source)
    {
        private readonly SortedDictionary<int, List<string>> _texts = [];
        private readonly int _maximum = options.MaximumNumberOfInverts == -1 ? int.MaxValue : options.MaximumNumberOfInverts;
        private readonly string[]? _keyValues = source.HasKeyValues() ? KeyValues(source) : null;

        public void Add<T>(uint hash, T value, int? slot)
        {
            if (hash == 0)
                return;
            if (!_texts.TryGetValue((int)hash - 1, out var texts))
                _texts[(int)hash - 1] = texts = [];
            if (texts.Count >= _maximum)
                return;
            string text = Text(value);
            if (slot != null && options.UseOrderedHashing)
                text = $"{slot}:{text}";
            if (!texts.Contains(text))
                texts.Add(text);
        }

        public VBuffer<ReadOnlyMemory<char>> ToKeyValues()
            => new(
                1 << options.NumberOfBits,
                _texts.Count,
                [.. _texts.Values.Select(texts => (texts.Count == 1 ? texts[0] : $"{{{string.Join(',', texts)}}}").AsMemory())],
                [.. _texts.Keys]);

        private static string[] KeyValues(DataViewSchema.Column source)
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            source.GetKeyValues(ref values);
            return [.. values.DenseValues().Select(value => value.ToString())];
        }

        private string Text<T>(T value)
        {
            if (_keyValues == null)
                return Conversions.ToText(source.Type.GetItemType(), value);
            ulong key = Convert.ToUInt64(value);
            return key - 1 < (ulong)_keyValues.Length ? _keyValues[key - 1] : "";
        }
    }
}
