"""ResNet and ResNeXt (1512.03385, 1611.05431): torchvision's with the block added; the authors' form; with one dimension."""

import torch.nn as nn
from torchvision.models import resnet

from .se import Unit

DEPTHS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}


class Residual(Unit):
    def forward(self, x):
        branch = self.gated("standard", self.branch(self.gated("pre", x)))
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.gated("post", self.relu(branch + self.gated("identity", shortcut)))


def basic(se, first=64):
    class Basic(Residual, resnet.BasicBlock):
        def __init__(self, inplanes, planes, *args, **options):
            super().__init__(inplanes, planes, *args, **options)
            stage = 2 + (planes // first).bit_length() - 1
            self.place(se, stage, standard=planes, pre=inplanes, post=planes, identity=planes, inside3x3=planes)

        def branch(self, x):
            x = self.gated("inside3x3", self.relu(self.bn1(self.conv1(x))))
            return self.bn2(self.conv2(x))

    return Basic


def bottleneck(se, stride_first=False):
    class Bottleneck(Residual, resnet.Bottleneck):
        def __init__(self, inplanes, planes, stride=1, *args, **options):
            super().__init__(inplanes, planes, stride, *args, **options)
            if stride_first:
                self.conv1.stride, self.conv2.stride = self.conv2.stride, self.conv1.stride
            width, out = self.conv3.in_channels, self.conv3.out_channels
            stage = 2 + (planes // 64).bit_length() - 1
            self.place(se, stage, standard=out, pre=inplanes, post=out, identity=out, inside3x3=width)

        def branch(self, x):
            x = self.relu(self.bn1(self.conv1(x)))
            x = self.gated("inside3x3", self.relu(self.bn2(self.conv2(x))))
            return self.bn3(self.conv3(x))

    return Bottleneck


def small(shape):
    return max(shape[1:]) <= 64


def network(block, depths, shape, classes, caffe, **options):
    net = resnet.ResNet(block, depths, classes, **options)
    if small(shape):
        net.conv1 = nn.Conv2d(shape[0], 64, 3, 1, 1, bias=False)
        net.maxpool = nn.Identity()
        return net
    if shape[0] != 3:
        net.conv1 = nn.Conv2d(shape[0], 64, 7, 2, 3, bias=False)
    if caffe:
        net.maxpool = nn.MaxPool2d(3, 2, 0, ceil_mode=True)
    return net


def resnet_nd(depth, shape, classes, se, caffe=False):
    block = bottleneck(se, stride_first=caffe) if depth >= 50 else basic(se)
    return network(block, DEPTHS[depth], shape, classes, caffe)


def resnext(depth, shape, classes, se, caffe=False):
    return network(bottleneck(se), DEPTHS[depth], shape, classes, caffe, groups=32, width_per_group=4)


def resnet_1d(depth, shape, classes, se):
    """Of input (C,1,L). Each two-dimensional operation is replaced by the one-dimensional one of the same size."""
    net = one_dimensional(resnet_nd(depth, shape, classes, se))
    net.register_forward_pre_hook(lambda _, inputs: inputs[0].squeeze(2))
    return net


def one_dimensional(module):
    for name, child in module.named_children():
        setattr(module, name, one_dimensional(child))
    if isinstance(module, nn.Conv2d):
        sizes = (module.kernel_size[0], module.stride[0], module.padding[0], 1, module.groups)
        return nn.Conv1d(module.in_channels, module.out_channels, *sizes, module.bias is not None)
    if isinstance(module, nn.BatchNorm2d):
        return nn.BatchNorm1d(module.num_features)
    if isinstance(module, nn.MaxPool2d):
        return nn.MaxPool1d(module.kernel_size, module.stride, module.padding)
    if isinstance(module, nn.AdaptiveAvgPool2d):
        return nn.AdaptiveAvgPool1d(1)
    return module
