using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data.IO;

/// <summary>How a block of a column's values, and the column's type, are written in .idv files.</summary>
internal abstract class Codec(string name, DataViewType type)
{
    public DataViewType Type => type;

    /// <summary>The codec of a column type, or null if values of the type cannot be written.</summary>
    public static Codec? For(DataViewType type) => type switch
    {
        VectorDataViewType vector => For(vector.ItemType) is { } item
            ? Generic.Bind<VectorDataViewType, Codec, Codec>(MakeVector<int>, vector.ItemType.RawType)(vector, item)
            : null,
        KeyDataViewType key => Generic.Bind<KeyDataViewType, Codec>(MakeKey<byte>, key.RawType)(key),
        _ => Scalars.FirstOrDefault(codec => codec.Type.Equals(type)),
    };

    public static Codec ReadType(BinaryReader reader)
    {
        string name = reader.ReadString();
        reader.Read7BitEncodedInt64();
        return name switch
        {
            "VBuffer" => For(new VectorDataViewType((PrimitiveDataViewType)ReadType(reader).Type, reader.ReadArray<int>()))!,
            "Key2" => For(new KeyDataViewType(ReadType(reader).Type.RawType, reader.ReadUInt64()))!,
            _ => Scalars.FirstOrDefault(codec => codec.Name == name)
                ?? throw Contracts.ExceptDecode(null, $"Did not recognize value codec signature '{name}'"),
        };
    }

    public void WriteType(BinaryWriter writer)
    {
        using var parameters = new MemoryStream();
        using (var parameterWriter = new BinaryWriter(parameters))
            WriteParameters(parameterWriter);
        byte[] bytes = parameters.ToArray();
        writer.Write(Name);
        writer.Write7BitEncodedInt64(bytes.Length);
        writer.Write(bytes);
    }

    protected string Name => name;

    protected virtual void WriteParameters(BinaryWriter writer)
    {
    }

    private static readonly Codec[] Scalars =
    [
        new BitsCodec<sbyte>(NumberDataViewType.SByte), new BitsCodec<byte>(NumberDataViewType.Byte),
        new BitsCodec<short>(NumberDataViewType.Int16), new BitsCodec<ushort>(NumberDataViewType.UInt16),
        new BitsCodec<int>(NumberDataViewType.Int32), new BitsCodec<uint>(NumberDataViewType.UInt32),
        new BitsCodec<long>(NumberDataViewType.Int64), new BitsCodec<ulong>(NumberDataViewType.UInt64),
        new BitsCodec<float>(NumberDataViewType.Single), new BitsCodec<double>(NumberDataViewType.Double),
        new BitsCodec<TimeSpan>(TimeSpanDataViewType.Instance), new BitsCodec<DataViewRowId>(RowIdDataViewType.Instance),
        new TextCodec(), new BooleanCodec(), new DateTimeCodec(), new DateTimeOffsetCodec(),
    ];

    private static VectorCodec<T> MakeVector<T>(VectorDataViewType type, Codec item) => new(type, (Codec<T>)item);

    private static KeyCodec<T> MakeKey<T>(KeyDataViewType type) where T : unmanaged => new(type);
}

internal abstract class Codec<T>(string name, DataViewType type) : Codec(name, type)
{
    public abstract void Write(BinaryWriter writer, ReadOnlySpan<T> values);

    public abstract T[] Read(BinaryReader reader, int count);
}

/// <summary>Values whose memory is their format.</summary>
internal class BitsCodec<T>(DataViewType type, string? name = null) : Codec<T>(name ?? typeof(T).Name, type)
    where T : unmanaged
{
    public override void Write(BinaryWriter writer, ReadOnlySpan<T> values) => writer.Write(MemoryMarshal.AsBytes(values));

    public override T[] Read(BinaryReader reader, int count) => reader.ReadArray<T>(count);
}

internal sealed class KeyCodec<T>(KeyDataViewType type) : BitsCodec<T>(type, "Key2")
    where T : unmanaged
{
    protected override void WriteParameters(BinaryWriter writer)
    {
        For(ColumnTypes.PrimitiveTypeFromType(typeof(T)))!.WriteType(writer);
        writer.Write(type.Count);
    }
}
