using System.Numerics;
using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// A number of any element type. It holds no native memory, but once disposed of it is as useless as the official one.
/// </summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    private readonly ScalarValue _value;
    private bool _disposed;

    internal Scalar(ScalarValue value) => _value = value;

    internal ScalarValue Value =>
        _disposed ? throw new InvalidOperationException("Scalar invalid -- empty handle.") : _value;

    public torch.ScalarType Type => Value.Type switch
    {
        ScalarValue.Kind.Integer => torch.ScalarType.Int64,
        ScalarValue.Kind.Boolean => torch.ScalarType.Bool,
        ScalarValue.Kind.Complex => torch.ScalarType.ComplexFloat64,
        _ => torch.ScalarType.Float64,
    };

    public void Dispose() => _disposed = true;

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public static implicit operator Scalar((float, float) value) => value.ToScalar();

    public static implicit operator Scalar(Complex value) => value.ToScalar();
}
