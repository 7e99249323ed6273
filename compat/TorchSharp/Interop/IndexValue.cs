using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>One index of <c>x[...]</c>; <see cref="Unsaid"/> stands for a bound of a slice that is left out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IndexValue(IndexValue.Kind Type, long Start, long Stop, long Step, nint Tensor)
{
    internal const long Unsaid = long.MinValue;

    internal enum Kind : long
    {
        None,
        Ellipsis,
        Single,
        Boolean,
        Slice,
        ByTensor,
    }
}
