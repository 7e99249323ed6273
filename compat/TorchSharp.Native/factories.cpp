#include "shim.h"

// Tensors made from nothing, from numbers, or from memory that the caller keeps.

namespace {
at::TensorOptions options(int8_t type, int32_t device, int32_t index) {
    return at::TensorOptions()
        .dtype(type_of(type))
        .device(c10::Device(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index)));
}

c10::optional<at::Generator> optional_generator(at::Generator* generator) {
    return generator ? c10::optional<at::Generator>(*generator) : c10::nullopt;
}

Handle leaf(Tensor tensor, uint8_t requires_grad) {
    return own(tensor.set_requires_grad(requires_grad));
}
}  // namespace

#define OPTIONS int8_t type, int32_t device, int32_t index, uint8_t requires_grad
#define SIZES const int64_t *sizes, int32_t count

#define FILLED(name)                                                                                 \
    SHIM torch_##name(SIZES, OPTIONS, Handle* result) noexcept {                                     \
        return guarded([&] {                                                                         \
            *result = leaf(at::name(ints(sizes, count), options(type, device, index)), requires_grad); \
        });                                                                                          \
    }

#define DRAWN(name)                                                                           \
    SHIM torch_##name(SIZES, at::Generator* generator, OPTIONS, Handle* result) noexcept {    \
        return guarded([&] {                                                                  \
            *result = leaf(at::name(ints(sizes, count), optional_generator(generator),        \
                                    options(type, device, index)), requires_grad);            \
        });                                                                                   \
    }

FILLED(empty)
FILLED(zeros)
FILLED(ones)
DRAWN(rand)
DRAWN(randn)

SHIM torch_full(SIZES, ScalarValue value, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::full(ints(sizes, count), value.get(), options(type, device, index)), requires_grad);
    });
}

SHIM torch_empty_strided(SIZES, const int64_t* strides, int32_t strides_count, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        auto tensor = at::empty_strided(ints(sizes, count), ints(strides, strides_count), options(type, device, index));
        *result = leaf(tensor, requires_grad);
    });
}

SHIM torch_arange(ScalarValue start, ScalarValue stop, ScalarValue step, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        auto tensor = at::arange(start.get(), stop.get(), step.get(), options(type, device, index));
        *result = leaf(tensor, requires_grad);
    });
}

SHIM torch_linspace(double start, double end, int64_t steps, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::linspace(start, end, steps, options(type, device, index)), requires_grad);
    });
}

SHIM torch_logspace(double start, double end, int64_t steps, double base, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::logspace(start, end, steps, base, options(type, device, index)), requires_grad);
    });
}

SHIM torch_eye(int64_t rows, int64_t columns, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::eye(rows, columns, options(type, device, index)), requires_grad);
    });
}

// libtorch draws no complex integers: their two parts are drawn.
SHIM torch_randint(int64_t low, int64_t high, SIZES, at::Generator* generator, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        if (at::isComplexType(type_of(type))) {
            auto parts = ints(sizes, count).vec();
            parts.push_back(2);
            auto part = static_cast<int8_t>(at::toRealValueType(type_of(type)));
            auto tensor = at::randint(low, high, parts, optional_generator(generator), options(part, device, index));
            *result = leaf(at::view_as_complex(tensor), requires_grad);
            return;
        }
        auto tensor = at::randint(low, high, ints(sizes, count), optional_generator(generator),
                                  options(type, device, index));
        *result = leaf(tensor, requires_grad);
    });
}

SHIM torch_randperm(int64_t n, at::Generator* generator, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        auto tensor = at::randperm(n, optional_generator(generator), options(type, device, index));
        *result = leaf(tensor, requires_grad);
    });
}

// The memory stays the caller's: release(context) says that libtorch has done with it. It is called even when this fails.
SHIM torch_from_memory(void* data, SIZES, int8_t element_type, void (*release)(void*), void* context, OPTIONS,
                       Handle* result) noexcept {
    bool adopted = false;
    auto status = guarded([&] {
        auto memory = at::from_blob(data, ints(sizes, count), [=](void*) { release(context); },
                                    at::TensorOptions().dtype(type_of(element_type)));
        adopted = true;
        auto place = c10::Device(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
        *result = leaf(memory.to(place, type_of(type)), requires_grad);
    });
    if (!adopted)
        release(context);
    return status;
}

#define LIKE(name)                                                                                                \
    SHIM torch_##name(Handle input, OPTIONS, Handle* result) noexcept {                                           \
        return guarded([&] { *result = leaf(at::name(*input, options(type, device, index)), requires_grad); });   \
    }

LIKE(empty_like)
LIKE(zeros_like)
LIKE(ones_like)
LIKE(rand_like)
LIKE(randn_like)

SHIM torch_full_like(Handle input, ScalarValue value, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::full_like(*input, value.get(), options(type, device, index)), requires_grad);
    });
}

SHIM torch_randint_like(Handle input, int64_t low, int64_t high, OPTIONS, Handle* result) noexcept {
    return guarded([&] {
        *result = leaf(at::randint_like(*input, low, high, options(type, device, index)), requires_grad);
    });
}

SHIM tensor_normal_(Handle self, double mean, double std, at::Generator* generator) noexcept {
    return guarded([&] { self->normal_(mean, std, optional_generator(generator)); });
}

SHIM tensor_uniform_(Handle self, double from, double to, at::Generator* generator) noexcept {
    return guarded([&] { self->uniform_(from, to, optional_generator(generator)); });
}

SHIM tensor_bernoulli(Handle self, at::Generator* generator, Handle* result) noexcept {
    return guarded([&] { *result = own(self->bernoulli(optional_generator(generator))); });
}

SHIM tensor_bernoulli_(Handle self, double p, at::Generator* generator) noexcept {
    return guarded([&] { self->bernoulli_(p, optional_generator(generator)); });
}

SHIM tensor_multinomial(Handle self, int64_t samples, uint8_t replacement, at::Generator* generator,
                        Handle* result) noexcept {
    return guarded([&] { *result = own(self->multinomial(samples, replacement, optional_generator(generator))); });
}
