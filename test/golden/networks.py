"""Writes networks/NAME.json and networks_parameters.json: what PyTorch makes of the networks in reference/.

    python3 test/golden/networks.py [NAME...]      without a name: all

Weights. Element i of the parameter or buffer NAME is made from v = golden.values(NAME)[i], in float64:
    rank 2 and more         v * sqrt(6 / fan_in), fan_in the product of all dimensions but the first
    rank 1, NAME ends in .weight (batch norm)       1 + 0.25 v
    .bias and .running_mean                         0.1 v
    .running_var                                    1.5 + 0.5 v
    .num_batches_tracked is left at 0.
Input: golden.tensor("input", shape). Label of row i: i % 10. There are 10 classes.
The one-dimensional networks take [N,C,1,L], and their weights are written with the shape [O,I,1,k].

A file says
    "input"      the shape of the input
    "logits"     evaluation mode, in float64 (float32 is computed too, and the difference printed)
    "gradients"  training mode (dropout alone is off), float64, of the mean cross-entropy, one a parameter
    "zero"       the parameters whose gradient is zero, exactly or but for rounding: a batch norm takes out what they add, or
                 nothing of theirs gets through a ReLU. Below 1e-12 of the network's greatest gradient it counts as zero.
The fields of a tensor are golden.summary's, with 10 significant digits; a network of more than 250 parameter tensors keeps 8
samples of each, which are enough of so many.
"""

import copy
import json
import math
import os
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import golden
from reference import catalogue

HERE = os.path.dirname(os.path.abspath(__file__))
NOISE = 1e-12


def weight(name, shape):
    v = golden.tensor(name, shape, torch.float64)
    if len(shape) >= 2:
        return v * math.sqrt(6 / math.prod(shape[1:]))
    kind = name.rpartition(".")[2]
    return {"weight": 1 + 0.25 * v, "bias": 0.1 * v, "running_mean": 0.1 * v, "running_var": 1.5 + 0.5 * v}[kind]


def fill(net):
    net.double()
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if not name.endswith("num_batches_tracked"):
                tensor.copy_(weight(name, tuple(tensor.shape)))
    return net


def logits(net, images):
    with torch.no_grad():
        return net.eval()(images)


def gradients(net, images):
    """In float64, training mode."""
    net.train()
    for module in net.modules():
        if isinstance(module, nn.Dropout):
            module.eval()
    net.zero_grad(set_to_none=True)
    F.cross_entropy(net(images), torch.arange(len(images)) % 10).backward()
    return {name: as_2d(parameter.grad) for name, parameter in net.named_parameters()}


def as_2d(tensor):
    return tensor.unsqueeze(2) if tensor.dim() == 3 else tensor


def case(name):
    entry, _ = catalogue.CASES[name]
    shape = (entry.batch, *entry.golden)
    net = fill(catalogue.build(name))
    images = golden.tensor("input", shape, torch.float64)

    expected = logits(net, images)
    single = logits(copy.deepcopy(net).float(), images.float())
    difference = ((single - expected).abs().max() / expected.abs().max()).item()
    found = gradients(net, images)
    greatest = max(gradient.abs().max().item() for gradient in found.values())
    zero = [key for key, gradient in found.items() if gradient.abs().max().item() <= NOISE * greatest]
    count = 16 if len(found) <= 250 else 8
    kept = {key: golden.summary(gradient, count) for key, gradient in found.items() if key not in zero}
    return {"input": shape, "logits": golden.summary(expected), "zero": zero, "gradients": kept}, difference


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9e}")
    return [rounded(item) for item in value] if isinstance(value, list) else value


def compact(value):
    value = {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value
    return json.dumps(value, separators=(",", ":"))


def write(name, result):
    lines = [f"{json.dumps(key)}:{compact(result[key])}" for key in ("input", "logits", "zero")]
    tensors = ",\n".join(f"{json.dumps(key)}:{compact(value)}" for key, value in result["gradients"].items())
    path = os.path.join(HERE, "networks", f"{name}.json")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write("{" + ",\n".join(lines) + ',\n"gradients":{\n' + tensors + "\n}}\n")
    return os.path.getsize(path)


def write_parameters():
    counts = {}
    for name, (entry, _) in catalogue.NETWORKS.items():
        net = catalogue.build(name, entry.full, entry.classes)
        counts[name] = sum(parameter.numel() for parameter in net.parameters())
    with open(os.path.join(HERE, "networks_parameters.json"), "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {count}" for name, count in counts.items()) + "\n}\n")


def main(names):
    torch.set_num_threads(os.cpu_count())
    for name in names or catalogue.CASES:
        start = time.monotonic()
        result, difference = case(name)
        size = write(name, result)
        tensors = f"{len(result['gradients']):5} gradients, {len(result['zero']):3} zero"
        print(f"{name:40} float32 off by {difference:.1e} {tensors} {size:8} bytes {time.monotonic() - start:6.1f} s", flush=True)
    if not names:
        write_parameters()


if __name__ == "__main__":
    main(sys.argv[1:])
