using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    public partial class Tensor
    {
        public Tensor add(Tensor target) => add(target, 1);

        public Tensor add(Tensor target, Scalar alpha) => Check(tensor_add(this, target, alpha, out var result), result);

        public Tensor add(Scalar scalar) => add(scalar, 1);

        public Tensor add(Scalar scalar, Scalar alpha) => Check(tensor_add_scalar(this, scalar, alpha, out var result), result);

        public Tensor add_(Tensor target) => add_(target, 1);

        public Tensor add_(Tensor target, Scalar alpha) => Changed(tensor_add_(this, target, alpha));

        public Tensor add_(Scalar scalar) => add_(scalar, 1);

        public Tensor add_(Scalar scalar, Scalar alpha) => Changed(tensor_add_scalar_(this, scalar, alpha));

        public Tensor sub(Tensor target) => Check(tensor_sub(this, target, out var result), result);

        public Tensor sub(Scalar target) => Check(tensor_sub_scalar(this, target, out var result), result);

        public Tensor sub_(Tensor target) => Changed(tensor_sub_(this, target));

        public Tensor sub_(Scalar target) => Changed(tensor_sub_scalar_(this, target));

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor mul(Tensor target) => Check(tensor_mul(this, target, out var result), result);

        public Tensor mul(Scalar target) => Check(tensor_mul_scalar(this, target, out var result), result);

        public Tensor mul_(Tensor target) => Changed(tensor_mul_(this, target));

        public Tensor mul_(Scalar target) => Changed(tensor_mul_scalar_(this, target));

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Check(tensor_div(this, target, rounding_mode, out var result), result);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Check(tensor_div_scalar(this, target, rounding_mode, out var result), result);

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(tensor_div_(this, target, rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Changed(tensor_div_scalar_(this, target, rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor floor_divide(Tensor other) => Check(tensor_floor_divide(this, other, out var result), result);

        public Tensor floor_divide(Scalar other) => Check(tensor_floor_divide_scalar(this, other, out var result), result);

        public Tensor floor_divide_(Tensor other) => Changed(tensor_floor_divide_(this, other));

        public Tensor floor_divide_(Scalar other) => Changed(tensor_floor_divide_scalar_(this, other));

        public Tensor fmod(Tensor target) => Check(tensor_fmod(this, target, out var result), result);

        public Tensor fmod(Scalar scalar) => Check(tensor_fmod_scalar(this, scalar, out var result), result);

        public Tensor fmod_(Tensor target) => Changed(tensor_fmod_(this, target));

        public Tensor fmod_(Scalar scalar) => Changed(tensor_fmod_scalar_(this, scalar));

        public Tensor remainder(Tensor target) => Check(tensor_remainder(this, target, out var result), result);

        public Tensor remainder(Scalar scalar) => Check(tensor_remainder_scalar(this, scalar, out var result), result);

        public Tensor remainder_(Tensor target) => Changed(tensor_remainder_(this, target));

        public Tensor remainder_(Scalar scalar) => Changed(tensor_remainder_scalar_(this, scalar));

        public Tensor pow(Tensor exponent) => Check(tensor_pow(this, exponent, out var result), result);

        public Tensor pow(Scalar exponent) => Check(tensor_pow_scalar(this, exponent, out var result), result);

        public Tensor pow_(Tensor exponent) => Changed(tensor_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => Changed(tensor_pow_scalar_(this, exponent));

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Check(tensor_addcdiv(this, tensor1, tensor2, value, out var result), result);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(tensor_addcdiv_(this, tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Check(tensor_addcmul(this, tensor1, tensor2, value, out var result), result);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Changed(tensor_addcmul_(this, tensor1, tensor2, value));

        public Tensor lerp(Tensor end, Tensor weight) => Check(tensor_lerp(this, end, weight, out var result), result);

        public Tensor lerp_(Tensor end, Tensor weight) => Changed(tensor_lerp_(this, end, weight));

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Check(tensor_addmm(this, mat1, mat2, beta, alpha, out var result), result);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Changed(tensor_addmm_(this, mat1, mat2, beta, alpha));

        public Tensor matmul(Tensor target) => Check(tensor_matmul(this, target, out var result), result);

        public Tensor mm(Tensor target) => Check(tensor_mm(this, target, out var result), result);

        public Tensor mv(Tensor target) => Check(tensor_mv(this, target, out var result), result);

        public Tensor bmm(Tensor batch2) => Check(tensor_bmm(this, batch2, out var result), result);

        public Tensor dot(Tensor target)
        {
            if (ndim != 1 || target.ndim != 1 || shape[0] != target.shape[0])
                throw new InvalidOperationException("dot arguments must have the same shape.");
            return Check(tensor_dot(this, target, out var result), result);
        }

        public Tensor outer(Tensor vec2) => Check(tensor_outer(this, vec2, out var result), result);
    }
}
