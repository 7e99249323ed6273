using System.Runtime.CompilerServices;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(i1);
            set => index_put_(value, (TensorIndex)i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, (TensorIndex)i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, (TensorIndex)i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, (TensorIndex)i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, i => TensorIndex.Single(i)));
            set => index_put_(value, Array.ConvertAll(indices, i => TensorIndex.Single(i)));
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var result = Check(tensor_index(this, Array.ConvertAll(indices, i => i.Encode()), indices.Length, out var found),
                found);
            GC.KeepAlive(indices);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(ByTensors(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Check(tensor_index_put_(this, Array.ConvertAll(indices, i => i.Encode()), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate)
                return index_put_(value, indices);
            if (Array.TrueForAll(indices, index => index.tensor is null))
            {
                throw new Exception("Invalid 'indices' parameter. Must be an array of TensorIndex objects containing tensors "
                    + "with indices that match the shape of the tensor to update");
            }

            return index_put_(value, Array.ConvertAll(indices, index => index.tensor!), accumulate);
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, ByTensors(indices));

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            var handles = Handles(indices);
            Check(tensor_index_put_accumulate_(this, handles, handles.Length, value, accumulate));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Check(tensor_index_put_scalar_(this, Array.ConvertAll(indices, i => i.Encode()), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, ByTensors(indices));

        private static TensorIndex[] ByTensors(Tensor[] indices) => Array.ConvertAll(indices, TensorIndex.Tensor);
    }
}
