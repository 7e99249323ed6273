using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Check(tensor_requires_grad(this, out var required), required);
            set => Check(tensor_set_requires_grad(this, value));
        }

        public bool is_leaf => Check(tensor_is_leaf(this, out var leaf), leaf);

        /// <summary>A new handle at each reading, to be disposed of like any other tensor.</summary>
        public Tensor? grad
        {
            get => Check(tensor_grad(this, out var gradient), gradient);
            set => Check(tensor_set_grad(this, value));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Check(tensor_retain_grad(this));

        public Tensor detach() => Check(tensor_detach(this, out var result), result);

        public Tensor detach_() => Changed(tensor_detach_(this));

        public void backward() => Check(tensor_backward(this));

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
