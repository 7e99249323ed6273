using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data.IO;

/// <summary>The ends of all texts, then the texts as one string.</summary>
internal sealed class TextCodec() : Codec<ReadOnlyMemory<char>>("TextSpan", TextDataViewType.Instance)
{
    // The top bit of an end once marked a missing text.
    private const int EndMask = int.MaxValue;

    public override void Write(BinaryWriter writer, ReadOnlySpan<ReadOnlyMemory<char>> values)
    {
        var all = new StringBuilder();
        writer.Write(values.Length);
        foreach (var text in values)
        {
            all.Append(text);
            writer.Write(all.Length);
        }

        writer.Write(all.ToString());
    }

    public override ReadOnlyMemory<char>[] Read(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(reader.ReadInt32() == count);
        int[] ends = [.. Enumerable.Range(0, count).Select(_ => reader.ReadInt32() & EndMask)];
        var all = reader.ReadString().AsMemory();
        var values = new ReadOnlyMemory<char>[count];
        for (int i = 0, start = 0; i < count; start = ends[i++])
        {
            Contracts.CheckDecode(start <= ends[i] && ends[i] <= all.Length);
            values[i] = all[start..ends[i]];
        }

        return values;
    }
}

/// <summary>Eight to a byte, the first in the lowest bit.</summary>
internal sealed class BooleanCodec() : Codec<bool>("Boolean", BooleanDataViewType.Instance)
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<bool> values)
    {
        byte[] bits = new byte[(values.Length + 7) / 8];
        for (int i = 0; i < values.Length; i++)
            bits[i / 8] |= (byte)((values[i] ? 1 : 0) << (i % 8));
        writer.Write(bits);
    }

    public override bool[] Read(BinaryReader reader, int count)
    {
        byte[] bits = reader.ReadArray<byte>((count + 7) / 8);
        return [.. Enumerable.Range(0, count).Select(i => (bits[i / 8] >> (i % 8) & 1) != 0)];
    }
}

/// <summary>Ticks, without the kind.</summary>
internal sealed class DateTimeCodec() : Codec<DateTime>("DateTime", DateTimeDataViewType.Instance)
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<DateTime> values)
    {
        foreach (var value in values)
            writer.Write(value.Ticks);
    }

    public override DateTime[] Read(BinaryReader reader, int count)
        => Array.ConvertAll(reader.ReadArray<long>(count), ticks => new DateTime(ticks == long.MinValue ? 0 : ticks));
}

/// <summary>All offsets in minutes, then all local ticks.</summary>
internal sealed class DateTimeOffsetCodec() : Codec<DateTimeOffset>("DateTimeOffset", DateTimeOffsetDataViewType.Instance)
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<DateTimeOffset> values)
    {
        foreach (var value in values)
            writer.Write((short)value.Offset.TotalMinutes);
        foreach (var value in values)
            writer.Write(value.DateTime.Ticks);
    }

    public override DateTimeOffset[] Read(BinaryReader reader, int count)
    {
        short[] offsets = reader.ReadArray<short>(count);
        long[] ticks = reader.ReadArray<long>(count);
        return [.. offsets.Zip(ticks, (minutes, tick) =>
            new DateTimeOffset(tick, TimeSpan.FromMinutes(minutes)))];
    }
}
