"""SENet-154 (1709.01507, appendix) and VGG-16 with batch norm (1409.1556; torchvision's layers)."""

import torch
import torch.nn as nn
from torchvision.models import vgg

from .resnet import Residual, small
from .se import Block


class SeNetUnit(Residual):
    def __init__(self, channels, planes, stride, se, stage):
        super().__init__()
        out = 4 * planes
        self.conv1 = nn.Conv2d(channels, 2 * planes, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(2 * planes)
        self.conv2 = nn.Conv2d(2 * planes, out, 3, stride, 1, groups=64, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.conv3 = nn.Conv2d(out, out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if channels != out:
            kernel = 1 if stage == 2 else 3
            shortcut = nn.Conv2d(channels, out, kernel, stride, kernel // 2, bias=False)
            self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(out))
        self.place(se, stage, standard=out)

    def branch(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        return self.bn3(self.conv3(x))


class SeNet154(nn.Module):
    def __init__(self, shape, classes, se):
        super().__init__()
        self.conv1 = nn.Conv2d(shape[0], 64, 3, 1 if small(shape) else 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.conv2 = nn.Conv2d(64, 64, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(64)
        self.conv3 = nn.Conv2d(64, 128, 3, 1, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(128)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.Identity() if small(shape) else nn.MaxPool2d(3, 2, 0, ceil_mode=True)
        channels = 128
        for layer, (units, planes) in enumerate(((3, 64), (8, 128), (36, 256), (3, 512)), 1):
            sequence = nn.Sequential()
            for i in range(units):
                stride = 2 if i == 0 and layer > 1 else 1
                sequence.append(SeNetUnit(channels, planes, stride, se, layer + 1))
                channels = 4 * planes
            self.add_module(f"layer{layer}", sequence)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(channels, classes)

    def forward(self, x):
        for i in ("1", "2", "3"):
            x = self.relu(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(self.maxpool(x)))))
        return self.fc(self.dropout(torch.flatten(self.avgpool(x), 1)))


class GatedReLU(nn.Module):
    def __init__(self, channels, se):
        super().__init__()
        self.relu = nn.ReLU()
        self.se = Block(channels, se)

    def forward(self, x):
        return self.se(self.relu(x))


def vgg16(shape, classes, se):
    """The classifier takes the last feature map as it is."""
    net = vgg.VGG(vgg.make_layers(vgg.cfgs["D"], batch_norm=True), classes, init_weights=False)
    if se:
        for i, layer in enumerate(net.features):
            if isinstance(layer, nn.ReLU):
                net.features[i] = GatedReLU(net.features[i - 1].num_features, se)
    if shape[0] != 3:
        net.features[0] = nn.Conv2d(shape[0], 64, 3, padding=1)
    net.avgpool = nn.Identity()
    net.classifier[0] = nn.Linear(512 * (shape[1] // 32) * (shape[2] // 32), 4096)
    return net
