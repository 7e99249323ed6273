using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp;

public enum TensorStringStyle
{
    Metadata,
    Julia,
    Numpy,
    CSharp,
    Default,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    internal static string floatFormat = "g5";
    internal static string newLine = Environment.NewLine;
    internal static int lineWidth = 100;
    internal static int maxRows = 6;
    internal static int maxColumns = 6;

    private static TensorStringStyle _style = TensorStringStyle.Julia;

    public static TensorStringStyle TensorStringStyle
    {
        get => _style;
        set => _style = value != TensorStringStyle.Default ? value
            : throw new ArgumentException("The style cannot be set to 'Default'");
    }

    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false,
        int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, sci_mode ? $"E{precision}" : $"F{precision}", linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null,
        string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        _style = style ?? _style;
        torch.floatFormat = floatFormat ?? torch.floatFormat;
        torch.newLine = newLine ?? torch.newLine;
        lineWidth = linewidth ?? lineWidth;
        torch.maxRows = maxRows ?? torch.maxRows;
        torch.maxColumns = maxColumns ?? torch.maxColumns;
    }

    public partial class Tensor
    {
        public override string ToString() => TensorPrinter.Metadata(this);

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null,
            string? newLine = null) =>
            ToString(disamb ? torch.TensorStringStyle : TensorStringStyle.Metadata, fltFormat, width, cultureInfo, newLine);

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null,
            CultureInfo? cultureInfo = null, string? newLine = null) =>
            new TensorPrinter(fltFormat ?? floatFormat, width ?? lineWidth, cultureInfo ?? CultureInfo.CurrentCulture,
                newLine ?? torch.newLine).Print(this, style == TensorStringStyle.Default ? torch.TensorStringStyle : style);
    }
}

public static partial class TensorExtensionMethods
{
    public static string str(this Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null,
        CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    public static string jlstr(this Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null,
        CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    public static string npstr(this Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null,
        CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    public static string cstr(this Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null,
        CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    public static string metastr(this Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    public static Tensor print(this Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null,
        CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}
