using System.Numerics;
using TorchSharp.Interop;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new(new ScalarValue((long)value));

    public static Scalar ToScalar(this sbyte value) => new(new ScalarValue((long)value));

    public static Scalar ToScalar(this short value) => new(new ScalarValue((long)value));

    public static Scalar ToScalar(this int value) => new(new ScalarValue((long)value));

    public static Scalar ToScalar(this long value) => new(new ScalarValue(value));

    public static Scalar ToScalar(this Half value) => new(new ScalarValue((double)value));

    public static Scalar ToScalar(this float value) => new(new ScalarValue((double)value));

    public static Scalar ToScalar(this double value) => new(new ScalarValue(value));

    public static Scalar ToScalar(this (float, float) value) => new(new ScalarValue(value.Item1, value.Item2));

    public static Scalar ToScalar(this Complex value) => new(new ScalarValue(value.Real, value.Imaginary));

    public static Scalar ToScalar(this bool value) => new(new ScalarValue(value));

    public static Half ToHalf(this Scalar value) => (Half)value.Value.AsDouble();

    public static float ToSingle(this Scalar value) => (float)value.Value.AsDouble();

    public static double ToDouble(this Scalar value) => value.Value.AsDouble();

    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.Value.AsInteger());

    public static byte ToByte(this Scalar value) => checked((byte)value.Value.AsInteger());

    public static short ToInt16(this Scalar value) => checked((short)value.Value.AsInteger());

    public static int ToInt32(this Scalar value) => checked((int)value.Value.AsInteger());

    public static long ToInt64(this Scalar value) => value.Value.AsInteger();

    public static bool ToBoolean(this Scalar value) => value.Value.AsDouble() != 0;

    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) =>
        ((float)value.Value.AsDouble(), (float)value.Value.Imaginary);

    public static Complex ToComplexFloat64(this Scalar value) => new(value.Value.AsDouble(), value.Value.Imaginary);
}
