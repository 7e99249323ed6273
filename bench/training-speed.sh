#!/usr/bin/env bash
# Trains a network on random images alternately with this project and with PyTorch on the same threads, and prints images/s of both, the ratio of the
# medians, and the peak memory of both; with bfloat16 both in mixed precision.
# training-speed.sh [NETWORK [SIDE [BATCH [ROUNDS [STEPS [single|bfloat16]]]]]], default se-resnet-20-cifar 32 128 7 100 single
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh
. bench/alternate.sh

network=${1:-se-resnet-20-cifar} side=${2:-32} batch=${3:-128} rounds=${4:-7} steps=${5:-100} precision=${6:-single}
threads=$(nproc)
set_up
install_debian python3-torch python3-torchvision python3-numpy libopenblas0-pthread
build bench/TrainingSpeed

export OMP_NUM_THREADS=$threads
ours() { dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" random "$network" "$side" "$batch" "$steps" "$precision"; }
peer() { /usr/bin/python3 bench/training_speed.py "$network" "$side" "$batch" "$steps" "$threads" "$precision"; }
alternate "$rounds" ours peer
verdict "$network, batch $batch, 3x${side}x$side, $threads threads, $precision, medians of $rounds rounds of $steps steps"
