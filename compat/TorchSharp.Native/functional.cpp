#include "shim.h"

#include <ATen/core/Reduction.h>

// What layers of a network compute.

#define INTS(name) const int64_t *name, int32_t name##_count
#define LIST(name) ints(name, name##_count)
#define CONVOLUTION(name)                                                                                              \
    SHIM nn_##name(Handle input, Handle weight, Handle bias, INTS(stride), INTS(padding), INTS(dilation), int64_t groups, \
                   Handle* result) noexcept {                                                                          \
        return guarded([&] {                                                                                           \
            *result = own(at::name(*input, *weight, optional(bias), LIST(stride), LIST(padding), LIST(dilation), groups)); \
        });                                                                                                            \
    }                                                                                                                  \
    SHIM nn_##name##_padding(Handle input, Handle weight, Handle bias, INTS(stride), uint8_t same, INTS(dilation),     \
                             int64_t groups, Handle* result) noexcept {                                                \
        return guarded([&] {                                                                                           \
            *result = own(at::name(*input, *weight, optional(bias), LIST(stride), same ? "same" : "valid", LIST(dilation), \
                                   groups));                                                                           \
        });                                                                                                            \
    }

CONVOLUTION(conv1d)
CONVOLUTION(conv2d)

SHIM nn_linear(Handle input, Handle weight, Handle bias, Handle* result) noexcept {
    return guarded([&] { *result = own(at::linear(*input, *weight, optional(bias))); });
}

SHIM nn_batch_norm(Handle input, Handle running_mean, Handle running_var, Handle weight, Handle bias, uint8_t training,
                   double momentum, double eps, Handle* result) noexcept {
    return guarded([&] {
        TORCH_CHECK(!training || input->numel() != input->size(1),
                    "Expected more than 1 value per channel when training, got input size ", input->sizes());
        *result = own(at::batch_norm(*input, optional(weight), optional(bias), optional(running_mean),
                                     optional(running_var), training, momentum, eps,
                                     at::globalContext().userEnabledCuDNN()));
    });
}

#define MAX_POOL(name)                                                                                                 \
    SHIM nn_##name(Handle input, INTS(kernel), INTS(stride), INTS(padding), INTS(dilation), uint8_t ceil_mode,         \
                   Handle* result) noexcept {                                                                          \
        return guarded([&] {                                                                                           \
            *result = own(at::name(*input, LIST(kernel), LIST(stride), LIST(padding), LIST(dilation), ceil_mode));     \
        });                                                                                                            \
    }                                                                                                                  \
    SHIM nn_##name##_with_indices(Handle input, INTS(kernel), INTS(stride), INTS(padding), INTS(dilation),             \
                                  uint8_t ceil_mode, Handle* values, Handle* indices) noexcept {                       \
        return guarded([&] {                                                                                           \
            own(at::name##_with_indices(*input, LIST(kernel), LIST(stride), LIST(padding), LIST(dilation), ceil_mode), \
                values, indices);                                                                                      \
        });                                                                                                            \
    }

MAX_POOL(max_pool1d)
MAX_POOL(max_pool2d)

SHIM nn_avg_pool1d(Handle input, INTS(kernel), INTS(stride), INTS(padding), uint8_t ceil_mode,
                   uint8_t count_include_pad, Handle* result) noexcept {
    return guarded([&] {
        *result = own(at::avg_pool1d(*input, LIST(kernel), LIST(stride), LIST(padding), ceil_mode, count_include_pad));
    });
}

SHIM nn_avg_pool2d(Handle input, INTS(kernel), INTS(stride), INTS(padding), uint8_t ceil_mode,
                   uint8_t count_include_pad, const int64_t* divisor_override, Handle* result) noexcept {
    return guarded([&] {
        *result = own(at::avg_pool2d(*input, LIST(kernel), LIST(stride), LIST(padding), ceil_mode, count_include_pad,
                                     optional(divisor_override)));
    });
}

#define ADAPTIVE_AVERAGE(name)                                                            \
    SHIM nn_##name(Handle input, INTS(size), Handle* result) noexcept {                   \
        return guarded([&] { *result = own(at::name(*input, LIST(size))); });             \
    }

#define ADAPTIVE_MAX(name)                                                                \
    SHIM nn_##name(Handle input, INTS(size), Handle* values, Handle* indices) noexcept {  \
        return guarded([&] { own(at::name(*input, LIST(size)), values, indices); });      \
    }

ADAPTIVE_AVERAGE(adaptive_avg_pool1d)
ADAPTIVE_AVERAGE(adaptive_avg_pool2d)
ADAPTIVE_MAX(adaptive_max_pool1d)
ADAPTIVE_MAX(adaptive_max_pool2d)

SHIM nn_dropout(Handle input, double p, uint8_t training, Handle* result) noexcept {
    return guarded([&] { *result = own(at::dropout(*input, p, training)); });
}

// Answers with a second handle to the same tensor.
SHIM nn_dropout_(Handle input, double p, uint8_t training, Handle* result) noexcept {
    return guarded([&] { *result = own(at::dropout_(*input, p, training)); });
}

SHIM nn_softmax(Handle input, int64_t dim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(at::softmax(*input, dim, optional_type(type))); });
}

SHIM nn_log_softmax(Handle input, int64_t dim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(at::log_softmax(*input, dim, optional_type(type))); });
}

SHIM nn_one_hot(Handle input, int64_t classes, Handle* result) noexcept {
    return guarded([&] { *result = own(at::one_hot(*input, classes)); });
}

SHIM nn_pad(Handle input, INTS(pad), int32_t mode, double value, Handle* result) noexcept {
    return guarded([&] {
        const char* names[] = {"constant", "reflect", "replicate", "circular", "constant"};
        *result = own(at::pad(*input, LIST(pad), names[mode], value));
    });
}

// A reduction is libtorch's own number: 0 none, 1 mean, 2 sum.

SHIM nn_cross_entropy(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction,
                      double label_smoothing, Handle* result) noexcept {
    return guarded([&] {
        *result = own(at::cross_entropy_loss(*input, *target, optional(weight), reduction, ignore_index, label_smoothing));
    });
}

SHIM nn_nll_loss(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction,
                 Handle* result) noexcept {
    return guarded([&] {
        *result = own(at::nll_loss_nd(*input, *target, optional(weight), reduction, ignore_index));
    });
}

SHIM nn_mse_loss(Handle input, Handle target, int64_t reduction, Handle* result) noexcept {
    return guarded([&] { *result = own(at::mse_loss(*input, *target, reduction)); });
}

SHIM nn_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, int64_t reduction,
                                         Handle pos_weights, Handle* result) noexcept {
    return guarded([&] {
        *result = own(at::binary_cross_entropy_with_logits(*input, *target, optional(weight), optional(pos_weights),
                                                           reduction));
    });
}
