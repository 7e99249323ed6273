#include "shim.h"

#include <ATen/TensorIndexing.h>

// Views, indexing, and taking tensors apart and putting them together.

#define INTS(name) const int64_t *name, int32_t name##_count
#define TWO_DIMS(name)                                                                           \
    SHIM tensor_##name(Handle self, int64_t dim0, int64_t dim1, Handle* result) noexcept {       \
        return guarded([&] { *result = own(self->name(dim0, dim1)); });                          \
    }
#define WITH_INTS(name)                                                                          \
    SHIM tensor_##name(Handle self, INTS(values), Handle* result) noexcept {                     \
        return guarded([&] { *result = own(self->name(ints(values, values_count))); });          \
    }

WITH_INTS(flip)
WITH_INTS(permute)
WITH_INTS(repeat)
WITH_INTS(reshape)
WITH_INTS(view)
TWO_DIMS(flatten)
TWO_DIMS(select)
TWO_DIMS(transpose)

SHIM tensor_transpose_(Handle self, int64_t dim0, int64_t dim1) noexcept {
    return guarded([&] { self->transpose_(dim0, dim1); });
}

SHIM tensor_t(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->t()); });
}

SHIM tensor_numpy_t(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->numpy_T()); });
}

SHIM tensor_squeeze(Handle self, const int64_t* dim, Handle* result) noexcept {
    return guarded([&] { *result = own(dim ? self->squeeze(*dim) : self->squeeze()); });
}

SHIM tensor_squeeze_(Handle self, const int64_t* dim) noexcept {
    return guarded([&] { dim ? self->squeeze_(*dim) : self->squeeze_(); });
}

SHIM tensor_unsqueeze(Handle self, int64_t dim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->unsqueeze(dim)); });
}

SHIM tensor_unsqueeze_(Handle self, int64_t dim) noexcept {
    return guarded([&] { self->unsqueeze_(dim); });
}

SHIM tensor_unflatten(Handle self, int64_t dim, INTS(sizes), Handle* result) noexcept {
    return guarded([&] { *result = own(self->unflatten(dim, ints(sizes, sizes_count))); });
}

SHIM tensor_expand(Handle self, INTS(sizes), uint8_t implicit, Handle* result) noexcept {
    return guarded([&] { *result = own(self->expand(ints(sizes, sizes_count), implicit)); });
}

SHIM tensor_broadcast_to(Handle self, INTS(sizes), Handle* result) noexcept {
    return guarded([&] { *result = own(self->broadcast_to(ints(sizes, sizes_count))); });
}

SHIM tensor_as_strided(Handle self, INTS(sizes), INTS(strides), int64_t offset, Handle* result) noexcept {
    return guarded([&] {
        *result = own(self->as_strided(ints(sizes, sizes_count), ints(strides, strides_count), offset));
    });
}

SHIM tensor_narrow(Handle self, int64_t dim, int64_t start, int64_t length, Handle* result) noexcept {
    return guarded([&] { *result = own(self->narrow(dim, start, length)); });
}

SHIM tensor_slice(Handle self, int64_t dim, int64_t start, int64_t finish, int64_t step, Handle* result) noexcept {
    return guarded([&] { *result = own(self->slice(dim, start, finish, step)); });
}

SHIM tensor_roll(Handle self, INTS(shifts), INTS(dims), Handle* result) noexcept {
    return guarded([&] { *result = own(self->roll(ints(shifts, shifts_count), ints(dims, dims_count))); });
}

SHIM tensor_tril(Handle self, int64_t diagonal, Handle* result) noexcept {
    return guarded([&] { *result = own(self->tril(diagonal)); });
}

SHIM tensor_triu(Handle self, int64_t diagonal, Handle* result) noexcept {
    return guarded([&] { *result = own(self->triu(diagonal)); });
}

SHIM tensor_diag(Handle self, int64_t diagonal, Handle* result) noexcept {
    return guarded([&] { *result = own(self->diag(diagonal)); });
}

SHIM tensor_nonzero(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->nonzero()); });
}

SHIM torch_where_nonzero(Handle condition, TensorList** result) noexcept {
    return guarded([&] { *result = new TensorList(at::where(*condition)); });
}

SHIM tensor_index_select(Handle self, int64_t dim, Handle index, Handle* result) noexcept {
    return guarded([&] { *result = own(self->index_select(dim, *index)); });
}

SHIM tensor_index_add(Handle self, int64_t dim, Handle index, Handle source, ScalarValue alpha, Handle* result) noexcept {
    return guarded([&] { *result = own(self->index_add(dim, *index, *source, alpha.get())); });
}

SHIM tensor_index_add_(Handle self, int64_t dim, Handle index, Handle source, ScalarValue alpha) noexcept {
    return guarded([&] { self->index_add_(dim, *index, *source, alpha.get()); });
}

SHIM tensor_gather(Handle self, int64_t dim, Handle index, Handle* result) noexcept {
    return guarded([&] { *result = own(self->gather(dim, *index)); });
}

SHIM tensor_take(Handle self, Handle index, Handle* result) noexcept {
    return guarded([&] { *result = own(self->take(*index)); });
}

SHIM tensor_scatter(Handle self, int64_t dim, Handle index, Handle source, Handle* result) noexcept {
    return guarded([&] { *result = own(self->scatter(dim, *index, *source)); });
}

