using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

internal static partial class Conversions
{
    private static Dictionary<(Type, Type), Delegate> MakeMappers()
    {
        var mappers = new Dictionary<(Type, Type), Delegate>();
        AddSigned<sbyte>(mappers);
        AddSigned<short>(mappers);
        AddSigned<int>(mappers);
        AddSigned<long>(mappers);
        AddUnsigned<byte>(mappers);
        AddUnsigned<ushort>(mappers);
        AddUnsigned<uint>(mappers);
        AddUnsigned<ulong>(mappers);
        AddRowId(mappers);
        AddFloats(mappers);
        AddBoolean(mappers);
        AddTimes(mappers);
        AddFromText(mappers);
        return mappers;
    }

    private static void Add<TSrc, TDst>(this Dictionary<(Type, Type), Delegate> mappers, ValueMapper<TSrc, TDst> mapper)
        => mappers.Add((typeof(TSrc), typeof(TDst)), mapper);

    // What does not fit wraps around.
    private static void AddSigned<T>(Dictionary<(Type, Type), Delegate> mappers) where T : IBinaryInteger<T>
    {
        mappers.Add(static (in T src, ref sbyte dst) => dst = sbyte.CreateTruncating(src));
        mappers.Add(static (in T src, ref short dst) => dst = short.CreateTruncating(src));
        mappers.Add(static (in T src, ref int dst) => dst = int.CreateTruncating(src));
        mappers.Add(static (in T src, ref long dst) => dst = long.CreateTruncating(src));
        AddIntegerToOthers<T>(mappers);
    }

    // What does not fit is missing: 0.
    private static void AddUnsigned<T>(Dictionary<(Type, Type), Delegate> mappers) where T : IBinaryInteger<T>
    {
        mappers.Add(static (in T src, ref byte dst) => dst = Narrow<byte>(ulong.CreateTruncating(src)));
        mappers.Add(static (in T src, ref ushort dst) => dst = Narrow<ushort>(ulong.CreateTruncating(src)));
        mappers.Add(static (in T src, ref uint dst) => dst = Narrow<uint>(ulong.CreateTruncating(src)));
        mappers.Add(static (in T src, ref ulong dst) => dst = ulong.CreateTruncating(src));
        mappers.Add(static (in T src, ref DataViewRowId dst) => dst = new DataViewRowId(ulong.CreateTruncating(src), 0));
        AddIntegerToOthers<T>(mappers);
    }

    private static void AddIntegerToOthers<T>(Dictionary<(Type, Type), Delegate> mappers) where T : IBinaryInteger<T>
    {
        mappers.Add(static (in T src, ref float dst) => dst = float.CreateTruncating(src));
        mappers.Add(static (in T src, ref double dst) => dst = double.CreateTruncating(src));
        mappers.Add(static (in T src, ref bool dst) => dst = !T.IsZero(src));
        mappers.Add(static (in T src, ref ReadOnlyMemory<char> dst)
            => dst = src.ToString(null, CultureInfo.InvariantCulture).AsMemory());
    }

    private static void AddRowId(Dictionary<(Type, Type), Delegate> mappers)
    {
        mappers.Add(static (in DataViewRowId src, ref byte dst) => dst = Narrow<byte>(Narrow(src)));
        mappers.Add(static (in DataViewRowId src, ref ushort dst) => dst = Narrow<ushort>(Narrow(src)));
        mappers.Add(static (in DataViewRowId src, ref uint dst) => dst = Narrow<uint>(Narrow(src)));
        mappers.Add(static (in DataViewRowId src, ref ulong dst) => dst = Narrow(src));
        mappers.Add(static (in DataViewRowId src, ref ReadOnlyMemory<char> dst) => dst = $"0x{src}".AsMemory());
    }

    private static void AddFloats(Dictionary<(Type, Type), Delegate> mappers)
    {
        mappers.Add(static (in float src, ref float dst) => dst = src);
        mappers.Add(static (in float src, ref double dst) => dst = src);
        mappers.Add(static (in float src, ref bool dst) => dst = src != 0);
        mappers.Add(static (in float src, ref ReadOnlyMemory<char> dst)
            => dst = src.ToString("G7", CultureInfo.InvariantCulture).AsMemory());
        mappers.Add(static (in double src, ref double dst) => dst = src);
        mappers.Add(static (in double src, ref float dst) => dst = (float)src);
        mappers.Add(static (in double src, ref bool dst) => dst = src != 0);
        mappers.Add(static (in double src, ref ReadOnlyMemory<char> dst)
            => dst = src.ToString("G17", CultureInfo.InvariantCulture).AsMemory());
    }

    private static void AddBoolean(Dictionary<(Type, Type), Delegate> mappers)
    {
        mappers.Add(static (in bool src, ref sbyte dst) => dst = (sbyte)(src ? 1 : 0));
        mappers.Add(static (in bool src, ref short dst) => dst = (short)(src ? 1 : 0));
        mappers.Add(static (in bool src, ref int dst) => dst = src ? 1 : 0);
        mappers.Add(static (in bool src, ref long dst) => dst = src ? 1 : 0);
        mappers.Add(static (in bool src, ref float dst) => dst = src ? 1 : 0);
        mappers.Add(static (in bool src, ref double dst) => dst = src ? 1 : 0);
        mappers.Add(static (in bool src, ref bool dst) => dst = src);
        mappers.Add(static (in bool src, ref ReadOnlyMemory<char> dst) => dst = src.ToString().AsMemory());
    }

    private static void AddTimes(Dictionary<(Type, Type), Delegate> mappers)
    {
        AddTicks<TimeSpan>(mappers, static value => value.Ticks, "c");
        AddTicks<DateTime>(mappers, static value => value.Ticks, "o");
        AddTicks<DateTimeOffset>(mappers, static value => value.UtcTicks, "o");
        mappers.Add(static (in DateTime src, ref DateTime dst) => dst = src);
    }

    private static void AddTicks<T>(Dictionary<(Type, Type), Delegate> mappers, Func<T, long> ticks, string format)
        where T : IFormattable
    {
        mappers.Add((in T src, ref long dst) => dst = ticks(src));
        mappers.Add((in T src, ref float dst) => dst = ticks(src));
        mappers.Add((in T src, ref double dst) => dst = ticks(src));
        mappers.Add((in T src, ref ReadOnlyMemory<char> dst)
            => dst = src.ToString(format, CultureInfo.InvariantCulture).AsMemory());
    }

    private static T Narrow<T>(ulong value) where T : IBinaryInteger<T>, IMinMaxValue<T>
        => value <= ulong.CreateTruncating(T.MaxValue) ? T.CreateTruncating(value) : T.Zero;

    private static ulong Narrow(DataViewRowId id) => id.High == 0 ? id.Low : 0;
}
