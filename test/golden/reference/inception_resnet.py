"""Inception-ResNet-v2 (1602.07261, figure 15) with the widths and names of TF-slim's form."""

import torch
import torch.nn as nn

from .bn_inception import ConvBn
from .se import after


def unit(channels, out, kernel, stride=1, padding=None):
    return ConvBn(channels, out, kernel, stride, padding, eps=1e-3)


def chain(channels, *specs):
    """A sequence of units, each of (width, kernel, stride, padding), the last two optional."""
    units = nn.Sequential()
    for width, *rest in specs:
        units.append(unit(channels, width, *rest))
        channels = width
    return units


class Branches(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        for i, branch in enumerate(branches):
            self.add_module(f"branch{i}", branch)

    def forward(self, x):
        return torch.cat([branch(x) for name, branch in self.named_children() if name.startswith("branch")], 1)


class Residual(Branches):
    def __init__(self, channels, width, branches, scale, se, relu=True):
        super().__init__(*branches)
        self.conv2d = nn.Conv2d(width, channels, 1)
        self.se = after(channels, se)
        self.scale = scale
        self.relu = nn.ReLU() if relu else nn.Identity()

    def forward(self, x):
        return self.relu(x + self.scale * self.se(self.conv2d(super().forward(x))))


def block35(se):
    branches = (unit(320, 32, 1), chain(320, (32, 1), (32, 3)), chain(320, (32, 1), (48, 3), (64, 3)))
    return Residual(320, 128, branches, 0.17, se)


def block17(se):
    branches = (unit(1088, 192, 1), chain(1088, (128, 1), (160, (1, 7)), (192, (7, 1))))
    return Residual(1088, 384, branches, 0.10, se)


def block8(se, scale=0.20, relu=True):
    branches = (unit(2080, 192, 1), chain(2080, (192, 1), (224, (1, 3)), (256, (3, 1))))
    return Residual(2080, 448, branches, scale, se, relu)


def mixed_5b():
    pooled = nn.Sequential(nn.AvgPool2d(3, 1, 1, count_include_pad=False), unit(192, 64, 1))
    branches = (unit(192, 96, 1), chain(192, (48, 1), (64, 5)), chain(192, (64, 1), (96, 3), (96, 3)), pooled)
    return Branches(*branches)


def mixed_6a():
    return Branches(unit(320, 384, 3, 2, 0), chain(320, (256, 1), (256, 3), (384, 3, 2, 0)), nn.MaxPool2d(3, 2))


def mixed_7a():
    return Branches(
        chain(1088, (256, 1), (384, 3, 2, 0)),
        chain(1088, (256, 1), (288, 3, 2, 0)),
        chain(1088, (256, 1), (288, 3), (320, 3, 2, 0)),
        nn.MaxPool2d(3, 2),
    )


class InceptionResNetV2(nn.Module):
    def __init__(self, shape, classes, se):
        super().__init__()
        self.conv2d_1a = unit(shape[0], 32, 3, 2, 0)
        self.conv2d_2a = unit(32, 32, 3, 1, 0)
        self.conv2d_2b = unit(32, 64, 3)
        self.maxpool_3a = nn.MaxPool2d(3, 2)
        self.conv2d_3b = unit(64, 80, 1)
        self.conv2d_4a = unit(80, 192, 3, 1, 0)
        self.maxpool_5a = nn.MaxPool2d(3, 2)
        self.mixed_5b = mixed_5b()
        self.repeat = nn.Sequential(*(block35(se) for _ in range(10)))
        self.mixed_6a = mixed_6a()
        self.repeat_1 = nn.Sequential(*(block17(se) for _ in range(20)))
        self.mixed_7a = mixed_7a()
        self.repeat_2 = nn.Sequential(*(block8(se) for _ in range(9)))
        self.block8 = block8(se, scale=1.0, relu=False)
        self.conv2d_7b = unit(2080, 1536, 1)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(0.2)
        self.classif = nn.Linear(1536, classes)

    def forward(self, x):
        for module in list(self.children())[:-1]:
            x = module(x)
        return self.classif(torch.flatten(x, 1))
