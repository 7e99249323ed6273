#!/usr/bin/env bash
# Trains se-resnet-8-cifar (batch 128, 3x32x32) for 2,000 steps and prints the process's memory as it goes; fails where it has grown by more than 2 %
# from step 200 to the end. memory.sh [STEPS]
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

steps=${1:-2000}
set_up
build bench/TrainingSpeed
dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" random se-resnet-8-cifar 32 128 "$steps" 200 | tee artifacts/memory.log
awk '/resident/ { if (!first) first = $4; last = $4 } END {
    printf "memory at step 200: %.1f MiB, at the end: %.1f MiB, ratio %.4f\n", first, last, last / first
    exit last / first > 1.02 }' artifacts/memory.log
