#!/usr/bin/env bash
# Trains se-resnet-8-cifar (batch 128, 3x32x32) for 5,000 steps and prints the process's memory as it goes; fails where the mean of the last tenth is more
# than 2 % above that of the first tenth after the warm-up. memory.sh [STEPS]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

steps=${1:-5000}
set_up
build bench/TrainingSpeed
dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" random se-resnet-8-cifar 32 128 "$steps" single 50 | tee artifacts/memory.log
awk -v steps="$steps" '/resident/ && $2 > 50 {
        if ($2 <= steps / 10) { first += $4; n++ }
        if ($2 > steps * 0.9) { last += $4; m++ }
    }
    END {
        printf "mean of the first tenth: %.1f MiB, of the last: %.1f MiB, ratio %.4f\n", first / n, last / m, (last / m) / (first / n)
        exit (last / m) / (first / n) > 1.02 }' artifacts/memory.log
