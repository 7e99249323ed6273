"""Every network by name: how it is made, and the sizes that it is looked at with."""

from dataclasses import dataclass, replace
from typing import Callable

from . import bn_inception, cifar, inception_resnet, mobile, resnet, senet
from .se import Se


@dataclass(frozen=True)
class Entry:
    """make(shape, classes, se); golden and full are (channels, height, width), of the golden case and of the parameter count."""

    make: Callable
    golden: tuple = (3, 72, 72)
    full: tuple = (3, 224, 224)
    batch: int = 3
    classes: int = 1000


def families():
    for depth in resnet.DEPTHS:
        yield f"resnet-{depth}", Entry(lambda *a, d=depth: resnet.resnet_nd(d, *a))
        yield f"resnet-{depth}-caffe", Entry(lambda *a, d=depth: resnet.resnet_nd(d, *a, caffe=True))
    cifar_sizes = {"golden": (3, 32, 32), "full": (3, 32, 32), "classes": 10}
    for depth in (8, 20, 56, 110):
        yield f"resnet-{depth}-cifar", Entry(lambda *a, d=depth: cifar.CifarResNet(d, *a), **cifar_sizes)
    yield "preresnet-164-cifar", Entry(lambda *a: cifar.PreResNet(164, *a), **cifar_sizes)
    for depth in (50, 101):
        yield f"resnext-{depth}-32x4d", Entry(lambda *a, d=depth: resnet.resnext(d, *a))
        yield f"resnext-{depth}-32x4d-caffe", Entry(lambda *a, d=depth: resnet.resnext(d, *a, caffe=True))
    yield "vgg-16", Entry(senet.vgg16)
    # Its pools and strided convolutions agree in size only where the maps before them are even.
    yield "bn-inception", Entry(bn_inception.BnInception, (3, 96, 96))
    yield "inception-resnet-v2", Entry(inception_resnet.InceptionResNetV2, (3, 107, 107), (3, 299, 299))
    for suffix, multiplier in (("", 1.0), ("-0.75", 0.75), ("-0.5", 0.5), ("-0.25", 0.25)):
        yield f"mobilenet-v1{suffix}", Entry(lambda *a, m=multiplier: mobile.MobileNet(m, *a))
    for groups in mobile.SHUFFLE:
        yield f"shufflenet-v1-g{groups}", Entry(lambda *a, g=groups: mobile.ShuffleNet(g, *a))
    for depth in (18, 34, 50):
        yield f"resnet-{depth}-1d", Entry(lambda *a, d=depth: resnet.resnet_1d(d, *a), (1, 1, 200), (1, 1, 500))


def catalogue():
    """name -> (entry, Se or None)."""
    senet_154 = Entry(senet.SeNet154, golden=(3, 80, 80), batch=2)
    result = {}
    for name, entry in families():
        result[name] = (entry, None)
        result["se-" + name] = (entry, Se())
    return result | {"senet-154-plain": (senet_154, None), "senet-154": (senet_154, Se())}


NETWORKS = catalogue()

CIFAR_VARIANTS = {
    "ratio=4": {"ratio": 4},
    "squeeze=max": {"squeeze": "max"},
    "squeeze=none": {"squeeze": "none"},
    "gate=tanh": {"gate": "tanh"},
    "gate=relu": {"gate": "relu"},
    "gate=hardsigmoid": {"gate": "hardsigmoid"},
    "placement=pre": {"placement": "pre"},
    "placement=post": {"placement": "post"},
    "placement=identity": {"placement": "identity"},
    "placement=inside3x3": {"placement": "inside3x3"},
    "stages=allbut4": {"stages": (2, 3, 5)},
    "bias=false": {"bias": False},
    "divisor=8": {"divisor": 8},
}
VARIANTS = [
    *(("se-resnet-20-cifar", variant, change) for variant, change in CIFAR_VARIANTS.items()),
    ("se-resnet-50", "placement=inside3x3", {"placement": "inside3x3"}),
    ("se-resnet-50", "placement=pre", {"placement": "pre"}),
    ("se-mobilenet-v1", "placement=post", {"placement": "post"}),
]
SMALL = ("se-resnet-18", "se-resnet-50-caffe", "se-mobilenet-v1", "se-shufflenet-v1-g3", "se-bn-inception", "senet-154")


def cases():
    """The golden cases: every network, its variants as NAME@VARIANT, and those of a small input as NAME@32."""
    result = dict(NETWORKS)
    for name, variant, change in VARIANTS:
        entry, se = NETWORKS[name]
        result[f"{name}@{variant}"] = (entry, replace(se, **change))
    for name in SMALL:
        entry, se = NETWORKS[name]
        result[f"{name}@32"] = (replace(entry, golden=(3, 32, 32)), se)
    return result


CASES = cases()


def build(name, shape=None, classes=10):
    entry, se = CASES[name]
    return entry.make(shape or entry.golden, classes, se)
