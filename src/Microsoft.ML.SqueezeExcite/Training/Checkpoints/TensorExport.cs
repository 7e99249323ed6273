using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Tensors on their way to a file.</summary>
internal static class TensorExport
{
    /// <summary>
    /// A tensor of single precision as a file's, row-major whatever its layout is. Its elements are taken when they are written.
    /// </summary>
    public static TensorSource Source((string Name, Tensor Value) tensor) => new(
        tensor.Name,
        ElementType.F32,
        tensor.Value.shape,
        stream => Write(stream, tensor.Name, tensor.Value));

    private static void Write(Stream stream, string name, Tensor tensor)
    {
        using var noGrad = no_grad();
        using var here = tensor.cpu();
        using var packed = here.contiguous();
        using var sum = packed.isfinite().all();
        if (!sum.ToBoolean())
            throw new InvalidOperationException($"'{name}' is no longer finite");
        stream.Write(packed.bytes);
    }
}
