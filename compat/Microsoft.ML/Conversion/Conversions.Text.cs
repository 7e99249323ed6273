using System.Globalization;
using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Parses a text; false if it is neither a value nor one of the signs of a missing one.</summary>
internal delegate bool TryParser<T>(ReadOnlyMemory<char> text, out T value);

internal static partial class Conversions
{
    private static readonly Dictionary<Type, Delegate> Parsers = MakeParsers();

    /// <summary>How text files and term lists read values of a type.</summary>
    public static TryParser<T> GetParser<T>(DataViewType type)
    {
        if (type is not KeyDataViewType key)
            return (TryParser<T>)Parsers[typeof(T)];
        var narrow = Find<ulong, T>(NumberDataViewType.UInt64, ColumnTypes.PrimitiveTypeFromType(typeof(T)))!;
        return (text, out value) =>
        {
            value = default!;
            if (!TryParseKey(text.Span, key.Count, out ulong raw))
                return false;
            narrow(in raw, ref value);
            return true;
        };
    }

    /// <summary>How key values and terms are shown as text.</summary>
    public static string ToText<T>(DataViewType type, T value) => value switch
    {
        _ when type is KeyDataViewType key => KeyToText(key, value),
        ReadOnlyMemory<char> text => text.ToString(),
        float.NaN or double.NaN => "?",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("G17", CultureInfo.InvariantCulture),
        bool flag => flag ? "1" : "0",
        DataViewRowId id => $"0x{id}",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("o", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string KeyToText<T>(KeyDataViewType key, T value)
    {
        ulong raw = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
        return raw == 0 || raw > key.Count ? "" : (raw - 1).ToString(CultureInfo.InvariantCulture);
    }

    private static void AddFromText(Dictionary<(Type, Type), Delegate> mappers)
    {
        mappers.Add(static (in ReadOnlyMemory<char> src, ref ReadOnlyMemory<char> dst) => dst = src);
        AddSignedFromText<sbyte>(mappers, "sbyte");
        AddSignedFromText<short>(mappers, "short");
        AddSignedFromText<int>(mappers, "int");
        AddSignedFromText<long>(mappers, "long");
        AddLenientFromText<byte>(mappers);
        AddLenientFromText<ushort>(mappers);
        AddLenientFromText<uint>(mappers);
        AddLenientFromText<ulong>(mappers);
        AddLenientFromText<DataViewRowId>(mappers);
        AddLenientFromText<bool>(mappers);
        AddLenientFromText<TimeSpan>(mappers);
        AddLenientFromText<DateTime>(mappers);
        AddLenientFromText<DateTimeOffset>(mappers);
        mappers.Add(static (in ReadOnlyMemory<char> src, ref float dst) => TryParseFloat(src, out dst));
        mappers.Add(static (in ReadOnlyMemory<char> src, ref double dst) => TryParseFloat(src, out dst));
    }

    private static void AddSignedFromText<T>(Dictionary<(Type, Type), Delegate> mappers, string name)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
        => mappers.Add((in ReadOnlyMemory<char> src, ref T dst)
            => Contracts.Check(TryParseSigned(src, out dst), $"Value could not be parsed from text to {name}."));

    // What cannot be parsed is the default value.
    private static void AddLenientFromText<T>(Dictionary<(Type, Type), Delegate> mappers)
    {
        mappers.Add((in ReadOnlyMemory<char> src, ref T dst) =>
        {
            if (!((TryParser<T>)Parsers[typeof(T)])(src, out dst))
                dst = default!;
        });
    }

    private static ValueMapper<ReadOnlyMemory<char>, T> MakeKeyParser<T>(KeyDataViewType key)
    {
        var parse = GetParser<T>(key);
        return (in src, ref dst) => parse(src, out dst);
    }

    private static Dictionary<Type, Delegate> MakeParsers()
    {
        var parsers = new Dictionary<Type, Delegate>();
        Add<sbyte>(TryParseSigned);
        Add<short>(TryParseSigned);
        Add<int>(TryParseSigned);
        Add<long>(TryParseSigned);
        Add<byte>(TryParseUnsigned);
        Add<ushort>(TryParseUnsigned);
        Add<uint>(TryParseUnsigned);
        Add<ulong>(TryParseUnsigned);
        Add<float>(static (text, out value) => TryParseFloat(text, out value) || IsMissing(text.Span));
        Add<double>(static (text, out value) => TryParseFloat(text, out value) || IsMissing(text.Span));
        Add<ReadOnlyMemory<char>>(static (text, out value) =>
        {
            value = text;
            return true;
        });
        Add<bool>(TryParseBoolean);
        Add<DataViewRowId>(TryParseRowId);
        Add<TimeSpan>(static (text, out value) =>
        {
            value = default;
            return text.IsEmpty || TimeSpan.TryParse(text.Span, CultureInfo.InvariantCulture, out value);
        });
        Add<DateTime>(static (text, out value) =>
        {
            value = default;
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
            return text.IsEmpty || DateTime.TryParse(text.Span, CultureInfo.InvariantCulture, Utc, out value);
        });
        Add<DateTimeOffset>(static (text, out value) =>
        {
            value = default;
            return text.IsEmpty
                || DateTimeOffset.TryParse(text.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
        });
        return parsers;

        void Add<T>(TryParser<T> parser) => parsers.Add(typeof(T), parser);
    }
}
