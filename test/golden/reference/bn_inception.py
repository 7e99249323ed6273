"""BN-Inception (1502.03167, figure 5)."""

import torch
import torch.nn as nn

from .resnet import small
from .se import after

# 1x1 | 3x3 reduce, 3x3 | double 3x3 reduce, double 3x3 | pool, its projection. Without 1x1 the stride is 2.
MODULES = {
    "3a": (64, (64, 64), (64, 96), ("average", 32)),
    "3b": (64, (64, 96), (64, 96), ("average", 64)),
    "3c": (0, (128, 160), (64, 96), ("pass", 0)),
    "4a": (224, (64, 96), (96, 128), ("average", 128)),
    "4b": (192, (96, 128), (96, 128), ("average", 128)),
    "4c": (160, (128, 160), (128, 160), ("average", 96)),
    "4d": (96, (128, 192), (160, 192), ("average", 96)),
    "4e": (0, (128, 192), (192, 256), ("pass", 0)),
    "5a": (352, (192, 320), (160, 224), ("average", 128)),
    "5b": (352, (192, 320), (192, 224), ("max", 128)),
}


class ConvBn(nn.Module):
    def __init__(self, channels, out, kernel, stride=1, padding=None, eps=1e-5):
        super().__init__()
        kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        padding = tuple(k // 2 for k in kernel) if padding is None else padding
        self.conv = nn.Conv2d(channels, out, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(out, eps=eps)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.bn(self.conv(x)))


def pool(kind):
    if kind == "average":
        return nn.AvgPool2d(3, 1, 1, count_include_pad=True)
    return nn.MaxPool2d(3, 1, 1) if kind == "max" else nn.MaxPool2d(3, 2, 0, ceil_mode=True)


class Inception(nn.Module):
    def __init__(self, channels, one, three, double, pooled, se):
        super().__init__()
        kind, projected = pooled
        stride = 1 if one else 2
        self.out = one + three[1] + double[1] + (projected or channels)
        if one:
            self.add_module("1x1", ConvBn(channels, one, 1))
        self.add_module("3x3_reduce", ConvBn(channels, three[0], 1))
        self.add_module("3x3", ConvBn(three[0], three[1], 3, stride))
        self.add_module("double3x3_reduce", ConvBn(channels, double[0], 1))
        self.add_module("double3x3_1", ConvBn(double[0], double[1], 3))
        self.add_module("double3x3_2", ConvBn(double[1], double[1], 3, stride))
        self.pool = pool(kind)
        if projected:
            self.pool_proj = ConvBn(channels, projected, 1)
        self.se = after(self.out, se)

    def forward(self, x):
        chains = (
            ("1x1",),
            ("3x3_reduce", "3x3"),
            ("double3x3_reduce", "double3x3_1", "double3x3_2"),
            ("pool", "pool_proj"),
        )
        branches = []
        for chain in chains:
            present = [self._modules[name] for name in chain if name in self._modules]
            if present:
                branches.append(nn.Sequential(*present)(x))
        return self.se(torch.cat(branches, 1))


class BnInception(nn.Module):
    def __init__(self, shape, classes, se):
        super().__init__()
        self.conv1 = ConvBn(shape[0], 64, 3, 1) if small(shape) else ConvBn(shape[0], 64, 7, 2)
        self.pool1 = nn.Identity() if small(shape) else pool("pass")
        self.conv2_reduce = ConvBn(64, 64, 1)
        self.conv2 = ConvBn(64, 192, 3)
        self.pool2 = pool("pass")
        channels = 192
        for name, spec in MODULES.items():
            module = Inception(channels, *spec, se)
            self.add_module(f"inception_{name}", module)
            channels = module.out
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        for module in list(self.children())[:-1]:
            x = module(x)
        return self.fc(torch.flatten(x, 1))
