"""SE-ResNets (arXiv 1709.01507) in PyTorch, the peers of the benchmarks: the CIFAR family (arXiv 1512.03385, section 4.2) and, on
torchvision's, the ImageNet one."""
import torch
import torchvision
from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        hidden = max(1, channels // ratio)
        self.fc1 = nn.Conv2d(channels, hidden, 1)
        self.fc2 = nn.Conv2d(hidden, channels, 1)

    def forward(self, u):
        z = nn.functional.adaptive_avg_pool2d(u, 1)
        return u * torch.sigmoid(self.fc2(torch.relu(self.fc1(z))))


class BasicUnit(nn.Module):
    def __init__(self, inputs, width, stride, ratio):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.se = SqueezeExcitation(width, ratio)
        self.downsample = None
        if stride != 1 or inputs != width:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        y = self.se(self.bn2(self.conv2(y)))
        y += x if self.downsample is None else self.downsample(x)
        return self.relu(y)


class CifarSeResNet(nn.Module):
    def __init__(self, depth, classes, channels=3, ratio=16):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        units, inputs = [], 16
        for stage, width in enumerate((16, 32, 64)):
            for unit in range((depth - 2) // 6):
                units.append(BasicUnit(inputs, width, 2 if stage > 0 and unit == 0 else 1, ratio))
                inputs = width
        self.units = nn.Sequential(*units)
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        x = self.units(torch.relu_(self.bn1(self.conv1(x))))
        return self.fc(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1))


def create(name, classes):
    """The network of one of our names: se-resnet-N or se-resnet-N-cifar."""
    parts = name.split("-")
    depth = int(parts[2])
    if parts[-1] == "cifar":
        return CifarSeResNet(depth, classes)
    network = getattr(torchvision.models, f"resnet{depth}")(num_classes=classes)
    last = "bn3" if depth >= 50 else "bn2"
    for layer in (network.layer1, network.layer2, network.layer3, network.layer4):
        for unit in layer:
            norm = getattr(unit, last)
            setattr(unit, last, nn.Sequential(norm, SqueezeExcitation(norm.num_features, 16)))
    return network
