using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How a file is cut into lines and lines into fields.</summary>
internal sealed partial record TextFormat
{
    public static readonly VersionInfo Version = new("TXTLOADR", 0x0001000E, 0x0001000A, 0x0001000D, "TextLoader");

    [Flags]
    private enum Flags : uint
    {
        TrimWhitespace = 0x01,
        HasHeader = 0x02,
        AllowQuoting = 0x04,
        AllowSparse = 0x08,
        ReadMultilines = 0x10,
        MissingRealsAsNaNs = 0x20,
    }

    public bool TrimsWhitespace => Has(Flags.TrimWhitespace);

    public bool HasHeader => Has(Flags.HasHeader);

    public bool AllowsQuoting => Has(Flags.AllowQuoting);

    public bool AllowsSparse => Has(Flags.AllowSparse);

    public bool ReadsMultilines => Has(Flags.ReadMultilines);

    public bool MissingRealsAreNaNs => Has(Flags.MissingRealsAsNaNs);

    public required char[] Separators { get; init; }

    public required char EscapeChar { get; init; }

    public required char DecimalMarker { get; init; }

    public int InputSize { get; init; }

    public long MaxRows { get; init; }

    private Flags Options { get; init; }

    public static TextFormat Create(IExceptionContext context, TextLoader.Options options, bool hasHeader)
    {
        context.CheckNonEmpty(options.Separators, "Separator", "Must specify a separator");
        char[] separators = [.. options.Separators.Distinct()];
        foreach (char separator in separators)
        {
            context.CheckUserArg(
                separator == '\t' || (separator >= ' ' && separator != '"' && !char.IsAsciiDigit(separator)),
                "Separator",
                $"Illegal separator: '{separator}'");
        }

        context.CheckUserArg(
            !options.AllowSparse || !separators.Contains(':'), "Separator", "When the separator is colon, turn off allowSparse");
        context.CheckUserArg(
            options.DecimalMarker is '.' or ',',
            nameof(options.DecimalMarker),
            $"Decimal marker cannot be the '{options.DecimalMarker}' character. It must be '.' or ','.");
        context.CheckUserArg(
            options.AllowQuoting || options.DecimalMarker != ',' || !separators.Contains(','),
            nameof(options.AllowQuoting),
            "Quoting must be allowed if decimal marker and separator are the ',' character.");
        context.CheckUserArg(
            !separators.Contains(options.EscapeChar),
            nameof(options.EscapeChar),
            $"EscapeChar '{options.EscapeChar}' can't be used both as EscapeChar and separator");
        context.CheckUserArg(options.MaxRows is null or >= 0, nameof(options.MaxRows));
        context.Check(options.InputSize is null or >= 0, "inputSize");
        return new TextFormat
        {
            Separators = separators,
            EscapeChar = options.EscapeChar,
            DecimalMarker = options.DecimalMarker,
            InputSize = options.InputSize ?? 0,
            MaxRows = options.MaxRows ?? long.MaxValue,
            Options = (options.TrimWhitespace ? Flags.TrimWhitespace : 0)
                | (hasHeader ? Flags.HasHeader : 0)
                | (options.AllowQuoting ? Flags.AllowQuoting : 0)
                | (options.AllowSparse ? Flags.AllowSparse : 0)
                | (options.AllowQuoting && options.ReadMultilines ? Flags.ReadMultilines : 0)
                | (options.MissingRealsAsNaNs ? Flags.MissingRealsAsNaNs : 0),
        };
    }

    public static TextFormat Load(ModelLoadContext ctx)
    {
        Contracts.CheckDecode(ctx.Reader.ReadInt32() == sizeof(float));
        return new TextFormat
        {
            MaxRows = ctx.Reader.ReadInt64(),
            Options = (Flags)ctx.Reader.ReadUInt32(),
            InputSize = ctx.Reader.ReadInt32(),
            Separators = MemoryMarshal.Cast<ushort, char>(ctx.Reader.ReadArray<ushort>()).ToArray(),
            EscapeChar = ctx.Reader.ReadChar(),
            DecimalMarker = ctx.Reader.ReadChar(),
        };
    }

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write(sizeof(float));
        ctx.Writer.Write(MaxRows);
        ctx.Writer.Write((uint)Options);
        ctx.Writer.Write(InputSize);
        ctx.Writer.WriteArray(MemoryMarshal.Cast<char, ushort>(Separators));
        ctx.Writer.Write(EscapeChar);
        ctx.Writer.Write(DecimalMarker);
    }

    private bool Has(Flags flag) => (Options & flag) != 0;
}
