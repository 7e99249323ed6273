using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Sizes and values of <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    /// <summary>The bytes of an element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 => 8,
        ElementType.F32 or ElementType.I32 => 4,
        ElementType.F16 or ElementType.BF16 or ElementType.I16 => 2,
        _ => 1,
    };

    /// <summary>Whether the elements are floating-point numbers.</summary>
    public static bool IsFloat(this ElementType type) =>
        type is ElementType.F64 or ElementType.F32 or ElementType.F16 or ElementType.BF16;

    /// <summary>Floating-point elements as single precision: exact but for F64, which is rounded.</summary>
    public static float[] ToSingles(this ElementType type, ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / type.Size()];
        switch (type)
        {
            case ElementType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case ElementType.F64:
                Convert(MemoryMarshal.Cast<byte, double>(bytes), values, value => (float)value);
                break;
            case ElementType.F16:
                Convert(MemoryMarshal.Cast<byte, Half>(bytes), values, value => (float)value);
                break;
            case ElementType.BF16:
                Convert(
                    MemoryMarshal.Cast<byte, ushort>(bytes),
                    values,
                    value => BitConverter.UInt32BitsToSingle((uint)value << 16));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, $"{type} is not a floating-point type");
        }

        return values;
    }

    private static void Convert<T>(ReadOnlySpan<T> from, Span<float> to, Func<T, float> convert)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
    }
}
