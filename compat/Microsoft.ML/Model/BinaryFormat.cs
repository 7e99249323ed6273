using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The small conventions of ML.NET's binary formats: arrays carry an int32 count, flags are one byte.</summary>
internal static class BinaryFormat
{
    public static void WriteBoolByte(this BinaryWriter writer, bool value) => writer.Write((byte)(value ? 1 : 0));

    public static bool ReadBoolByte(this BinaryReader reader)
    {
        byte value = reader.ReadByte();
        Contracts.CheckDecode(value <= 1);
        return value == 1;
    }

    /// <summary>Count and items; what OnnxModel's bytes and all numeric arrays are written as.</summary>
    public static void WriteArray<T>(this BinaryWriter writer, ReadOnlySpan<T> values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    public static T[] ReadArray<T>(this BinaryReader reader) where T : unmanaged => reader.ReadArray<T>(reader.ReadInt32());

    public static T[] ReadArray<T>(this BinaryReader reader, int count) where T : unmanaged
    {
        Contracts.CheckDecode(count >= 0);
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
