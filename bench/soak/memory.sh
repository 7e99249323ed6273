#!/usr/bin/env bash
# Trains se-resnet-8-cifar (batch 128, 3x32x32) for 5,000 steps and prints the process's memory as it goes. glibc's heap finds its
# size in the first thousand steps; after that nothing may grow: fails where the mean of the last tenth is more than 1 % above
# that of the tenth in the middle. memory.sh [STEPS]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

steps=${1:-5000}
set_up
build bench/TrainingSpeed
dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" random se-resnet-8-cifar 32 128 "$steps" single 50 \
    | tee artifacts/memory.log
awk -v steps="$steps" '/resident/ && $2 > 50 {
        if ($2 <= steps / 10) { first += $4; n++ }
        if ($2 > steps * 0.45 && $2 <= steps * 0.55) { middle += $4; k++ }
        if ($2 > steps * 0.9) { last += $4; m++ }
    }
    END {
        printf "mean of the first tenth: %.1f MiB, of the one in the middle: %.1f MiB, ", first / n, middle / k
        printf "of the last: %.1f MiB; the last to the middle one: %.4f\n", \
            last / m, (last / m) / (middle / k)
        exit (last / m) / (middle / k) > 1.01 }' artifacts/memory.log
