"""Golden values: inputs from an integer hash, results kept as a few numbers. The counterpart is test/Shared/GoldenValues.cs.

Element i of the tensor NAME is made from the 64-bit FNV-1a hash h of NAME in UTF-8:
    z = splitmix64(h + i * 0x9E3779B97F4A7C15), all modulo 2^64; value = (z >> 11) * 2^-52 - 1, in [-1, 1)
Of a result are kept: its shape, the greatest magnitude, the Euclidean norm, the projection on the hashed tensor "projection",
and 16 samples, fewer where a file says so (all elements if there are no more), evenly spaced: of K samples of n elements,
sample k is at index k * n // K.
"""

import json
import math

import numpy as np
import torch

MASK = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15


def fnv1a(name):
    h = 0xCBF29CE484222325
    for byte in name.encode("utf-8"):
        h = ((h ^ byte) * 0x100000001B3) & MASK
    return h


def values(name, count):
    with np.errstate(over="ignore"):
        z = np.uint64(fnv1a(name)) + np.arange(count, dtype=np.uint64) * np.uint64(GAMMA)
        z += np.uint64(GAMMA)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0


def tensor(name, shape, dtype=torch.float32):
    return torch.from_numpy(values(name, math.prod(shape)).reshape(shape)).to(dtype)


def summary(result, count=16):
    flat = result.detach().to(torch.float64).contiguous().reshape(-1).numpy()
    n = flat.size
    k = min(n, count)
    return {
        "shape": list(result.shape),
        "max": float(np.abs(flat).max(initial=0.0)),
        "norm": float(np.linalg.norm(flat)),
        "projection": float(flat @ values("projection", n)),
        "samples": [float(flat[i * n // k]) for i in range(k)],
    }


def write(path, cases):
    with open(path, "w") as file:
        lines = (f"{json.dumps(name)}: {json.dumps(case)}" for name, case in sorted(cases.items()))
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
