#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>

// Generators of random numbers, and the threads that compute.

SHIM generator_new(uint64_t seed, at::Generator** result) noexcept {
    return guarded([&] { *result = new at::Generator(at::detail::createCPUGenerator(seed)); });
}

SHIM generator_default(at::Generator** result) noexcept {
    return guarded([&] { *result = new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

extern "C" __attribute__((visibility("default"))) void generator_free(at::Generator* self) noexcept {
    delete self;
}

SHIM generator_manual_seed(at::Generator* self, uint64_t seed) noexcept {
    return guarded([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        self->set_current_seed(seed);
    });
}

SHIM generator_initial_seed(at::Generator* self, uint64_t* result) noexcept {
    return guarded([&] { *result = self->current_seed(); });
}

SHIM generator_get_state(at::Generator* self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->get_state()); });
}

SHIM generator_set_state(at::Generator* self, Handle state) noexcept {
    return guarded([&] { self->set_state(*state); });
}

SHIM torch_get_num_threads(int32_t* result) noexcept {
    return guarded([&] { *result = at::get_num_threads(); });
}

SHIM torch_set_num_threads(int32_t count) noexcept {
    return guarded([&] { at::set_num_threads(count); });
}

SHIM torch_get_num_interop_threads(int32_t* result) noexcept {
    return guarded([&] { *result = static_cast<int32_t>(at::get_num_interop_threads()); });
}

SHIM torch_set_num_interop_threads(int32_t count) noexcept {
    return guarded([&] { at::set_num_interop_threads(count); });
}
