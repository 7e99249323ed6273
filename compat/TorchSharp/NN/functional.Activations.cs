using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class special
    {
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) =>
            Check(nn_softmax(input, dim, dtype.OrNone(), out var result), result);

        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) =>
            Check(nn_log_softmax(input, dim, dtype.OrNone(), out var result), result);
    }

    public static partial class nn
    {
        // Done in place, an activation answers with another handle to its input.
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_().alias() : x.sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? input.hardsigmoid_().alias() : input.hardsigmoid();

            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? input.hardswish_().alias() : input.hardswish();

            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => special.softmax(input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => special.log_softmax(x, dim);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => inplace
                ? Check(nn_dropout_(input, p, training, out var same), same)
                : Check(nn_dropout(input, p, training, out var result), result);

            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null,
                Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                Check(nn_batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps, out var result),
                    result);

            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64)
                    throw new ArgumentException("OneHot input tensor must have elements of type Int64");
                return Check(nn_one_hot(x, num_classes, out var result), result);
            }
        }
    }
}