SHIM tensor_scatter_(Handle self, int64_t dim, Handle index, Handle source) noexcept {
    return guarded([&] { self->scatter_(dim, *index, *source); });
}

SHIM tensor_scatter_add(Handle self, int64_t dim, Handle index, Handle source, Handle* result) noexcept {
    return guarded([&] { *result = own(self->scatter_add(dim, *index, *source)); });
}

SHIM tensor_scatter_add_(Handle self, int64_t dim, Handle index, Handle source) noexcept {
    return guarded([&] { self->scatter_add_(dim, *index, *source); });
}

SHIM tensor_masked_fill(Handle self, Handle mask, ScalarValue value, Handle* result) noexcept {
    return guarded([&] { *result = own(self->masked_fill(*mask, value.get())); });
}

SHIM tensor_masked_fill_(Handle self, Handle mask, ScalarValue value) noexcept {
    return guarded([&] { self->masked_fill_(*mask, value.get()); });
}

SHIM tensor_masked_select(Handle self, Handle mask, Handle* result) noexcept {
    return guarded([&] { *result = own(self->masked_select(*mask)); });
}

// Later versions of libtorch take 32-bit indices too; this one has to be given 64 bits.
static Tensor index_tensor(Handle index) {
    auto tensor = defined_or_not(index);
    return tensor.defined() && tensor.scalar_type() == at::kInt ? tensor.to(at::kLong) : tensor;
}

// One index of x[...]. What is not said of a slice is INT64_MIN.
struct IndexValue {
    enum Kind : int64_t { None, Ellipsis, Single, Boolean, Slice, ByTensor };

    Kind kind;
    int64_t start, stop, step;
    Handle tensor;

    at::indexing::TensorIndex get() const {
        auto said = [](int64_t value) { return value == INT64_MIN ? c10::nullopt : c10::optional<int64_t>(value); };
        switch (kind) {
            case None: return c10::nullopt;
            case Ellipsis: return at::indexing::Ellipsis;
            case Single: return start;
            case Boolean: return start != 0;
            case Slice: return at::indexing::Slice(said(start), said(stop), said(step));
            default: return index_tensor(tensor);
        }
    }

    static std::vector<at::indexing::TensorIndex> all(const IndexValue* values, int32_t count) {
        std::vector<at::indexing::TensorIndex> indices;
        for (int32_t i = 0; i < count; ++i)
            indices.push_back(values[i].get());
        return indices;
    }
};

SHIM tensor_index(Handle self, const IndexValue* indices, int32_t count, Handle* result) noexcept {
    return guarded([&] { *result = own(self->index(IndexValue::all(indices, count))); });
}

SHIM tensor_index_put_(Handle self, const IndexValue* indices, int32_t count, Handle value) noexcept {
    return guarded([&] { self->index_put_(IndexValue::all(indices, count), *value); });
}

// Only tensors say which elements to add to.
SHIM tensor_index_put_accumulate_(Handle self, Handle* indices, int32_t count, Handle value, uint8_t accumulate) noexcept {
    return guarded([&] {
        c10::List<c10::optional<Tensor>> list;
        for (int32_t i = 0; i < count; ++i)
            list.push_back(c10::optional<Tensor>(index_tensor(indices[i])));
        self->index_put_(list, *value, accumulate);
    });
}

SHIM tensor_index_put_scalar_(Handle self, const IndexValue* indices, int32_t count, ScalarValue value) noexcept {
    return guarded([&] { self->index_put_(IndexValue::all(indices, count), value.get()); });
}

// Into a list and out of one.

SHIM tensor_split(Handle self, int64_t size, int64_t dim, TensorList** result) noexcept {
    return guarded([&] { *result = new TensorList(self->split(size, dim)); });
}

SHIM tensor_split_sizes(Handle self, INTS(sizes), int64_t dim, TensorList** result) noexcept {
    return guarded([&] { *result = new TensorList(self->split_with_sizes(ints(sizes, sizes_count), dim)); });
}

SHIM tensor_chunk(Handle self, int64_t chunks, int64_t dim, TensorList** result) noexcept {
    return guarded([&] { *result = new TensorList(self->chunk(chunks, dim)); });
}

SHIM tensor_unbind(Handle self, int64_t dim, TensorList** result) noexcept {
    return guarded([&] { *result = new TensorList(self->unbind(dim)); });
}

SHIM torch_cat(Handle* list, int32_t count, int64_t dim, Handle* result) noexcept {
    return guarded([&] { *result = own(at::cat(tensors(list, count), dim)); });
}

SHIM torch_stack(Handle* list, int32_t count, int64_t dim, Handle* result) noexcept {
    return guarded([&] { *result = own(at::stack(tensors(list, count), dim)); });
}

SHIM torch_hstack(Handle* list, int32_t count, Handle* result) noexcept {
    return guarded([&] { *result = own(at::hstack(tensors(list, count))); });
}

SHIM torch_vstack(Handle* list, int32_t count, Handle* result) noexcept {
    return guarded([&] { *result = own(at::vstack(tensors(list, count))); });
}

SHIM torch_einsum(const char* equation, Handle* list, int32_t count, Handle* result) noexcept {
    return guarded([&] { *result = own(at::einsum(equation, tensors(list, count))); });
}
