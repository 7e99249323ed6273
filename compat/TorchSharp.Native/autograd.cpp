#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

// Gradients, and the modes that switch their recording off.

SHIM tensor_requires_grad(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->requires_grad(); });
}

SHIM tensor_set_requires_grad(Handle self, uint8_t value) noexcept {
    return guarded([&] { self->set_requires_grad(value); });
}

SHIM tensor_is_leaf(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->is_leaf(); });
}

SHIM tensor_retain_grad(Handle self) noexcept {
    return guarded([&] { self->retain_grad(); });
}

SHIM tensor_grad(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->grad()); });
}

SHIM tensor_set_grad(Handle self, Handle value) noexcept {
    return guarded([&] { self->mutable_grad() = defined_or_not(value); });
}

SHIM tensor_detach(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->detach()); });
}

SHIM tensor_detach_(Handle self) noexcept {
    return guarded([&] { self->detach_(); });
}

SHIM tensor_backward(Handle self) noexcept {
    return guarded([&] { self->backward(); });
}

SHIM autograd_backward(Handle* outputs, int32_t output_count, Handle* grads, int32_t grad_count, uint8_t retain_graph,
                       uint8_t create_graph, Handle* inputs, int32_t input_count) noexcept {
    return guarded([&] {
        torch::autograd::backward(tensors(outputs, output_count), tensors(grads, grad_count), retain_graph, create_graph,
                                  tensors(inputs, input_count));
    });
}

SHIM autograd_grad(Handle* outputs, int32_t output_count, Handle* inputs, int32_t input_count, Handle* grads,
                   int32_t grad_count, uint8_t retain_graph, uint8_t create_graph, uint8_t allow_unused,
                   TensorList** result) noexcept {
    return guarded([&] {
        *result = new TensorList(torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                                       tensors(grads, grad_count), retain_graph, create_graph,
                                                       allow_unused));
    });
}

SHIM autograd_is_grad_enabled(uint8_t* result) noexcept {
    return guarded([&] { *result = c10::GradMode::is_enabled(); });
}

SHIM autograd_set_grad_enabled(uint8_t enabled) noexcept {
    return guarded([&] { c10::GradMode::set_enabled(enabled); });
}

SHIM autograd_is_inference_mode_enabled(uint8_t* result) noexcept {
    return guarded([&] { *result = c10::InferenceMode::is_enabled(); });
}

SHIM autograd_enter_inference_mode(uint8_t enabled, c10::InferenceMode** result) noexcept {
    return guarded([&] { *result = new c10::InferenceMode(enabled); });
}

SHIM autograd_leave_inference_mode(c10::InferenceMode* guard) noexcept {
    return guarded([&] { delete guard; });
}
