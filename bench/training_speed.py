"""One round of the peer: trains an SE-ResNet on random images with PyTorch as it comes.
training_speed.py NETWORK SIDE BATCH STEPS THREADS single|bfloat16"""
import resource
import sys
import time

import numpy
import torch

import se_resnet

WARM_UP_STEPS = 10
IMAGES_PER_EPOCH = 50

name = sys.argv[1]
side, batch, steps, threads = map(int, sys.argv[2:6])
mixed = sys.argv[6] == "bfloat16"
torch.set_num_threads(threads)
torch.manual_seed(1)
images = numpy.random.default_rng(1).integers(0, 256, (batch * min(steps, IMAGES_PER_EPOCH), 3, side, side), dtype=numpy.uint8)
labels = torch.arange(len(images)) % 10
network = se_resnet.create(name, 10)
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True)
start = 0.0
for step in range(steps):
    if step == WARM_UP_STEPS:
        start = time.perf_counter()
    rows = slice(step % IMAGES_PER_EPOCH * batch, (step % IMAGES_PER_EPOCH + 1) * batch)
    x = (torch.from_numpy(images[rows]).float() - 127.5) / 74.0
    optimizer.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=mixed):
        loss = torch.nn.functional.cross_entropy(network(x), labels[rows])
    loss.backward()
    optimizer.step()
    loss.item()
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"images/s {(steps - WARM_UP_STEPS) * batch / seconds:.1f}  peak-MiB {peak:.0f}")
