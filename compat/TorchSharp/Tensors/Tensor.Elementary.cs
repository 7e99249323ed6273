using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Check(tensor_abs(this, out var result), result);

        public Tensor abs_() => Changed(tensor_abs_(this));

        public Tensor ceil() => Check(tensor_ceil(this, out var result), result);

        public Tensor ceil_() => Changed(tensor_ceil_(this));

        public Tensor exp() => Check(tensor_exp(this, out var result), result);

        public Tensor exp_() => Changed(tensor_exp_(this));

        public Tensor expm1() => Check(tensor_expm1(this, out var result), result);

        public Tensor expm1_() => Changed(tensor_expm1_(this));

        public Tensor floor() => Check(tensor_floor(this, out var result), result);

        public Tensor floor_() => Changed(tensor_floor_(this));

        public Tensor frac() => Check(tensor_frac(this, out var result), result);

        public Tensor frac_() => Changed(tensor_frac_(this));

        public Tensor log() => Check(tensor_log(this, out var result), result);

        public Tensor log_() => Changed(tensor_log_(this));

        public Tensor log10() => Check(tensor_log10(this, out var result), result);

        public Tensor log10_() => Changed(tensor_log10_(this));

        public Tensor log1p() => Check(tensor_log1p(this, out var result), result);

        public Tensor log1p_() => Changed(tensor_log1p_(this));

        public Tensor log2() => Check(tensor_log2(this, out var result), result);

        public Tensor log2_() => Changed(tensor_log2_(this));

        public Tensor logical_not() => Check(tensor_logical_not(this, out var result), result);

        public Tensor logical_not_() => Changed(tensor_logical_not_(this));

        public Tensor neg() => Check(tensor_neg(this, out var result), result);

        public Tensor neg_() => Changed(tensor_neg_(this));

        public Tensor reciprocal() => Check(tensor_reciprocal(this, out var result), result);

        public Tensor reciprocal_() => Changed(tensor_reciprocal_(this));

        public Tensor rsqrt() => Check(tensor_rsqrt(this, out var result), result);

        public Tensor rsqrt_() => Changed(tensor_rsqrt_(this));

        public Tensor sign() => Check(tensor_sign(this, out var result), result);

        public Tensor sign_() => Changed(tensor_sign_(this));

        public Tensor sqrt() => Check(tensor_sqrt(this, out var result), result);

        public Tensor sqrt_() => Changed(tensor_sqrt_(this));

        public Tensor trunc() => Check(tensor_trunc(this, out var result), result);

        public Tensor trunc_() => Changed(tensor_trunc_(this));

        public Tensor sin() => Check(tensor_sin(this, out var result), result);

        public Tensor sin_() => Changed(tensor_sin_(this));

        public Tensor cos() => Check(tensor_cos(this, out var result), result);

        public Tensor cos_() => Changed(tensor_cos_(this));

        public Tensor tan() => Check(tensor_tan(this, out var result), result);

        public Tensor tan_() => Changed(tensor_tan_(this));

        public Tensor sinh() => Check(tensor_sinh(this, out var result), result);

        public Tensor sinh_() => Changed(tensor_sinh_(this));

        public Tensor cosh() => Check(tensor_cosh(this, out var result), result);

        public Tensor cosh_() => Changed(tensor_cosh_(this));

        public Tensor tanh() => Check(tensor_tanh(this, out var result), result);

        public Tensor tanh_() => Changed(tensor_tanh_(this));

        public Tensor asin() => Check(tensor_asin(this, out var result), result);

        public Tensor asin_() => Changed(tensor_asin_(this));

        public Tensor acos() => Check(tensor_acos(this, out var result), result);

        public Tensor acos_() => Changed(tensor_acos_(this));

        public Tensor atan() => Check(tensor_atan(this, out var result), result);

        public Tensor atan_() => Changed(tensor_atan_(this));

        public Tensor erf() => Check(tensor_erf(this, out var result), result);

        public Tensor erf_() => Changed(tensor_erf_(this));

        public Tensor erfc() => Check(tensor_erfc(this, out var result), result);

        public Tensor erfc_() => Changed(tensor_erfc_(this));

        public Tensor erfinv() => Check(tensor_erfinv(this, out var result), result);

        public Tensor erfinv_() => Changed(tensor_erfinv_(this));

        public Tensor sigmoid() => Check(tensor_sigmoid(this, out var result), result);

        public Tensor sigmoid_() => Changed(tensor_sigmoid_(this));

        public Tensor relu() => Check(tensor_relu(this, out var result), result);

        public Tensor relu_() => Changed(tensor_relu_(this));

        public Tensor relu6() => Check(tensor_relu6(this, out var result), result);

        public Tensor relu6_() => Changed(tensor_relu6_(this));

        public Tensor silu() => Check(tensor_silu(this, out var result), result);

        public Tensor silu_() => Changed(tensor_silu_(this));

        public Tensor hardsigmoid() => Check(tensor_hardsigmoid(this, out var result), result);

        public Tensor hardsigmoid_() => Changed(tensor_hardsigmoid_(this));

        public Tensor hardswish() => Check(tensor_hardswish(this, out var result), result);

        public Tensor hardswish_() => Changed(tensor_hardswish_(this));

        public Tensor bitwise_not() => Check(tensor_bitwise_not(this, out var result), result);

        public Tensor bitwise_not_() => Changed(tensor_bitwise_not_(this));

        public Tensor exp2() => Check(tensor_exp2(this, out var result), result);

        public Tensor isfinite() => Check(tensor_isfinite(this, out var result), result);

        public Tensor isinf() => Check(tensor_isinf(this, out var result), result);

        public Tensor isnan() => Check(tensor_isnan(this, out var result), result);
    }
}
