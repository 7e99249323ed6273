using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data.IO;

/// <summary>Lengths (one if they are equal), stored counts (-1 for dense), sparse indices, then all items as one block.</summary>
internal sealed class VectorCodec<T>(VectorDataViewType type, Codec<T> item) : Codec<VBuffer<T>>("VBuffer", type)
{
    private const int Dense = -1;

    public override void Write(BinaryWriter writer, ReadOnlySpan<VBuffer<T>> values)
    {
        var lengths = new List<int>();
        var counts = new List<int>();
        var indices = new List<int>();
        var items = new List<T>();
        foreach (ref readonly var value in values)
        {
            if (type.IsKnownSize && value.Length != type.Size)
                throw Contracts.Except(null, $"Length mismatch: expected {type.Size} slots but got {value.Length}");
            lengths.Add(value.Length);
            counts.Add(value.IsDense ? Dense : value.GetValues().Length);
            indices.AddRange(value.GetIndices());
            items.AddRange(value.GetValues());
        }

        int length = type.IsKnownSize ? type.Size : lengths.Distinct().Count() == 1 ? lengths[0] : 0;
        writer.Write(values.Length);
        writer.Write(length);
        if (length == 0)
            WriteInts(writer, lengths);
        WriteInts(writer, counts);
        writer.Write(indices.Count);
        WriteInts(writer, indices);
        item.Write(writer, CollectionsMarshal.AsSpan(items));
    }

    public override VBuffer<T>[] Read(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(reader.ReadInt32() == count);
        int length = reader.ReadInt32();
        Contracts.CheckDecode(type.IsKnownSize ? length == type.Size : length >= 0);
        int[] lengths = length == 0 ? reader.ReadArray<int>(count) : [.. Enumerable.Repeat(length, count)];
        int[] counts = reader.ReadArray<int>(count);
        int[] indices = reader.ReadArray<int>();
        int[] stored = [.. counts.Zip(lengths, (n, all) => n == Dense ? all : n)];
        Contracts.CheckDecode(stored.Zip(lengths).All(pair => 0 <= pair.First && pair.First <= pair.Second));

        var items = item.Read(reader, stored.Sum());
        var values = new VBuffer<T>[count];
        for (int i = 0, from = 0, fromIndex = 0; i < count; from += stored[i++])
        {
            int[]? own = counts[i] == Dense ? null : indices[fromIndex..(fromIndex += counts[i])];
            values[i] = new VBuffer<T>(lengths[i], stored[i], items[from..(from + stored[i])], own);
        }

        return values;
    }

    protected override void WriteParameters(BinaryWriter writer)
    {
        item.WriteType(writer);
        writer.WriteArray(type.Dimensions.AsSpan());
    }

    private static void WriteInts(BinaryWriter writer, List<int> values)
        => writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)));
}
