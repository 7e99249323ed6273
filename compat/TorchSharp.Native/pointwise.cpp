#include "shim.h"

// Element by element: arithmetic, comparison, elementary functions; and the matrix products that grow out of them.

#define UNARY(name)                                                         \
    SHIM tensor_##name(Handle self, Handle* result) noexcept {              \
        return guarded([&] { *result = own(self->name()); });               \
    }

#define UNARY_FREE(name)                                                    \
    SHIM tensor_##name(Handle self, Handle* result) noexcept {              \
        return guarded([&] { *result = own(at::name(*self)); });            \
    }

#define UNARY_IN_PLACE(name)                                                \
    SHIM tensor_##name(Handle self) noexcept {                              \
        return guarded([&] { self->name(); });                              \
    }

#define UNARY_FREE_IN_PLACE(name)                                           \
    SHIM tensor_##name(Handle self) noexcept {                              \
        return guarded([&] { at::name(*self); });                           \
    }

#define BINARY(name)                                                        \
    SHIM tensor_##name(Handle self, Handle other, Handle* result) noexcept { \
        return guarded([&] { *result = own(self->name(*other)); });         \
    }

#define BINARY_IN_PLACE(name)                                               \
    SHIM tensor_##name(Handle self, Handle other) noexcept {                \
        return guarded([&] { self->name(*other); });                        \
    }

#define WITH_SCALAR(name)                                                   \
    SHIM tensor_##name##_scalar(Handle self, ScalarValue other, Handle* result) noexcept { \
        return guarded([&] { *result = own(self->name(other.get())); });    \
    }

#define WITH_SCALAR_IN_PLACE(name)                                          \
    SHIM tensor_##name##scalar_(Handle self, ScalarValue other) noexcept {  \
        return guarded([&] { self->name(other.get()); });                   \
    }

#define UNARY_BOTH(name) UNARY(name) UNARY_IN_PLACE(name##_)
#define UNARY_FREE_BOTH(name) UNARY_FREE(name) UNARY_FREE_IN_PLACE(name##_)
#define BINARY_ALL(name) BINARY(name) BINARY_IN_PLACE(name##_) WITH_SCALAR(name) WITH_SCALAR_IN_PLACE(name##_)

UNARY_BOTH(abs)
UNARY_BOTH(acos)
UNARY_BOTH(asin)
UNARY_BOTH(atan)
UNARY_BOTH(ceil)
UNARY_BOTH(cos)
UNARY_BOTH(cosh)
UNARY_BOTH(erf)
UNARY_BOTH(erfc)
UNARY_BOTH(erfinv)
UNARY_BOTH(exp)
UNARY_BOTH(expm1)
UNARY_BOTH(floor)
UNARY_BOTH(frac)
UNARY_BOTH(log)
UNARY_BOTH(log10)
UNARY_BOTH(log1p)
UNARY_BOTH(log2)
UNARY_BOTH(logical_not)
UNARY_BOTH(neg)
UNARY_BOTH(reciprocal)
UNARY_BOTH(relu)
UNARY_BOTH(rsqrt)
UNARY_BOTH(sigmoid)
UNARY_BOTH(sign)
UNARY_BOTH(sin)
UNARY_BOTH(sinh)
UNARY_BOTH(sqrt)
UNARY_BOTH(tan)
UNARY_BOTH(tanh)
UNARY_BOTH(trunc)
UNARY(exp2)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY_FREE_BOTH(hardsigmoid)
UNARY_FREE_BOTH(hardswish)
UNARY_FREE_BOTH(relu6)
UNARY_FREE_BOTH(silu)

BINARY_ALL(eq)
BINARY_ALL(ne)
BINARY_ALL(lt)
BINARY_ALL(le)
BINARY_ALL(gt)
BINARY_ALL(ge)
BINARY_ALL(mul)
BINARY_ALL(pow)
BINARY_ALL(sub)
BINARY_ALL(floor_divide)
BINARY_ALL(fmod)
BINARY_ALL(remainder)
BINARY(logical_and)
BINARY_IN_PLACE(logical_and_)
BINARY(logical_or)
BINARY_IN_PLACE(logical_or_)
BINARY(logical_xor)
BINARY_IN_PLACE(logical_xor_)
BINARY(bitwise_and)
BINARY_IN_PLACE(bitwise_and_)
BINARY(bitwise_or)
BINARY_IN_PLACE(bitwise_or_)
BINARY(bitwise_xor)
BINARY_IN_PLACE(bitwise_xor_)
UNARY_BOTH(bitwise_not)
BINARY(maximum)
BINARY(minimum)
BINARY(dot)
BINARY(matmul)
BINARY(mm)
BINARY(mv)
BINARY(bmm)
BINARY(outer)

namespace {
c10::optional<c10::string_view> rounding(int32_t mode) {
    switch (mode) {
        case 1: return "trunc";
        case 2: return "floor";
        default: return c10::nullopt;
    }
}
}  // namespace

SHIM tensor_div(Handle self, Handle other, int32_t mode, Handle* result) noexcept {
    return guarded([&] { *result = own(self->div(*other, rounding(mode))); });
}

SHIM tensor_div_(Handle self, Handle other, int32_t mode) noexcept {
    return guarded([&] { self->div_(*other, rounding(mode)); });
}

