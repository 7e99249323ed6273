using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (outs, ins, grads) = (HandlesOf(outputs), HandlesOf(inputs), HandlesOf(grad_outputs));
            var result = Take(autograd_grad(outs, outs.Length, ins, ins.Length, grads, grads.Length, retain_graph, create_graph,
                allow_unused, out var list), list);
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return result.ToList();
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (outs, grads, ins) = (HandlesOf(tensors), HandlesOf(grad_tensors), HandlesOf(inputs));
            Check(autograd_backward(outs, outs.Length, grads, grads.Length, retain_graph ?? create_graph, create_graph, ins,
                ins.Length));
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] HandlesOf(IList<Tensor>? tensors) => tensors is null ? [] : Handles(tensors.ToArray());
    }
}
