#include "shim.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <cstdlib>
#include <string>
#include <unordered_set>

// Functions whose forward and backward passes are managed code: a node of the graph that calls back.

using torch::autograd::SavedVariable;

namespace {

// Gives one gradient for each tensor that went in, null for none. Owned: the handles of `grads`. Lent until `finish`: the handles of `results`.
// Returns the text of an error, to be freed with free(), or null.
using Backward = char* (*)(void* state, Handle* grads, int32_t grad_count, Handle* results, int32_t result_count);
using Finish = void (*)(void* state);

struct Callbacks {
    void* state;
    Backward backward;
    Finish finish;   // the results were taken
    Finish forget;   // the saved tensors are needed no more
    Finish release;  // the node is gone
};

class ManagedNode final : public torch::autograd::Node {
public:
    ManagedNode(std::string name, const Callbacks& callbacks) : name_(std::move(name)), callbacks_(callbacks) {}

    ~ManagedNode() override { callbacks_.release(callbacks_.state); }

    std::string name() const override { return name_; }

    void release_variables() override { callbacks_.forget(callbacks_.state); }

    bool materializes = true;

protected:
    torch::autograd::variable_list apply(torch::autograd::variable_list&& inputs) override {
        std::vector<Handle> grads;
        for (size_t i = 0; i < inputs.size(); ++i)
            grads.push_back(own(inputs[i].defined() || !materializes ? std::move(inputs[i]) : input_metadata(i).zeros_like()));
        std::vector<Handle> results(num_outputs());
        if (char* error = callbacks_.backward(callbacks_.state, grads.data(), grads.size(), results.data(), results.size())) {
            std::string text(error);
            std::free(error);
            throw std::runtime_error(text);
        }
        auto gradients = tensors(results.data(), results.size());
        callbacks_.finish(callbacks_.state);
        return gradients;
    }

private:
    std::string name_;
    Callbacks callbacks_;
};

using Node = std::shared_ptr<ManagedNode>;

std::unordered_set<at::TensorImpl*> implementations(Handle* handles, int32_t count) {
    std::unordered_set<at::TensorImpl*> set;
    for (int32_t i = 0; i < count; ++i)
        set.insert(handles[i]->unsafeGetTensorImpl());
    return set;
}

torch::autograd::variable_list no_forward_mode(torch::autograd::variable_list, torch::autograd::variable_list) {
    throw std::logic_error("a custom function has no forward-mode derivative");
}

}  // namespace

// `inputs` are what the gradients go to; none where nothing is recorded.
SHIM autograd_node_new(const char* name, const Callbacks* callbacks, Handle* inputs, int32_t count, Node** result) noexcept {
    return guarded([&] {
        *result = new Node(new ManagedNode(name, *callbacks), torch::autograd::deleteNode);
        (**result)->set_next_edges(torch::autograd::collect_next_edges(tensors(inputs, count)));
    });
}

SHIM autograd_node_free(Node* self) noexcept {
    return guarded([&] { delete self; });
}

// The node's own address, which is good while the node lives.
SHIM autograd_node_address(Node* self, ManagedNode** result) noexcept {
    return guarded([&] { *result = self->get(); });
}

SHIM autograd_node_set_materializes(Node* self, uint8_t value) noexcept {
    return guarded([&] { (*self)->materializes = value; });
}

// A null node where nothing is recorded.
SHIM autograd_node_wrap(Node* self, Handle* inputs, int32_t input_count, Handle* constant, int32_t constant_count, Handle* dirty,
                        int32_t dirty_count, Handle* outputs, int32_t output_count, TensorList** result) noexcept {
    return guarded([&] {
        for (int32_t i = 0; i < dirty_count; ++i)
            dirty[i]->unsafeGetTensorImpl()->bump_version();
        auto raw = tensors(outputs, output_count);
        auto wrapped = torch::autograd::_wrap_outputs(tensors(inputs, input_count), implementations(constant, constant_count),
                                                      implementations(dirty, dirty_count), torch::autograd::to_optional(raw),
                                                      self ? *self : nullptr, no_forward_mode);
        *result = new TensorList;
        for (auto& output : wrapped)
            (*result)->push_back(output.value_or(Tensor()));
    });
}

SHIM autograd_saved_new(Handle tensor, ManagedNode* node, SavedVariable** result) noexcept {
    return guarded([&] { *result = new SavedVariable(*tensor, tensor->grad_fn().get() == node); });
}

SHIM autograd_saved_free(SavedVariable* self) noexcept {
    return guarded([&] { delete self; });
}

SHIM autograd_saved_unpack(SavedVariable* self, ManagedNode* node, Handle* result) noexcept {
    return guarded([&] { *result = own(self->unpack(node->shared_from_this())); });
}
