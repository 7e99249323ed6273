"""MobileNet v1 (1704.04861, table 1) and ShuffleNet v1 (1707.01083, table 1)."""

import torch
import torch.nn as nn

from .resnet import small
from .se import Unit

MOBILE = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *((512, 1),) * 5, (1024, 2), (1024, 1))
SHUFFLE = {1: 144, 2: 200, 3: 240, 4: 272, 8: 384}


class Separable(Unit):
    def __init__(self, channels, out, stride, se):
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 3, stride, 1, groups=channels, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.pointwise = nn.Conv2d(channels, out, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.relu6 = nn.ReLU6()
        self.place(se, 2, standard=out, post=out)

    def forward(self, x):
        x = self.relu6(self.bn1(self.depthwise(x)))
        x = self.gated("standard", self.bn2(self.pointwise(x)))
        return self.gated("post", self.relu6(x))


class MobileNet(nn.Module):
    def __init__(self, multiplier, shape, classes, se):
        super().__init__()
        channels = int(32 * multiplier)
        self.conv1 = nn.Conv2d(shape[0], channels, 3, 1 if small(shape) else 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.relu6 = nn.ReLU6()
        self.units = nn.Sequential()
        for width, stride in MOBILE:
            self.units.append(Separable(channels, int(width * multiplier), stride, se))
            channels = int(width * multiplier)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.units(self.relu6(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


class Shuffle(Unit):
    def __init__(self, channels, out, groups, first, reduce_groups, se):
        super().__init__()
        made = out - channels if first else out
        self.groups = groups
        self.gconv1 = nn.Conv2d(channels, out // 4, 1, groups=reduce_groups, bias=False)
        self.bn1 = nn.BatchNorm2d(out // 4)
        self.depthwise = nn.Conv2d(out // 4, out // 4, 3, 2 if first else 1, 1, groups=out // 4, bias=False)
        self.bn2 = nn.BatchNorm2d(out // 4)
        self.gconv2 = nn.Conv2d(out // 4, made, 1, groups=groups, bias=False)
        self.bn3 = nn.BatchNorm2d(made)
        self.relu = nn.ReLU()
        self.shortcut = nn.AvgPool2d(3, 2, 1, count_include_pad=True) if first else None
        self.place(se, 2, standard=made)

    def shuffle(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, self.groups, c // self.groups, h, w).transpose(1, 2).reshape(n, c, h, w)

    def forward(self, x):
        branch = self.shuffle(self.relu(self.bn1(self.gconv1(x))))
        branch = self.bn3(self.gconv2(self.bn2(self.depthwise(branch))))
        branch = self.gated("standard", branch)
        return self.relu(torch.cat((self.shortcut(x), branch), 1) if self.shortcut else x + branch)


class ShuffleNet(nn.Module):
    def __init__(self, groups, shape, classes, se):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 24, 3, 1 if small(shape) else 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(24)
        self.relu = nn.ReLU()
        self.maxpool = nn.Identity() if small(shape) else nn.MaxPool2d(3, 2, 1)
        channels = 24
        for stage, units in ((2, 4), (3, 8), (4, 4)):
            width = SHUFFLE[groups] << (stage - 2)
            sequence = nn.Sequential()
            for i in range(units):
                reduce_groups = 1 if stage == 2 and i == 0 else groups
                sequence.append(Shuffle(channels, width, groups, i == 0, reduce_groups, se))
                channels = width
            self.add_module(f"stage{stage}", sequence)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.stage4(self.stage3(self.stage2(x)))
        return self.fc(torch.flatten(self.avgpool(x), 1))
