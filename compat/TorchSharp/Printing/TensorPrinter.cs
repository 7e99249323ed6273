using System.ComponentModel;
using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor's elements as Julia, NumPy or C# would. The handles it needs for that go when it is done.</summary>
internal sealed partial class TensorPrinter(string format, int width, CultureInfo culture, string newLine)
{
    private readonly StringBuilder _text = new();

    internal static string Metadata(Tensor tensor) =>
        $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    internal string Print(Tensor tensor, TensorStringStyle style)
    {
        using var scope = NewDisposeScope();
        if (tensor.is_meta)
            style = TensorStringStyle.Metadata;
        switch (style)
        {
            case TensorStringStyle.Metadata:
                return Metadata(tensor);
            case TensorStringStyle.Julia:
                Julia(tensor);
                break;
            case TensorStringStyle.Numpy:
                string Break(long dim) => Repeat(newLine, dim - 1);
                Nested(tensor, new Brackets(tensor.ndim, '[', ']', "", Break, Break), indent: true);
                break;
            case TensorStringStyle.CSharp:
                CSharp(tensor);
                break;
            default:
                throw new InvalidEnumArgumentException($"Unsupported tensor string style: {style}");
        }

        return _text.ToString();
    }

    private static string Repeat(string text, long count) => string.Concat(Enumerable.Repeat(text, (int)count));

    private void CSharp(Tensor tensor)
    {
        var (name, suffix) = tensor.dtype switch
        {
            ScalarType.Bool => ("bool", ""),
            ScalarType.Byte => ("byte", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Float32 => ("float", "f"),
            ScalarType.Float64 => ("double", ""),
            ScalarType.ComplexFloat32 => ("complex32", ""),
            ScalarType.ComplexFloat64 => ("complex64", ""),
            _ => ("", ""),
        };
        _text.Append(Metadata(tensor));
        var dim = tensor.ndim;
        if (dim == 0)
        {
            _text.Append($", value = {Value(tensor)}");
            return;
        }

        if (name.Length == 0)
            return;
        var outer = dim > 1 ? newLine : "";
        _text.Append($", value = {outer}{name} [{Repeat(",", dim - 1)}] ");
        var brackets = new Brackets(dim, '{', '}', suffix, _ => "," + newLine, _ => newLine);
        Nested(tensor, brackets with { Inside = dim > 1 ? newLine : "" }, indent: true);
    }

    /// <summary>All rows, or the first and the last few of them with dots in between.</summary>
    private void Nested(Tensor tensor, Brackets brackets, bool indent)
    {
        var dim = tensor.ndim;
        if (dim == 0)
        {
            _text.Append(Value(tensor));
            return;
        }

        var margin = Repeat(" ", brackets.Depth - dim);
        var inside = brackets.Inside;
        brackets = brackets with { Inside = "" };
        _text.Append(indent ? margin : "").Append(brackets.Open).Append(inside).Append(inside.Length > 0 ? " " : "");
        var count = tensor.shape[0];
        var shown = Shown(count, dim == 1 ? maxColumns : maxRows);
        for (var i = 0L; i < count; i = shown.Next(i))
        {
            if (i > 0 && i == shown.Resume)
                _text.Append(dim == 1 ? "... " : margin + " ..." + brackets.AfterDots(dim));
            if (dim == 1)
                _text.Append(Value(tensor[i])).Append(brackets.Suffix).Append(i < count - 1 ? ", " : "");
            else
                Nested(tensor[i], brackets, indent: i > 0);
            if (dim > 1 && i < count - 1)
                _text.Append(brackets.BetweenRows(dim));
        }

        _text.Append(inside).Append(brackets.Close);
    }

    private static Gap Shown(long count, int limit) =>
        count <= limit ? new Gap(count, count) : new Gap(limit - (limit / 2), count - (limit / 2));

    private string Value(Tensor element)
    {
        using var scalar = element.ToScalar();
        return element.dtype switch
        {
            ScalarType.Bool => scalar.ToBoolean().ToString(culture),
            ScalarType.Float64 => scalar.ToDouble().ToString(format, culture),
            ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 => Complex(scalar),
            var type when is_floating_point(type) => scalar.ToSingle().ToString(format, culture),
            _ => scalar.ToInt64().ToString(culture),
        };
    }

    private string Complex(Scalar scalar)
    {
        var value = scalar.ToComplexFloat64();
        var real = value.Real.ToString(format, culture);
        if (value.Imaginary == 0)
            return real;
        var imaginary = value.Imaginary.ToString(format, culture) + "i";
        return value.Real == 0 ? imaginary : $"{real}+{imaginary}";
    }

    /// <summary>How lists nest: signs, what follows an element, and what stands between rows and after dots.</summary>
    private sealed record Brackets(long Depth, char Open, char Close, string Suffix, Func<long, string> BetweenRows,
        Func<long, string> AfterDots)
    {
        internal string Inside { get; init; } = "";
    }

    /// <summary>What is left out: from <paramref name="Stop"/> up to <paramref name="Resume"/>.</summary>
    private readonly record struct Gap(long Stop, long Resume)
    {
        internal long Next(long i) => i + 1 == Stop ? Resume : i + 1;
    }
}
