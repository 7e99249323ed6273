"""One round of the peer, end to end: trains on a folder of class folders with PyTorch, torchvision's transforms and two workers.
folder_speed.py NETWORK DIR SIDE BATCH EPOCHS THREADS"""
import multiprocessing
import resource
import sys
import time

import torch
from torchvision import datasets, transforms

import se_resnet

name, folder = sys.argv[1:3]
side, batch, epochs, threads = map(int, sys.argv[3:])
torch.set_num_threads(threads)
torch.manual_seed(1)
start = time.perf_counter()
images = datasets.ImageFolder(
    folder,
    transforms.Compose([
        transforms.RandomResizedCrop(side),
        transforms.RandomHorizontalFlip(),
        transforms.ToTensor(),
        transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    ]),
)
loader = torch.utils.data.DataLoader(images, batch, shuffle=True, num_workers=2, persistent_workers=True)
network = se_resnet.create(name, len(images.classes))
optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4, nesterov=True)
for _ in range(epochs):
    for x, labels in loader:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(x), labels)
        loss.backward()
        optimizer.step()
        loss.item()
seconds = time.perf_counter() - start
# The workers have no counterpart in a process that decodes on threads: what they hold for themselves alone counts.
workers = 0
for worker in multiprocessing.active_children():
    with open(f"/proc/{worker.pid}/smaps_rollup") as rollup:
        workers += sum(int(line.split()[1]) for line in rollup if line.startswith("Private_"))
peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + workers) / 1024
print(f"images/s {len(images) * epochs / seconds:.1f}  peak-MiB {peak:.0f}")
