using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A number as the shim knows it: libtorch too keeps only these four kinds.</summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly struct ScalarValue
{
    internal enum Kind : long
    {
        None,
        Integer,
        Real,
        Boolean,
        Complex,
    }

    [FieldOffset(0)]
    internal readonly Kind Type;

    [FieldOffset(8)]
    internal readonly long Integer;

    [FieldOffset(8)]
    internal readonly double Real;

    [FieldOffset(16)]
    internal readonly double Imaginary;

    internal ScalarValue(long value) => (Type, Integer) = (Kind.Integer, value);

    internal ScalarValue(double value) => (Type, Real) = (Kind.Real, value);

    internal ScalarValue(bool value) => (Type, Integer) = (Kind.Boolean, value ? 1 : 0);

    internal ScalarValue(double real, double imaginary) => (Type, Real, Imaginary) = (Kind.Complex, real, imaginary);

    internal double AsDouble() => Type is Kind.Real or Kind.Complex ? Real : Integer;

    /// <summary>Cuts off a fraction; what does not fit is an error, as it is in libtorch.</summary>
    internal long AsInteger() => Type is Kind.Real or Kind.Complex ? checked((long)Real) : Integer;
}
