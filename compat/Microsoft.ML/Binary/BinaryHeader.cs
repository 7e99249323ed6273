using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data.IO;

/// <summary>The first 256 bytes of an .idv file.</summary>
internal readonly record struct BinaryHeader(long TableOfContents, long Tail, long RowCount, int ColumnCount)
{
    public const int Size = 256;
    public const ulong TailSignature = 0x434D4C0044564200;

    private const ulong Signature = 0x00425644004C4D43;
    private const ulong Version = 0x0001000100010006;

    public static BinaryHeader Read(BinaryReader reader)
    {
        Contracts.CheckDecode(reader.ReadUInt64() == Signature, "This does not appear to be a binary dataview file");
        reader.ReadUInt64();
        Contracts.CheckDecode(reader.ReadUInt64() <= Version, "Cannot read data: it was written by a newer version");
        return new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Signature);
        writer.Write(Version);
        writer.Write(Version);
        writer.Write(TableOfContents);
        writer.Write(Tail);
        writer.Write(RowCount);
        writer.Write(ColumnCount);
    }
}
