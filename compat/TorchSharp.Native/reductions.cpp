#include "shim.h"

// Many elements into fewer: sums, moments, extremes, orders.

#define DIMS const int64_t *dims, int32_t count
#define ALL(name)                                                   \
    SHIM tensor_##name(Handle self, Handle* result) noexcept {      \
        return guarded([&] { *result = own(self->name()); });       \
    }

ALL(all)
ALL(any)
ALL(argmax)
ALL(argmin)
ALL(max)
ALL(median)
ALL(min)
ALL(trace)

SHIM tensor_sum(Handle self, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->sum(optional_type(type))); });
}

SHIM tensor_sum_dims(Handle self, DIMS, uint8_t keepdim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->sum(ints(dims, count), keepdim, optional_type(type))); });
}

SHIM tensor_mean(Handle self, Handle* result) noexcept {
    return guarded([&] { *result = own(self->mean()); });
}

SHIM tensor_mean_dims(Handle self, DIMS, uint8_t keepdim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->mean(ints(dims, count), keepdim, optional_type(type))); });
}

SHIM tensor_prod(Handle self, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->prod(optional_type(type))); });
}

SHIM tensor_prod_dim(Handle self, int64_t dim, uint8_t keepdim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->prod(dim, keepdim, optional_type(type))); });
}

SHIM tensor_cumsum(Handle self, int64_t dim, int8_t type, Handle* result) noexcept {
    return guarded([&] { *result = own(self->cumsum(dim, optional_type(type))); });
}

SHIM tensor_std(Handle self, uint8_t unbiased, Handle* result) noexcept {
    return guarded([&] { *result = own(self->std(static_cast<bool>(unbiased))); });
}

SHIM tensor_std_dims(Handle self, DIMS, uint8_t unbiased, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->std(ints(dims, count), static_cast<bool>(unbiased), keepdim)); });
}

SHIM tensor_var(Handle self, uint8_t unbiased, Handle* result) noexcept {
    return guarded([&] { *result = own(self->var(static_cast<bool>(unbiased))); });
}

SHIM tensor_var_dims(Handle self, DIMS, uint8_t unbiased, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->var(ints(dims, count), static_cast<bool>(unbiased), keepdim)); });
}

SHIM tensor_norm(Handle self, float p, Handle* result) noexcept {
    return guarded([&] { *result = own(self->norm(p)); });
}

SHIM tensor_norm_dim(Handle self, int64_t dim, uint8_t keepdim, float p, Handle* result) noexcept {
    return guarded([&] { *result = own(self->norm(p, dim, keepdim)); });
}

SHIM tensor_logsumexp(Handle self, int64_t dim, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->logsumexp(dim, keepdim)); });
}

SHIM tensor_count_nonzero(Handle self, DIMS, Handle* result) noexcept {
    return guarded([&] {
        *result = own(dims ? self->count_nonzero(ints(dims, count)) : self->count_nonzero());
    });
}

SHIM tensor_all_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->all(dim, keepdim)); });
}

SHIM tensor_any_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->any(dim, keepdim)); });
}

SHIM tensor_amax(Handle self, DIMS, uint8_t keepdim, Handle out, Handle* result) noexcept {
    return guarded([&] {
        auto over = ints(dims, count);
        *result = own(out ? at::amax_out(*out, *self, over, keepdim) : self->amax(over, keepdim));
    });
}

SHIM tensor_amin(Handle self, DIMS, uint8_t keepdim, Handle out, Handle* result) noexcept {
    return guarded([&] {
        auto over = ints(dims, count);
        *result = own(out ? at::amin_out(*out, *self, over, keepdim) : self->amin(over, keepdim));
    });
}

SHIM tensor_argmax_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->argmax(dim, keepdim)); });
}

SHIM tensor_argmin_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* result) noexcept {
    return guarded([&] { *result = own(self->argmin(dim, keepdim)); });
}

SHIM tensor_argsort(Handle self, int64_t dim, uint8_t descending, Handle* result) noexcept {
    return guarded([&] { *result = own(self->argsort(dim, descending)); });
}

SHIM tensor_max_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* values, Handle* indices) noexcept {
    return guarded([&] { own(self->max(dim, keepdim), values, indices); });
}

SHIM tensor_min_dim(Handle self, int64_t dim, uint8_t keepdim, Handle* values, Handle* indices) noexcept {
    return guarded([&] { own(self->min(dim, keepdim), values, indices); });
}

SHIM tensor_sort(Handle self, int64_t dim, uint8_t descending, uint8_t stable, Handle* values, Handle* indices) noexcept {
    return guarded([&] {
        own(self->sort(c10::optional<bool>(static_cast<bool>(stable)), dim, descending), values, indices);
    });
}

SHIM tensor_topk(Handle self, int64_t k, int64_t dim, uint8_t largest, uint8_t sorted, Handle* values,
                 Handle* indices) noexcept {
    return guarded([&] { own(self->topk(k, dim, largest, sorted), values, indices); });
}

SHIM tensor_kthvalue(Handle self, int64_t k, int64_t dim, uint8_t keepdim, Handle* values, Handle* indices) noexcept {
    return guarded([&] { own(self->kthvalue(k, dim, keepdim), values, indices); });
}

SHIM tensor_std_mean(Handle self, uint8_t unbiased, Handle* std, Handle* mean) noexcept {
    return guarded([&] { own(at::std_mean(*self, static_cast<bool>(unbiased)), std, mean); });
}

SHIM tensor_var_mean(Handle self, uint8_t unbiased, Handle* var, Handle* mean) noexcept {
    return guarded([&] { own(at::var_mean(*self, static_cast<bool>(unbiased)), var, mean); });
}

SHIM tensor_std_mean_dims(Handle self, DIMS, uint8_t unbiased, uint8_t keepdim, Handle* std, Handle* mean) noexcept {
    return guarded([&] {
        own(at::std_mean(*self, ints(dims, count), static_cast<bool>(unbiased), keepdim), std, mean);
    });
}

SHIM tensor_var_mean_dims(Handle self, DIMS, uint8_t unbiased, uint8_t keepdim, Handle* var, Handle* mean) noexcept {
    return guarded([&] {
        own(at::var_mean(*self, ints(dims, count), static_cast<bool>(unbiased), keepdim), var, mean);
    });
}

SHIM tensor_bincount(Handle self, Handle weights, int64_t minlength, Handle* result) noexcept {
    return guarded([&] { *result = own(self->bincount(optional(weights), minlength)); });
}
