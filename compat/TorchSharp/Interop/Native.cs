using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>What a native call answers; <see cref="Native.Check(Status)"/> turns a failure into an exception.</summary>
internal enum Status
{
    Done,
    Failed,
}

/// <summary>
/// The exports of libSqueezeExciteTorch, by their own names. Tensors and numbers cross as the marshallers say; a method that
/// returns several tensors gives a list that <see cref="Take"/> empties and frees.
/// </summary>
internal static partial class Native
{
    internal const string Library = "SqueezeExciteTorch";

    /// <summary>Stands for no element type: libtorch decides.</summary>
    internal const ScalarType NoType = (ScalarType)(-1);

    [LibraryImport(Library)]
    private static partial nint shim_error();

    [LibraryImport(Library)]
    internal static partial void tensor_free(nint self);

    [LibraryImport(Library)]
    internal static partial void generator_free(nint self);

    internal static void Check(Status status)
    {
        if (status != Status.Done)
            throw new ExternalException(Marshal.PtrToStringUTF8(shim_error()));
    }

    /// <summary><c>Check(call(..., out var result), result)</c> reads as one expression.</summary>
    internal static T Check<T>(Status status, T result)
    {
        Check(status);
        return result;
    }

    internal static (Tensor, Tensor) Check(Status status, Tensor first, Tensor second)
    {
        Check(status);
        return (first, second);
    }

    internal static Tensor[] Take(Status status, nint list)
    {
        Check(status);
        Check(list_size(list, out var count));
        var handles = new nint[count];
        Check(list_take(list, handles));
        return Array.ConvertAll(handles, TensorMarshaller.Adopt);
    }

    /// <summary>The handles of <paramref name="tensors"/>, which the caller keeps alive until the call is over.</summary>
    internal static nint[] Handles(ReadOnlySpan<Tensor> tensors)
    {
        var handles = new nint[tensors.Length];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i].Handle;
        return handles;
    }

    internal static ScalarType OrNone(this ScalarType? type) => type ?? NoType;
}
