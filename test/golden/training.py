"""Writes training.json: PyTorch's learning rates, step by step, and its cross entropy.

    python3 test/golden/training.py
"""

import json
import os

import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler as L

import golden

STEPS = 40
ACCURACIES = [0.5, 0.6, 0.6, 0.59, 0.60001, 0.7, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9]
LOSSES = [2, 1.5, 1.49999, 1.6, 1.5, 1.4, 1.4, 1.4, 1.4, 1.3, 1.31, 1.31, 1.31, 1.31, 1.31, 1.31, 1.31, 1.2, 1.2, 1.1]


def rates(make, metrics=None):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 0.2)
    scheduler = make(optimizer)
    seen = []
    for step in range(STEPS if metrics is None else len(metrics)):
        seen.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(*([] if metrics is None else [metrics[step]]))
    return seen


def cross_entropy():
    logits = golden.tensor("training/logits", (6, 5), torch.float64) * 3
    labels = torch.tensor([0, 4, 2, 2, 1, 3])
    partners = labels.flip(0)
    weights = torch.tensor([0.5, 1.0, 2.0, 0.25, 3.0], dtype=torch.float64)
    mixed = 0.7 * F.one_hot(labels, 5) + 0.3 * F.one_hot(partners, 5)
    return {
        "plain": F.cross_entropy(logits, labels).item(),
        "smooth": F.cross_entropy(logits, labels, label_smoothing=0.1).item(),
        "weighted": F.cross_entropy(logits, labels, weights).item(),
        "weighted_smooth": F.cross_entropy(logits, labels, weights, label_smoothing=0.1).item(),
        "mixed": (0.7 * F.cross_entropy(logits, labels) + 0.3 * F.cross_entropy(logits, partners)).item(),
        "mixed_smooth": F.cross_entropy(logits, mixed, label_smoothing=0.1).item(),
        "mixed_weighted": F.cross_entropy(logits, mixed, weights).item(),
    }


if __name__ == "__main__":
    cases = {
        "step": rates(lambda o: L.StepLR(o, 12, 0.3)),
        "multi_step": rates(lambda o: L.MultiStepLR(o, [8, 24, 32], 0.5)),
        "cosine": rates(lambda o: L.CosineAnnealingLR(o, STEPS)),
        "one_cycle": rates(lambda o: L.OneCycleLR(o, 0.2, STEPS)),
        "one_cycle_half": rates(lambda o: L.OneCycleLR(o, 0.2, STEPS, pct_start=0.5)),
        "plateau_accuracy": rates(lambda o: L.ReduceLROnPlateau(o, "max", 0.1, 2), ACCURACIES),
        "plateau_loss": rates(lambda o: L.ReduceLROnPlateau(o, "min", 0.5, 1), LOSSES),
        "cross_entropy": cross_entropy(),
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json"), "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items()) + "\n}\n")
