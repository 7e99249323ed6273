"""Checks the reference networks themselves: published parameter counts, torchvision's own models, conditioning, multiply-adds.

    python3 test/golden/networks_check.py counts | torchvision | conditioning [NAME...] | adds

conditioning: how far the gradients move, as a part of each tensor's greatest, when weights and input move by 1e-15 of themselves.
adds: multiply-adds for one image, in millions, beside the paper's (1709.01507, tables 2 and 3), first of convolutions and linear
layers alone, then with what else the paper seems to count.
"""

import os
import sys

import torch
import torch.nn as nn
from torchvision.models import resnet, vgg

import golden
import networks
from reference import catalogue, inception_resnet, mobile, se

# 1709.01507 and re-implementations: plain, SE, SE without biases.
COUNTS = {
    "resnet-18": (11_689_512, 11_778_592, 11_776_552),
    "resnet-34": (21_797_672, 21_958_868, 21_954_856),
    "resnet-50": (25_557_032, 28_088_024, 28_071_976),
    "resnet-101": (44_549_160, 49_326_872, 49_292_328),
    "resnet-152": (60_192_808, 66_821_848, 66_770_984),
    "resnext-50-32x4d": (25_028_904, 27_559_896, None),
    "resnext-101-32x4d": (44_177_704, 48_955_416, None),
    "vgg-16": (138_365_992, None, None),
    "mobilenet-v1": (4_231_976, None, None),
    "inception-resnet-v2": (55_843_464, None, None),
}
RATIOS = {2: 45_699_240, 4: 35_635_688, 8: 30_603_912, 16: 28_088_024, 32: 26_830_080}

TORCHVISION = {
    "resnet-18": resnet.resnet18,
    "resnet-34": resnet.resnet34,
    "resnet-50": resnet.resnet50,
    "resnet-101": resnet.resnet101,
    "resnet-152": resnet.resnet152,
    "resnext-50-32x4d": resnet.resnext50_32x4d,
    "resnext-101-32x4d": lambda num_classes: resnet.ResNet(
        resnet.Bottleneck, [3, 4, 23, 3], num_classes, groups=32, width_per_group=4
    ),
    "vgg-16": vgg.vgg16_bn,
}

RESIDUAL = (inception_resnet.Residual, mobile.Shuffle)

PAPER = {
    "resnet-50-caffe": (3860, 3870),
    "resnet-101-caffe": (7580, 7600),
    "resnet-152-caffe": (11300, 11320),
    "resnext-50-32x4d-caffe": (4240, 4250),
    "resnext-101-32x4d-caffe": (7990, 8000),
    "vgg-16": (15470, 15480),
    "bn-inception": (2030, 2040),
    "inception-resnet-v2": (11750, 11760),
    "mobilenet-v1": (569, 572),
    **{f"shufflenet-v1-g{groups}": (140, 142) for groups in (1, 2, 3, 4, 8)},
}


def parameters(net):
    return sum(parameter.numel() for parameter in net.parameters())


def full(name, block):
    entry, _ = catalogue.CASES[name]
    return entry.make(entry.full, entry.classes, block)


def counts():
    with_bias, without = se.Se(), se.Se(bias=False)
    cases = [(name, *pair) for name, row in COUNTS.items() for pair in zip((None, with_bias, without), row) if pair[1]]
    cases += [("resnet-50", se.Se(ratio=ratio), wanted) for ratio, wanted in RATIOS.items()]
    cases += [("senet-154", with_bias, 115_088_984)]
    for name, block, wanted in cases:
        found = parameters(full(name, block))
        verdict = "as published" if found == wanted else f"BUT {wanted:,} WAS PUBLISHED"
        print(f"{name:20} {found:12,} {verdict}  {f'ratio {block.ratio}, bias {block.bias}' if block else 'plain'}", flush=True)


def compare_with_torchvision():
    for name, make in TORCHVISION.items():
        shape = (3, 224, 224) if name == "vgg-16" else (3, 72, 72)
        ours, theirs = (networks.fill(net) for net in (catalogue.build(name, shape), make(num_classes=10)))
        same = list(ours.state_dict()) == list(theirs.state_dict())
        images = golden.tensor("input", (2, *shape), torch.float64)
        same &= torch.equal(networks.logits(ours, images), networks.logits(theirs, images))
        if name != "vgg-16":
            mine, other = networks.gradients(ours, images), networks.gradients(theirs, images)
            same &= all(torch.equal(mine[key], other[key]) for key in other)
        print(f"{name:25} {'identical' if same else 'DIFFERENT'}", flush=True)


def conditioning(names):
    for name in names or catalogue.CASES:
        entry, _ = catalogue.CASES[name]
        net = networks.fill(catalogue.build(name))
        images = golden.tensor("input", (entry.batch, *entry.golden), torch.float64)
        before = networks.gradients(net, images)
        with torch.no_grad():
            for tensor in (images, *net.parameters()):
                tensor *= 1 + 1e-15 * (2 * torch.rand_like(tensor) - 1)
        after = networks.gradients(net, images)
        greatest = max(gradient.abs().max() for gradient in before.values())
        large = {key: value.abs().max() for key, value in before.items() if value.abs().max() > networks.NOISE * greatest}
        noise = max((value.abs().max() / greatest for key, value in before.items() if key not in large), default=0)
        key, worst = max(((k, (after[k] - before[k]).abs().max() / m) for k, m in large.items()), key=lambda pair: pair[1])
        smallest = min(large.values()) / greatest
        print(f"{name:40} moved {worst:.1e} ({key}), smallest {smallest:.1e}, zeros within {noise:.1e}", flush=True)


def multiply_adds(net, shape):
    """By kind, for one image: "weights" are convolutions and linear layers, "add" the residual additions, a pool its window."""
    found = dict.fromkeys(("weights", "pool", "add", "scale", "squeeze"), 0)

    def hook(module, inputs, output):
        size = output[0].numel()
        if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.Linear)):
            found["weights"] += size * module.weight[0].numel()
        elif isinstance(module, (nn.MaxPool2d, nn.AvgPool2d)):
            found["pool"] += size * module.kernel_size ** 2
        elif isinstance(module, RESIDUAL) and inputs[0].shape[1:] == output.shape[1:] or hasattr(module, "downsample"):
            found["add"] += size
        elif isinstance(module, se.Block):
            found["scale"] += size
            found["squeeze"] += size

    for module in net.modules():
        module.register_forward_hook(hook)
    with torch.no_grad():
        net.eval()(torch.zeros(1, *shape))
    return found


def adds():
    print(f"{'':28} {'paper':>8} weights" + "".join(f"{'+' + kind:>16}" for kind in ("add, scale", "pool", "squeeze")))
    for name, paper in PAPER.items():
        for prefix, wanted in zip(("", "se-"), paper):
            entry, block = catalogue.CASES[prefix + name]
            found = multiply_adds(full(name, block), entry.full)
            totals = [found["weights"] / 1e6]
            for kinds in (("add", "scale"), ("pool",), ("squeeze",)):
                totals.append(totals[-1] + sum(found[kind] for kind in kinds) / 1e6)
            columns = "".join(f"{total:9.1f} {100 * (total / wanted - 1):+5.2f}%" for total in totals)
            print(f"{prefix + name:28} {wanted:8}{columns}", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(os.cpu_count())
    command, *rest = sys.argv[1:]
    commands = {"counts": counts, "torchvision": compare_with_torchvision, "conditioning": conditioning, "adds": adds}
    commands[command](*([rest] if command == "conditioning" else []))
