using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward pass of a custom function leaves for its backward pass.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private readonly nint _node;
            private List<Tensor?> _toSave = [];
            private nint[]? _saved = [];

            /// <param name="node">The address of the native node.</param>
            internal AutogradContext(nint node) => _node = node;

            ~AutogradContext() => Dispose(false);

            public bool MaterializeGrads { get; private set; } = true;

            internal IReadOnlyList<Tensor> Dirty { get; private set; } = [];

            internal IReadOnlyList<Tensor> NonDifferentiable { get; private set; } = [];

            public void save_for_backward(List<Tensor> tensors) => _toSave = [.. tensors];

            public void save_data(string key, object value) => _data[key] = value;

            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            public List<Tensor> get_saved_variables()
            {
                var saved = _saved ?? throw new InvalidOperationException(
                    "Trying to backward through the graph a second time, after its saved tensors were freed. Specify retain_graph: true.");
                return [.. saved.Select(variable => variable == 0 ? null! : Check(autograd_saved_unpack(variable, _node, out var tensor), tensor))];
            }

            public object? get_data(string key) => _data.GetValueOrDefault(key);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Takes the tensors to save, once the outputs among them belong to the graph.</summary>
            internal void SaveVariables()
            {
                _saved = [.. _toSave.Select(tensor =>
                    tensor is null || tensor.IsInvalid ? 0 : Check(autograd_saved_new(tensor, _node, out var variable), variable))];
                _toSave = [];
            }

            protected virtual void Dispose(bool disposing)
            {
                foreach (var variable in _saved ?? [])
                {
                    if (variable != 0)
                        Check(autograd_saved_free(variable));
                }

                _saved = null;
            }
        }
    }
}
