#include "shim.h"

// The life of a handle, what is known of a tensor without computing, and its way to another type or place.

extern "C" __attribute__((visibility("default"))) void tensor_free(Handle self) noexcept {
    delete self;
}

SHIM tensor_dim(Handle self, int64_t* result) noexcept {
    return guarded([&] { *result = self->dim(); });
}

SHIM tensor_numel(Handle self, int64_t* result) noexcept {
    return guarded([&] { *result = self->numel(); });
}

SHIM tensor_element_size(Handle self, int64_t* result) noexcept {
    return guarded([&] { *result = self->element_size(); });
}

SHIM tensor_size(Handle self, int64_t dim, int64_t* result) noexcept {
    return guarded([&] { *result = self->size(dim); });
}

SHIM tensor_stride(Handle self, int64_t dim, int64_t* result) noexcept {
    return guarded([&] { *result = self->stride(dim); });
}

SHIM tensor_sizes(Handle self, int64_t* result) noexcept {
    return guarded([&] { std::copy(self->sizes().begin(), self->sizes().end(), result); });
}

SHIM tensor_strides(Handle self, int64_t* result) noexcept {
    return guarded([&] { std::copy(self->strides().begin(), self->strides().end(), result); });
}

SHIM tensor_storage_offset(Handle self, int64_t* result) noexcept {
    return guarded([&] { *result = self->storage_offset(); });
}

SHIM tensor_scalar_type(Handle self, int8_t* result) noexcept {
    return guarded([&] { *result = static_cast<int8_t>(self->scalar_type()); });
}

SHIM tensor_device(Handle self, int32_t* type, int32_t* index) noexcept {
    return guarded([&] {
        *type = static_cast<int32_t>(self->device().type());
        *index = self->device().index();
    });
}

SHIM tensor_is_contiguous(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->is_contiguous(); });
}

SHIM tensor_is_sparse(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->is_sparse(); });
}

SHIM tensor_is_nonzero(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->is_nonzero(); });
}

SHIM tensor_data(Handle self, void** result) noexcept {
    return guarded([&] { *result = self->data_ptr(); });
}

SHIM tensor_item(Handle self, ScalarValue* result) noexcept {
    return guarded([&] { *result = ScalarValue::of(self->item()); });
}

SHIM tensor_to_type(Handle self, int8_t type, uint8_t non_blocking, uint8_t copy, Handle* result) noexcept {
    return guarded([&] { *result = own(self->to(type_of(type), non_blocking, copy)); });
}

SHIM tensor_to(Handle self, int8_t type, int32_t device, int32_t index, uint8_t non_blocking, uint8_t copy,
               Handle* result) noexcept {
    return guarded([&] {
        auto place = c10::Device(static_cast<c10::DeviceType>(device), static_cast<c10::DeviceIndex>(index));
        *result = own(self->to(place, type_of(type), non_blocking, copy));
    });
}

SHIM tensor_clone(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->clone()); });
}

SHIM tensor_alias(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->alias()); });
}

SHIM tensor_contiguous(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->contiguous()); });
}

SHIM tensor_copy_(Handle self, Handle source, uint8_t non_blocking) noexcept {
    return guarded([&] { self->copy_(*source, non_blocking); });
}

SHIM tensor_set_(Handle self, Handle source) noexcept {
    return guarded([&] { self->set_(*source); });
}

// A list of tensors that an operation returned, handed over in two steps: how many, then the handles.
SHIM list_size(TensorList* list, int32_t* result) noexcept {
    return guarded([&] { *result = static_cast<int32_t>(list->size()); });
}

SHIM list_take(TensorList* list, Handle* result) noexcept {
    return guarded([&] {
        for (auto& tensor : *list)
            *result++ = own(std::move(tensor));
        delete list;
    });
}

SHIM tensor_has_names(Handle self, uint8_t* result) noexcept {
    return guarded([&] { *result = self->has_names(); });
}

// The text is libtorch's own, which keeps every name.
SHIM tensor_name(Handle self, int64_t dim, const char** result) noexcept {
    return guarded([&] { *result = self->has_names() ? self->names()[dim].symbol().toUnqualString() : "*"; });
}

namespace {
// "*" is a dimension without a name.
at::Dimname dimension(const char* name) {
    if (name == nullptr)
        throw std::invalid_argument("a name is required");
    return std::string(name) == "*" ? at::Dimname::wildcard() : at::Dimname::fromSymbol(at::Symbol::dimname(name));
}

std::vector<at::Dimname> dimensions(const char** names, int32_t count) {
    std::vector<at::Dimname> list;
    for (int32_t i = 0; i < count; ++i)
        list.push_back(dimension(names[i]));
    return list;
}
}  // namespace

// No names at all take them away.
SHIM tensor_rename_(Handle self, const char** names, int32_t count) noexcept {
    return guarded([&] {
        auto list = dimensions(names, count);
        self->rename_(count == 0 ? c10::nullopt : c10::optional<at::DimnameList>(list));
    });
}

SHIM tensor_flatten_names(Handle self, const char** names, int32_t count, const char* name, Handle* result) noexcept {
    return guarded([&] { *result = own(self->flatten(dimensions(names, count), dimension(name))); });
}

SHIM tensor_unflatten_names(Handle self, const char* name, const char** names, const int64_t* sizes, int32_t count,
                            Handle* result) noexcept {
    return guarded([&] {
        *result = own(self->unflatten(dimension(name), ints(sizes, count), dimensions(names, count)));
    });
}