SHIM tensor_div_scalar(Handle self, ScalarValue other, int32_t mode, Handle* result) noexcept {
    return guarded([&] { *result = own(self->div(other.get(), rounding(mode))); });
}

SHIM tensor_div_scalar_(Handle self, ScalarValue other, int32_t mode) noexcept {
    return guarded([&] { self->div_(other.get(), rounding(mode)); });
}

SHIM tensor_add(Handle self, Handle other, ScalarValue alpha, Handle* result) noexcept {
    return guarded([&] { *result = own(self->add(*other, alpha.get())); });
}

SHIM tensor_add_(Handle self, Handle other, ScalarValue alpha) noexcept {
    return guarded([&] { self->add_(*other, alpha.get()); });
}

SHIM tensor_add_scalar(Handle self, ScalarValue other, ScalarValue alpha, Handle* result) noexcept {
    return guarded([&] { *result = own(self->add(other.get(), alpha.get())); });
}

SHIM tensor_add_scalar_(Handle self, ScalarValue other, ScalarValue alpha) noexcept {
    return guarded([&] { self->add_(other.get(), alpha.get()); });
}

SHIM tensor_addcmul(Handle self, Handle tensor1, Handle tensor2, ScalarValue value, Handle* result) noexcept {
    return guarded([&] { *result = own(self->addcmul(*tensor1, *tensor2, value.get())); });
}

SHIM tensor_addcmul_(Handle self, Handle tensor1, Handle tensor2, ScalarValue value) noexcept {
    return guarded([&] { self->addcmul_(*tensor1, *tensor2, value.get()); });
}

SHIM tensor_addcdiv(Handle self, Handle tensor1, Handle tensor2, ScalarValue value, Handle* result) noexcept {
    return guarded([&] { *result = own(self->addcdiv(*tensor1, *tensor2, value.get())); });
}

SHIM tensor_addcdiv_(Handle self, Handle tensor1, Handle tensor2, ScalarValue value) noexcept {
    return guarded([&] { self->addcdiv_(*tensor1, *tensor2, value.get()); });
}

SHIM tensor_addmm(Handle self, Handle mat1, Handle mat2, float beta, float alpha, Handle* result) noexcept {
    return guarded([&] { *result = own(self->addmm(*mat1, *mat2, beta, alpha)); });
}

SHIM tensor_addmm_(Handle self, Handle mat1, Handle mat2, float beta, float alpha) noexcept {
    return guarded([&] { self->addmm_(*mat1, *mat2, beta, alpha); });
}

SHIM tensor_lerp(Handle self, Handle end, Handle weight, Handle* result) noexcept {
    return guarded([&] { *result = own(self->lerp(*end, *weight)); });
}

SHIM tensor_lerp_(Handle self, Handle end, Handle weight) noexcept {
    return guarded([&] { self->lerp_(*end, *weight); });
}

SHIM tensor_round(Handle self, int64_t decimals, Handle* result) noexcept {
    return guarded([&] { *result = own(self->round(decimals)); });
}

SHIM tensor_round_(Handle self, int64_t decimals) noexcept {
    return guarded([&] { self->round_(decimals); });
}

// Answers with a second handle to the same tensor.
SHIM tensor_zero_(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->zero_()); });
}

SHIM tensor_fill_(Handle self, ScalarValue value) noexcept {
    return guarded([&] { self->fill_(value.get()); });
}

SHIM tensor_clamp(Handle self, ScalarValue min, ScalarValue max, Handle* result) noexcept {
    return guarded([&] { *result = own(self->clamp(min.get_optional(), max.get_optional())); });
}

SHIM tensor_clamp_(Handle self, ScalarValue min, ScalarValue max) noexcept {
    return guarded([&] { self->clamp_(min.get_optional(), max.get_optional()); });
}

SHIM tensor_clamp_tensor(Handle self, Handle min, Handle max, Handle* result) noexcept {
    return guarded([&] { *result = own(self->clamp(optional(min), optional(max))); });
}

SHIM tensor_clamp_tensor_(Handle self, Handle min, Handle max) noexcept {
    return guarded([&] { self->clamp_(optional(min), optional(max)); });
}

SHIM tensor_nan_to_num(Handle self, const double* nan, const double* posinf, const double* neginf,
                       Handle* result) noexcept {
    return guarded([&] {
        auto maybe = [](const double* value) { return value ? c10::optional<double>(*value) : c10::nullopt; };
        *result = own(self->nan_to_num(maybe(nan), maybe(posinf), maybe(neginf)));
    });
}

SHIM tensor_where(Handle condition, Handle self, Handle other, Handle* result) noexcept {
    return guarded([&] { *result = own(at::where(*condition, *self, *other)); });
}

SHIM tensor_isclose(Handle self, Handle other, double rtol, double atol, uint8_t equal_nan, Handle* result) noexcept {
    return guarded([&] { *result = own(self->isclose(*other, rtol, atol, equal_nan)); });
}

SHIM tensor_allclose(Handle self, Handle other, double rtol, double atol, uint8_t equal_nan, uint8_t* result) noexcept {
    return guarded([&] { *result = self->allclose(*other, rtol, atol, equal_nan); });
}

SHIM tensor_equal(Handle self, Handle other, uint8_t* result) noexcept {
    return guarded([&] { *result = self->equal(*other); });
}
