"""The Squeeze-and-Excitation block (arXiv 1709.01507, section 3; its variants: section 6) and where it stands."""

from dataclasses import dataclass

import torch.nn as nn

SQUEEZE = {
    "average": lambda x: x.mean(tuple(range(2, x.dim())), keepdim=True),
    "max": lambda x: x.amax(tuple(range(2, x.dim())), keepdim=True),
    "none": lambda x: x,
}
GATE = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU, "hardsigmoid": nn.Hardsigmoid}


@dataclass(frozen=True)
class Se:
    """What of the block can be chosen."""

    ratio: int = 16
    squeeze: str = "average"
    gate: str = "sigmoid"
    placement: str = "standard"
    stages: tuple = (2, 3, 4, 5)
    bias: bool = True
    divisor: int = 0

    def hidden(self, channels):
        if self.divisor == 0:
            return max(1, channels // self.ratio)
        return max(self.divisor, int(channels / self.ratio + self.divisor / 2) // self.divisor * self.divisor)


class Block(nn.Module):
    def __init__(self, channels, se):
        super().__init__()
        hidden = se.hidden(channels)
        self.squeeze = SQUEEZE[se.squeeze]
        self.fc1 = nn.Conv2d(channels, hidden, 1, bias=se.bias)
        self.relu = nn.ReLU()
        self.fc2 = nn.Conv2d(hidden, channels, 1, bias=se.bias)
        self.gate = GATE[se.gate]()

    def forward(self, x):
        return x * self.gate(self.fc2(self.relu(self.fc1(self.squeeze(x)))))


class Unit(nn.Module):
    """A part of a network that has at most one block, which stands in one of several places."""

    def place(self, se, stage, **channels):
        """The channels are those of each place where the block may stand."""
        self.placement = se.placement if se and stage in se.stages else None
        if self.placement:
            self.se = Block(channels[self.placement], se)

    def gated(self, placement, x):
        return self.se(x) if self.placement == placement else x


def after(channels, se):
    """The block, or nothing."""
    return Block(channels, se) if se else nn.Identity()
