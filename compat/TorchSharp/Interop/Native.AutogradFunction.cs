using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>What the native node of a custom function calls; <see cref="State"/> is a <see cref="GCHandle"/> of the managed half.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NodeCallbacks
{
    public nint State;

    /// <summary>Gradients in, gradients out; answers the text of an error, to be freed natively, or null.</summary>
    public delegate* unmanaged<nint, nint*, int, nint*, int, nint> Backward;

    /// <summary>The gradients that came out were taken.</summary>
    public delegate* unmanaged<nint, void> Finish;

    /// <summary>The saved tensors are needed no more.</summary>
    public delegate* unmanaged<nint, void> Forget;

    /// <summary>The native node is gone.</summary>
    public delegate* unmanaged<nint, void> Release;
}

internal static partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Status autograd_node_new(string name, in NodeCallbacks callbacks, ReadOnlySpan<nint> inputs, int count,
        out nint result);

    [LibraryImport(Library)] internal static partial Status autograd_node_free(nint self);
    [LibraryImport(Library)] internal static partial Status autograd_node_address(nint self, out nint result);
    [LibraryImport(Library)] internal static partial Status autograd_node_set_materializes(nint self, Flag value);

    [LibraryImport(Library)]
    internal static partial Status autograd_node_wrap(nint self, ReadOnlySpan<nint> inputs, int inputCount, ReadOnlySpan<nint> constant,
        int constantCount, ReadOnlySpan<nint> dirty, int dirtyCount, ReadOnlySpan<nint> outputs, int outputCount, out nint result);

    [LibraryImport(Library)] internal static partial Status autograd_saved_new(Tensor tensor, nint node, out nint result);
    [LibraryImport(Library)] internal static partial Status autograd_saved_free(nint self);
    [LibraryImport(Library)] internal static partial Status autograd_saved_unpack(nint self, nint node, out Tensor result);
}
