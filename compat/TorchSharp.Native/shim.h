#pragma once

#include <ATen/ATen.h>
#include <c10/util/Optional.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

// Every export returns 0, or 1 with the text of the error in shim_error(). Results come by out-parameter; a tensor handle
// that comes out is owned by the caller, who gives it to tensor_free(). Nothing is thrown across the border.
#define SHIM extern "C" __attribute__((visibility("default"))) int32_t

using at::Tensor;
using Handle = Tensor*;
using TensorList = std::vector<Tensor>;

void remember_error() noexcept;

template <class Call>
int32_t guarded(Call&& call) noexcept {
    try {
        call();
        return 0;
    } catch (...) {
        remember_error();
        return 1;
    }
}

// An undefined tensor (a gradient that is not there) is a null handle.
inline Handle own(Tensor tensor) {
    return tensor.defined() ? new Tensor(std::move(tensor)) : nullptr;
}

inline void own(std::tuple<Tensor, Tensor>&& pair, Handle* first, Handle* second) {
    *first = own(std::move(std::get<0>(pair)));
    *second = own(std::move(std::get<1>(pair)));
}

inline c10::optional<Tensor> optional(Handle tensor) {
    return tensor ? c10::optional<Tensor>(*tensor) : c10::nullopt;
}

inline Tensor defined_or_not(Handle tensor) {
    return tensor ? *tensor : Tensor();
}

inline c10::optional<int64_t> optional(const int64_t* value) {
    return value ? c10::optional<int64_t>(*value) : c10::nullopt;
}

inline c10::optional<at::ScalarType> optional_type(int8_t type) {
    return type < 0 ? c10::nullopt : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(type));
}

inline at::ScalarType type_of(int8_t type) {
    return static_cast<at::ScalarType>(type);
}

inline at::IntArrayRef ints(const int64_t* values, int32_t count) {
    return {values, static_cast<size_t>(count)};
}

inline TensorList tensors(Handle* handles, int32_t count) {
    TensorList list;
    list.reserve(count);
    for (int32_t i = 0; i < count; ++i)
        list.push_back(defined_or_not(handles[i]));
    return list;
}

// at::Scalar as it crosses the border: by value, so that a number costs no allocation.
struct ScalarValue {
    enum Kind : int64_t { None, Integer, Real, Boolean, Complex };

    Kind kind;
    union {
        int64_t integer;
        double real;
    };
    double imaginary;

    at::Scalar get() const {
        switch (kind) {
            case Integer: return at::Scalar(integer);
            case Real: return at::Scalar(real);
            case Boolean: return at::Scalar(integer != 0);
            case Complex: return at::Scalar(c10::complex<double>(real, imaginary));
            default: throw std::invalid_argument("a number is required");
        }
    }

    c10::optional<at::Scalar> get_optional() const {
        return kind == None ? c10::nullopt : c10::optional<at::Scalar>(get());
    }

    static ScalarValue of(const at::Scalar& scalar) {
        ScalarValue value{};
        if (scalar.isComplex()) {
            auto complex = scalar.toComplexDouble();
            value.kind = Complex;
            value.real = complex.real();
            value.imaginary = complex.imag();
        } else if (scalar.isFloatingPoint()) {
            value.kind = Real;
            value.real = scalar.toDouble();
        } else if (scalar.isBoolean()) {
            value.kind = Boolean;
            value.integer = scalar.toBool();
        } else {
            value.kind = Integer;
            value.integer = scalar.toLong();
        }
        return value;
    }
};
