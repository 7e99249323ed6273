"""The ResNets for CIFAR: of basic units (1512.03385, section 4.2) and of pre-activation bottlenecks (1603.05027)."""

import torch
import torch.nn as nn
from torchvision.models.resnet import conv1x1

from .resnet import basic
from .se import Unit

WIDTHS = (16, 32, 64)


class Head(nn.Module):
    def head(self, x):
        return self.fc(torch.flatten(self.avgpool(x), 1))


class CifarResNet(Head):
    def __init__(self, depth, shape, classes, se):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.relu = nn.ReLU(inplace=True)
        channels, unit = 16, basic(se, first=16)
        for layer, width in enumerate(WIDTHS, 1):
            units = nn.Sequential()
            for i in range((depth - 2) // 6):
                stride = 2 if i == 0 and layer > 1 else 1
                units.append(unit(channels, width, stride, projection(channels, width, stride)))
                channels = width
            self.add_module(f"layer{layer}", units)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        return self.head(self.layer3(self.layer2(self.layer1(x))))


def projection(channels, width, stride):
    if stride == 1 and channels == width:
        return None
    return nn.Sequential(conv1x1(channels, width, stride), nn.BatchNorm2d(width))


class PreActivation(Unit):
    """Standard placement only: the block is the last of the branch."""

    def __init__(self, channels, width, stride, se, stage):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, width, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, 4 * width, 1, bias=False)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or channels != 4 * width:
            self.downsample = nn.Sequential(nn.Conv2d(channels, 4 * width, 1, stride, bias=False))
        self.place(se, stage, standard=4 * width)

    def forward(self, x):
        active = self.relu(self.bn1(x))
        shortcut = x if self.downsample is None else self.downsample(active)
        branch = self.conv1(active)
        branch = self.conv2(self.relu(self.bn2(branch)))
        branch = self.conv3(self.relu(self.bn3(branch)))
        return self.gated("standard", branch) + shortcut


class PreResNet(Head):
    def __init__(self, depth, shape, classes, se):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 16, 3, 1, 1, bias=False)
        channels = 16
        for layer, width in enumerate(WIDTHS, 1):
            units = nn.Sequential()
            for i in range((depth - 2) // 9):
                stride = 2 if i == 0 and layer > 1 else 1
                units.append(PreActivation(channels, width, stride, se, layer + 1))
                channels = 4 * width
            self.add_module(f"layer{layer}", units)
        self.bn = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(self.conv1(x))))
        return self.head(self.relu(self.bn(x)))
