using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor negative() => neg();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor square() => pow(2);

        public Tensor round(long decimals = 0L) => Check(tensor_round(this, decimals, out var result), result);

        public Tensor round_(long decimals = 0L) => Changed(tensor_round_(this, decimals));

        public Tensor fill_(Scalar value) => Changed(tensor_fill_(this, value));

        // Another handle to the same tensor, as the official one gives.
        public Tensor zero_() => Check(tensor_zero_(this, out var result), result);

        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            Check(tensor_clamp(this, min, max, out var result), result);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) =>
            Check(tensor_clamp_tensor(this, min, max, out var result), result);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Changed(tensor_clamp_(this, min, max));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Changed(tensor_clamp_tensor_(this, min, max));

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public unsafe Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null)
        {
            var (high, low) = (posinf ?? 0, neginf ?? 0);
            return Check(tensor_nan_to_num(this, &nan, posinf.HasValue ? &high : null, neginf.HasValue ? &low : null,
                out var result), result);
        }

        public Tensor softmax(long dim, ScalarType? dtype = null) => special.softmax(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => special.log_softmax(this, dim, dtype);
    }
}
