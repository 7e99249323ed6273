using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    // To compare with null is to be told "no", in a tensor.
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => target is null ? false : Check(tensor_eq(this, target, out var result), result);

        public Tensor eq(Scalar target) => target is null ? false : Check(tensor_eq_scalar(this, target, out var result), result);

        public Tensor eq_(Tensor target) => target is null ? false : Changed(tensor_eq_(this, target));

        public Tensor eq_(Scalar target) => target is null ? false : Changed(tensor_eq_scalar_(this, target));

        public Tensor equal(Tensor target) => eq(target);

        public Tensor ne(Tensor target) => target is null ? false : Check(tensor_ne(this, target, out var result), result);

        public Tensor ne(Scalar target) => target is null ? false : Check(tensor_ne_scalar(this, target, out var result), result);

        public Tensor ne_(Tensor target) => target is null ? false : Changed(tensor_ne_(this, target));

        public Tensor ne_(Scalar target) => target is null ? false : Changed(tensor_ne_scalar_(this, target));

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor lt(Tensor target) => target is null ? false : Check(tensor_lt(this, target, out var result), result);

        public Tensor lt(Scalar target) => target is null ? false : Check(tensor_lt_scalar(this, target, out var result), result);

        public Tensor lt_(Tensor target) => target is null ? false : Changed(tensor_lt_(this, target));

        public Tensor lt_(Scalar target) => target is null ? false : Changed(tensor_lt_scalar_(this, target));

        public Tensor less(Tensor target) => lt(target);

        public Tensor le(Tensor target) => target is null ? false : Check(tensor_le(this, target, out var result), result);

        public Tensor le(Scalar target) => target is null ? false : Check(tensor_le_scalar(this, target, out var result), result);

        public Tensor le_(Tensor target) => target is null ? false : Changed(tensor_le_(this, target));

        public Tensor le_(Scalar target) => target is null ? false : Changed(tensor_le_scalar_(this, target));

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor gt(Tensor target) => target is null ? false : Check(tensor_gt(this, target, out var result), result);

        public Tensor gt(Scalar target) => target is null ? false : Check(tensor_gt_scalar(this, target, out var result), result);

        public Tensor gt_(Tensor target) => target is null ? false : Changed(tensor_gt_(this, target));

        public Tensor gt_(Scalar target) => target is null ? false : Changed(tensor_gt_scalar_(this, target));

        public Tensor greater(Tensor target) => gt(target);

        public Tensor ge(Tensor target) => target is null ? false : Check(tensor_ge(this, target, out var result), result);

        public Tensor ge(Scalar target) => target is null ? false : Check(tensor_ge_scalar(this, target, out var result), result);

        public Tensor ge_(Tensor target) => target is null ? false : Changed(tensor_ge_(this, target));

        public Tensor ge_(Scalar target) => target is null ? false : Changed(tensor_ge_scalar_(this, target));

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor logical_and(Tensor other) => Check(tensor_logical_and(this, other, out var result), result);

        public Tensor logical_and_(Tensor other) => Changed(tensor_logical_and_(this, other));

        public Tensor logical_or(Tensor other) => Check(tensor_logical_or(this, other, out var result), result);

        public Tensor logical_or_(Tensor other) => Changed(tensor_logical_or_(this, other));

        public Tensor logical_xor(Tensor other) => Check(tensor_logical_xor(this, other, out var result), result);

        public Tensor logical_xor_(Tensor other) => Changed(tensor_logical_xor_(this, other));

        public Tensor bitwise_and(Tensor other) => Check(tensor_bitwise_and(this, other, out var result), result);

        public Tensor bitwise_and_(Tensor other) => Changed(tensor_bitwise_and_(this, other));

        public Tensor bitwise_or(Tensor other) => Check(tensor_bitwise_or(this, other, out var result), result);

        public Tensor bitwise_or_(Tensor other) => Changed(tensor_bitwise_or_(this, other));

        public Tensor bitwise_xor(Tensor other) => Check(tensor_bitwise_xor(this, other, out var result), result);

        public Tensor bitwise_xor_(Tensor other) => Changed(tensor_bitwise_xor_(this, other));

        public Tensor maximum(Tensor other) => Check(tensor_maximum(this, other, out var result), result);

        public Tensor minimum(Tensor other) => Check(tensor_minimum(this, other, out var result), result);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Check(tensor_isclose(this, other, rtol, atol, nanEqual, out var result), result);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            target is not null && Check(tensor_allclose(this, target, rtol, atol, equal_nan, out var close), close);

        public Tensor where(Tensor condition, Tensor y)
        {
            if (condition.dtype != ScalarType.Bool)
                throw new ArgumentException("The condition to 'where' must be a boolean tensor.");
            return Check(tensor_where(condition, this, y, out var result), result);
        }
    }
}
