"""One round of the peer: trains SE-ResNet on random images with PyTorch as it comes. training_speed.py DEPTH SIDE BATCH STEPS THREADS"""
import resource
import sys
import time

import numpy
import torch

from se_resnet import CifarSeResNet

WARM_UP_STEPS = 10

depth, side, batch, steps, threads = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
images = numpy.random.default_rng(1).integers(0, 256, (batch * min(steps, 50), 3, side, side), dtype=numpy.uint8)
labels = torch.arange(len(images)) % 10
network = CifarSeResNet(depth, 10)
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True)
start = 0.0
for step in range(steps):
    if step == WARM_UP_STEPS:
        start = time.perf_counter()
    rows = slice(step % 50 * batch, (step % 50 + 1) * batch)
    x = (torch.from_numpy(images[rows]).float() - 127.5) / 74.0
    optimizer.zero_grad()
    loss = torch.nn.functional.cross_entropy(network(x), labels[rows])
    loss.backward()
    optimizer.step()
    loss.item()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"images/s {(steps - WARM_UP_STEPS) * batch / seconds:.1f}  peak-MiB {peak:.0f}")
