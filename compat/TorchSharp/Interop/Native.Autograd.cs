using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Status tensor_requires_grad(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_set_requires_grad(Tensor self, Flag value);
    [LibraryImport(Library)] internal static partial Status tensor_is_leaf(Tensor self, out Flag result);
    [LibraryImport(Library)] internal static partial Status tensor_retain_grad(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_grad(Tensor self, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_set_grad(Tensor self, [MarshalUsing(typeof(OrNull))] Tensor? value);

    [LibraryImport(Library)] internal static partial Status tensor_detach(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_detach_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_backward(Tensor self);

    [LibraryImport(Library)]
    internal static partial Status autograd_backward(ReadOnlySpan<nint> outputs, int outputCount, ReadOnlySpan<nint> grads,
        int gradCount, Flag retainGraph, Flag createGraph, ReadOnlySpan<nint> inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial Status autograd_grad(ReadOnlySpan<nint> outputs, int outputCount, ReadOnlySpan<nint> inputs,
        int inputCount, ReadOnlySpan<nint> grads, int gradCount, Flag retainGraph, Flag createGraph, Flag allowUnused,
        out nint result);

    [LibraryImport(Library)] internal static partial Status autograd_is_grad_enabled(out Flag result);
    [LibraryImport(Library)] internal static partial Status autograd_set_grad_enabled(Flag enabled);
    [LibraryImport(Library)] internal static partial Status autograd_is_inference_mode_enabled(out Flag result);
    [LibraryImport(Library)] internal static partial Status autograd_enter_inference_mode(Flag enabled, out nint result);
    [LibraryImport(Library)] internal static partial Status autograd_leave_inference_mode(nint guard);
}
