using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>
/// The 256 bytes before a component's own, and what they point to after it: a table of strings, the loader's assembly
/// name, and a closing signature. Positions count from the header's first byte.
/// </summary>
internal sealed class ModelHeader
{
    public const int Size = 256;

    private const ulong Signature = 0x4C45444F4D004C4D;
    private const ulong TailSignature = 0x4D4C004D4F44454C;
    private const uint Version = 0x00010002;
    private const uint OldestReadable = 0x00010001;
    private const int LoaderSignatureLength = 24;

    public ulong ModelSignature { get; private init; }

    public uint ModelVerWritten { get; private init; }

    public uint ModelVerReadable { get; private init; }

    public string LoaderSignature { get; private init; } = "";

    public string? LoaderAssemblyName { get; private init; }

    public string[] Strings { get; private init; } = [];

    /// <summary>The length of the component's own bytes, which follow the header.</summary>
    public long ModelLength { get; private init; }

    public static void Write(Stream stream, VersionInfo version, ReadOnlySpan<byte> model, IReadOnlyCollection<string> strings)
    {
        long tableLength = strings.Count * sizeof(long);
        long charsLength = strings.Sum(s => (long)s.Length * sizeof(char));
        long table = Size + model.Length;
        long chars = table + tableLength;
        long assembly = chars + charsLength;
        long assemblyLength = version.LoaderAssemblyName.Length * sizeof(char);
        long tail = assembly + assemblyLength;
        bool hasStrings = strings.Count > 0;

        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Signature);
        writer.Write(Version);
        writer.Write(Version);
        writer.Write((long)Size);
        writer.Write((long)model.Length);
        foreach (long field in hasStrings ? [table, tableLength, chars, charsLength] : new long[4])
            writer.Write(field);
        writer.Write(version.ModelSignatureCode);
        writer.Write(version.VerWrittenCur);
        writer.Write(version.VerReadableCur);
        writer.Write(Encoding.Latin1.GetBytes(version.LoaderSignature.PadRight(LoaderSignatureLength, '\0')));
        writer.Write(Encoding.Latin1.GetBytes(version.LoaderSignatureAlt.PadRight(LoaderSignatureLength, '\0')));
        writer.Write(tail);
        writer.Write(tail + sizeof(ulong));
        writer.Write(assembly);
        writer.Write((uint)assemblyLength);
        writer.Write(new byte[Size - 0x9C]);

        writer.Write(model);
        long end = 0;
        foreach (string s in strings)
            writer.Write(end += s.Length * sizeof(char));
        foreach (string s in strings)
            writer.Write(Encoding.Unicode.GetBytes(s));
        writer.Write(Encoding.Unicode.GetBytes(version.LoaderAssemblyName));
        writer.Write(TailSignature);
    }

    /// <summary>Reads and checks header and tables, and leaves the reader at the component's own bytes.</summary>
    public static ModelHeader Read(BinaryReader reader)
    {
        long start = reader.BaseStream.Position;
        Contracts.CheckDecode(reader.BaseStream.Length - start >= Size, "Wrong file type");
        Contracts.CheckDecode(reader.ReadUInt64() == Signature, "Wrong file type");
        uint written = reader.ReadUInt32();
        uint readable = reader.ReadUInt32();
        Contracts.CheckDecode(readable <= written, "Corrupt file header");
        Contracts.CheckDecode(readable <= Version, "File is too new");
        Contracts.CheckDecode(written >= OldestReadable, "File is too old");
        Contracts.CheckDecode(reader.ReadInt64() == Size);
        long modelLength = reader.ReadInt64();
        var table = (Position: reader.ReadInt64(), Length: reader.ReadInt64());
        var chars = (Position: reader.ReadInt64(), Length: reader.ReadInt64());
        ulong signature = reader.ReadUInt64();
        uint modelWritten = reader.ReadUInt32();
        uint modelReadable = reader.ReadUInt32();
        string loader = Encoding.Latin1.GetString(reader.ReadBytes(LoaderSignatureLength)).TrimEnd('\0');
        reader.ReadBytes(LoaderSignatureLength);
        long tail = reader.ReadInt64();
        long end = reader.ReadInt64();
        var assembly = written < Version ? default : (Position: reader.ReadInt64(), Length: (long)reader.ReadUInt32());

        Contracts.CheckDecode(modelLength >= 0 && start + end <= reader.BaseStream.Length && tail + sizeof(ulong) == end);
        Contracts.CheckDecode(IsSection(table) && IsSection(chars) && IsSection(assembly));
        reader.BaseStream.Position = start + tail;
        Contracts.CheckDecode(reader.ReadUInt64() == TailSignature, "Corrupt model file tail");

        var header = new ModelHeader
        {
            ModelSignature = signature,
            ModelVerWritten = modelWritten,
            ModelVerReadable = modelReadable,
            LoaderSignature = loader,
            ModelLength = modelLength,
            Strings = ReadStrings(),
            LoaderAssemblyName = assembly.Position == 0 ? null : ReadChars(assembly.Position, assembly.Length),
        };
        reader.BaseStream.Position = start + Size;
        return header;

        bool IsSection((long Position, long Length) section)
            => section.Position >= 0 && section.Length >= 0 && section.Position <= tail - section.Length;

        string ReadChars(long position, long length)
        {
            reader.BaseStream.Position = start + position;
            return Encoding.Unicode.GetString(reader.ReadBytes(checked((int)length)));
        }

        string[] ReadStrings()
        {
            string all = ReadChars(chars.Position, chars.Length);
            string[] strings = new string[table.Length / sizeof(long)];
            reader.BaseStream.Position = start + table.Position;
            int from = 0;
            for (int i = 0; i < strings.Length; i++)
            {
                long to = reader.ReadInt64() / sizeof(char);
                Contracts.CheckDecode(from <= to && to <= all.Length);
                strings[i] = all[from..(int)to];
                from = (int)to;
            }

            return strings;
        }
    }
}
