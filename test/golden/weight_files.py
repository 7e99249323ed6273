"""Writes test/golden/weights/: small files of weights as others write them, and weight_files.json, what they hold.

    python3 test/golden/weight_files.py

typed.safetensors is put together by hand from the format's description. The .pth files are torch.save's, those whose names start
with old_ in its form before 1.6. training*.pth is what a training script may keep beside a network. tiny.pth is a network of one
SE unit a stage, written here on its own with torchvision's names; its logits are kept.
"""

import argparse
import datetime
import enum
import json
import os
import pathlib
import struct
from collections import Counter, OrderedDict, defaultdict

import numpy
import torch
import torch.nn.functional as F

import golden

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "weights")

TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}


def raw(tensor):
    tensor = tensor.contiguous()
    size = tensor.element_size()
    return bytes(tensor.reshape(-1).view(torch.uint8).numpy()) if size > 1 else bytes(tensor.reshape(-1).to(torch.uint8).numpy())


def typed(name):
    values = golden.tensor(f"typed/{name}", (2, 3), torch.float64)
    if TYPES[name] == torch.bool:
        return values > 0
    return values.to(TYPES[name]) if TYPES[name].is_floating_point else (values.abs() * 100).to(TYPES[name])


def safetensors(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, (kind, tensor) in tensors.items():
        chunk = raw(tensor)
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(chunk)]}
        data += chunk
    text = json.dumps(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Gate(torch.nn.Module):
    def __init__(self, channels, ratio):
        super().__init__()
        self.fc1 = torch.nn.Conv2d(channels, channels // ratio, 1)
        self.fc2 = torch.nn.Conv2d(channels // ratio, channels, 1)

    def forward(self, x):
        y = x.mean((2, 3), keepdim=True)
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(y))))


class Unit(torch.nn.Module):
    def __init__(self, inputs, width, stride, ratio):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(width)
        self.conv2 = torch.nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = torch.nn.BatchNorm2d(width)
        self.se = Gate(width, ratio)
        self.downsample = None
        if stride != 1 or inputs != width:
            self.downsample = torch.nn.Sequential(
                torch.nn.Conv2d(inputs, width, 1, stride, bias=False), torch.nn.BatchNorm2d(width)
            )

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.se(self.bn2(self.conv2(y)))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class Tiny(torch.nn.Module):
    """se-resnet-8-cifar, ratio 8."""

    def __init__(self, classes):
        super().__init__()
        self.conv1 = torch.nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(16)
        self.layer1 = torch.nn.Sequential(Unit(16, 16, 1, 8))
        self.layer2 = torch.nn.Sequential(Unit(16, 32, 2, 8))
        self.layer3 = torch.nn.Sequential(Unit(32, 64, 2, 8))
        self.fc = torch.nn.Linear(64, classes)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(x.mean((2, 3)))


def tiny():
    # Half precision keeps the file small; what it holds is exact in single precision.
    net = Tiny(5).eval()
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if tensor.is_floating_point():
                values = golden.tensor(name, tuple(tensor.shape)) * (0.3 if tensor.ndim > 1 else 0.1)
                tensor.copy_((values + (1 if name.endswith(("running_var", "bn1.weight", "bn2.weight")) else 0)).half().float())
    return net


class Mode(enum.Enum):
    TRAIN = "train"


class Settings(dict):
    pass


def training(base):
    net = torch.nn.Linear(6, 4)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    net(base).sum().backward()
    optimizer.step()
    return {
        "epoch": 3,
        "arch": "seresnet50",
        "state_dict": OrderedDict((f"layer{i}.weight", base + i) for i in range(6)),
        "optimizer": optimizer.state_dict(),
        "args": argparse.Namespace(lr=0.1, data=pathlib.PosixPath("data"), mean=(0.5, 0.5), loaded=base, mode=Mode.TRAIN),
        "metric": numpy.float64(77.5),
        "history": numpy.arange(6.0).reshape(2, 3),
        "rng": [numpy.random.RandomState(1).get_state(), torch.zeros(8, dtype=torch.uint8)],
        "when": datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
        "size": base.shape,
        "device": torch.device("cpu"),
        "type": torch.float32,
        "counts": Counter([1, 1, 2]),
        "groups": defaultdict(list, decay=["a"]),
        "settings": Settings(a=1),
        "names": {"a", "b"},
        "frozen": frozenset(["a"]),
        "bytes": b"abc",
        "number": 1 + 2j,
        "torch": torch.torch_version.TorchVersion("1.13.1"),
    }


class Malice:
    def __reduce__(self):
        return os.system, ("true",)


def save(name, value, **options):
    torch.save(value, os.path.join(FOLDER, name), **options)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    kinds = {f"tensor.{name}": (name, typed(name)) for name in TYPES}
    safetensors(os.path.join(FOLDER, "typed.safetensors"), kinds, {"made by": "hand", "umlaut": "\u00e4"})
    save("typed.pth", OrderedDict((name, tensor) for name, (_, tensor) in kinds.items()))
    save("protocol4.pth", {name: tensor for name, (_, tensor) in kinds.items()}, pickle_protocol=4)

    base = golden.tensor("base", (4, 6))
    views = {
        "transposed": base.t(),
        "offset": base[1:3],
        "stepped": base[:, ::2],
        "expanded": base[0, :3].expand(2, 3),
        "scalar": base[2, 3],
        "empty": base[:0],
        "parameter": torch.nn.Parameter(base[3]),
        "channels_last": golden.tensor("image", (2, 3, 2, 2)).contiguous(memory_format=torch.channels_last),
    }
    save("views.pth", views)
    save("state_dict.pth", {"epoch": 3, "best": 0.5, "arch": "x", "flags": [True, None], "state_dict": {"module.w": base}})
    save("model.pth", {"model": OrderedDict(w=base), "args": (1, 2)})
    save("nothing.pth", {"epoch": 3})
    save("malicious.pth", {"w": base, "x": Malice()})
    save("module.pth", torch.nn.Linear(2, 2))
    old = {"_use_new_zipfile_serialization": False}
    save("old_typed.pth", OrderedDict((name, tensor) for name, (_, tensor) in kinds.items()), **old)
    save("old_views.pth", views, **old)
    save("old_protocol4.pth", {"state_dict": views}, pickle_protocol=4, **old)
    save("training.pth", training(base))
    save("training_protocol4.pth", training(base), pickle_protocol=4)
    save("old_training.pth", training(base), **old)

    net = tiny()
    images = golden.tensor("images", (2, 3, 12, 12))
    with torch.no_grad():
        logits = net(images)
    state = OrderedDict(
        (f"module.{name}", tensor.half() if tensor.is_floating_point() else tensor) for name, tensor in net.state_dict().items()
    )
    save("tiny.pth", {"state_dict": state, "epoch": 1})

    cases = {
        "typed": {name: golden.summary(tensor.to(torch.float64)) for name, (_, tensor) in kinds.items()},
        "views": {name: golden.summary(tensor) for name, tensor in views.items()},
        "training": {f"layer{i}.weight": golden.summary(base + i) for i in range(6)},
        "tiny": {"logits": golden.summary(logits)},
    }
    golden.write(os.path.join(FOLDER, "weight_files.json"), cases)


if __name__ == "__main__":
    main()
