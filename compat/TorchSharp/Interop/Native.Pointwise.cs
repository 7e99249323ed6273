using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Status tensor_abs(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_abs_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_acos(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_acos_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_asin(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_asin_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_atan(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_atan_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_ceil(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_ceil_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_cos(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_cos_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_cosh(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_cosh_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_erf(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_erf_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_erfc(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_erfc_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_erfinv(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_erfinv_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_exp(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_exp_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_expm1(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_expm1_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_floor(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_floor_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_frac(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_frac_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_log(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_log_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_log10(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_log10_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_log1p(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_log1p_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_log2(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_log2_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_logical_not(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_logical_not_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_neg(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_neg_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_reciprocal(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_reciprocal_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_relu(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_relu_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_rsqrt(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_rsqrt_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_sigmoid(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sigmoid_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_sign(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sign_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_sin(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sin_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_sinh(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sinh_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_sqrt(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sqrt_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_tan(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_tan_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_tanh(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_tanh_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_trunc(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_trunc_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_exp2(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_isfinite(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_isinf(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_isnan(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_hardsigmoid(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_hardsigmoid_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_hardswish(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_hardswish_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_relu6(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_relu6_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_silu(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_silu_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_eq(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_eq_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_eq_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_eq_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_ne(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_ne_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_ne_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_ne_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_lt(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_lt_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_lt_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_lt_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_le(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_le_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_le_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_le_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_gt(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_gt_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_gt_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_gt_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_ge(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_ge_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_ge_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_ge_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_mul(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_mul_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_mul_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_mul_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_pow(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_pow_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_pow_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_pow_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_sub(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sub_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_sub_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_sub_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_floor_divide(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_floor_divide_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Status tensor_floor_divide_scalar(Tensor self, Scalar? other, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_floor_divide_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_fmod(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_fmod_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_fmod_scalar(Tensor self, Scalar? other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_fmod_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_remainder(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_remainder_(Tensor self, Tensor other);

    [LibraryImport(Library)]
    internal static partial Status tensor_remainder_scalar(Tensor self, Scalar? other, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_remainder_scalar_(Tensor self, Scalar? other);
    [LibraryImport(Library)] internal static partial Status tensor_logical_and(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_logical_and_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_logical_or(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_logical_or_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_logical_xor(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_logical_xor_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_and(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_and_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_or(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_or_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_xor(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_xor_(Tensor self, Tensor other);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_not(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_bitwise_not_(Tensor self);
    [LibraryImport(Library)] internal static partial Status tensor_maximum(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_minimum(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_dot(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_matmul(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_mm(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_mv(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_bmm(Tensor self, Tensor other, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_outer(Tensor self, Tensor other, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_div(Tensor self, Tensor other, RoundingMode mode, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_div_(Tensor self, Tensor other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial Status tensor_div_scalar(Tensor self, Scalar? other, RoundingMode mode, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_div_scalar_(Tensor self, Scalar? other, RoundingMode mode);

    [LibraryImport(Library)]
    internal static partial Status tensor_add(Tensor self, Tensor other, Scalar? alpha, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_add_(Tensor self, Tensor other, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial Status tensor_add_scalar(Tensor self, Scalar? other, Scalar? alpha, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_add_scalar_(Tensor self, Scalar? other, Scalar? alpha);

    [LibraryImport(Library)]
    internal static partial Status tensor_addcmul(Tensor self, Tensor tensor1, Tensor tensor2, Scalar? value, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_addcmul_(Tensor self, Tensor tensor1, Tensor tensor2, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status tensor_addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, Scalar? value, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_addcdiv_(Tensor self, Tensor tensor1, Tensor tensor2, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status tensor_addmm(Tensor self, Tensor mat1, Tensor mat2, float beta, float alpha,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_addmm_(Tensor self, Tensor mat1, Tensor mat2, float beta, float alpha);

    [LibraryImport(Library)]
    internal static partial Status tensor_lerp(Tensor self, Tensor end, Tensor weight, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_lerp_(Tensor self, Tensor end, Tensor weight);
    [LibraryImport(Library)] internal static partial Status tensor_round(Tensor self, long decimals, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_round_(Tensor self, long decimals);
    [LibraryImport(Library)] internal static partial Status tensor_zero_(Tensor self, out Tensor result);
    [LibraryImport(Library)] internal static partial Status tensor_fill_(Tensor self, Scalar? value);

    [LibraryImport(Library)]
    internal static partial Status tensor_clamp(Tensor self, Scalar? min, Scalar? max, out Tensor result);

    [LibraryImport(Library)] internal static partial Status tensor_clamp_(Tensor self, Scalar? min, Scalar? max);

    [LibraryImport(Library)]
    internal static partial Status tensor_clamp_tensor(Tensor self, [MarshalUsing(typeof(OrNull))] Tensor? min,
        [MarshalUsing(typeof(OrNull))] Tensor? max, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_clamp_tensor_(Tensor self, [MarshalUsing(typeof(OrNull))] Tensor? min,
        [MarshalUsing(typeof(OrNull))] Tensor? max);

    [LibraryImport(Library)]
    internal static unsafe partial Status tensor_nan_to_num(Tensor self, double* nan, double* posinf, double* neginf,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_where(Tensor condition, Tensor self, Tensor other, out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_isclose(Tensor self, Tensor other, double rtol, double atol, Flag equalNan,
        out Tensor result);

    [LibraryImport(Library)]
    internal static partial Status tensor_allclose(Tensor self, Tensor other, double rtol, double atol, Flag equalNan,
        out Flag result);

    [LibraryImport(Library)] internal static partial Status tensor_equal(Tensor self, Tensor other, out Flag result);
}
