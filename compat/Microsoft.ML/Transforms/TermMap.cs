using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The numbered values of a column.</summary>
internal abstract class TermMap(PrimitiveDataViewType itemType)
{
    private const byte TextKind = 0;
    private const byte CodecKind = 1;

    public PrimitiveDataViewType ItemType => itemType;

    public abstract int Count { get; }

    /// <summary>A key type cannot be empty, a map can.</summary>
    public KeyDataViewType KeyType => new(typeof(uint), Math.Max(1, Count));

    public static TermMap Create(PrimitiveDataViewType itemType)
        => Generic.Bind<PrimitiveDataViewType, TermMap>(Make<int>, itemType.RawType)(itemType);

    public static TermMap Load(ModelLoadContext ctx)
    {
        byte kind = ctx.Reader.ReadByte();
        Contracts.CheckDecode(kind is TextKind or CodecKind);
        if (kind == TextKind)
        {
            var texts = new TermMap<ReadOnlyMemory<char>>(TextDataViewType.Instance);
            for (int count = ctx.Reader.ReadInt32(); count > 0; count--)
                Contracts.CheckDecode(texts.TryAdd(ctx.LoadNonEmptyString().AsMemory()));
            return texts;
        }

        var codec = Codec.ReadType(ctx.Reader);
        var map = Create((PrimitiveDataViewType)codec.Type);
        map.LoadTerms(ctx.Reader, codec);
        return map;
    }

    public void Save(ModelSaveContext ctx)
    {
        if (this is TermMap<ReadOnlyMemory<char>> texts)
        {
            ctx.Writer.Write(TextKind);
            ctx.Writer.Write(Count);
            foreach (var text in texts.Terms)
                ctx.SaveNonEmptyString(text.ToString());
            return;
        }

        var codec = Codec.For(itemType)
            ?? throw Contracts.Except(null, $"We do not know how to serialize terms of type '{itemType}'");
        ctx.Writer.Write(CodecKind);
        codec.WriteType(ctx.Writer);
        ctx.Writer.Write(Count);
        SaveTerms(ctx.Writer, codec);
    }

    /// <summary>Adds the values of a column until there are <paramref name="maximum"/> of them; false once there are.</summary>
    public abstract Func<bool> MakeTrainer(DataViewRow row, DataViewSchema.Column column, int maximum);

    public abstract void Sort();

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The values as key values of the output column; nothing if there are none.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    public abstract void WriteText(TextWriter writer);

    protected abstract void LoadTerms(BinaryReader reader, Codec codec);

    protected abstract void SaveTerms(BinaryWriter writer, Codec codec);

    private static TermMap<T> Make<T>(PrimitiveDataViewType itemType) where T : notnull => new(itemType);
}
