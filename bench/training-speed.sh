#!/usr/bin/env bash
# Trains a network on random images in turn with this project, with the same network in plain TorchSharp (as its own examples
# write it, on the same libtorch) and with Debian's PyTorch (an older libtorch), on the same threads, and prints medians of
# images/s and peak memory, and the share of the machine's matrix-product rate that our steps reach; with bfloat16 in mixed
# precision, which plain TorchSharp does not have. training-speed.sh [NETWORK [SIDE [BATCH [ROUNDS [STEPS [single|bfloat16]]]]]],
# default se-resnet-20-cifar 32 128 7 100 single
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
bench() { dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" "$@"; }
ours() { bench random "$network" "$side" "$batch" "$steps" "$precision"; }
plain() { bench plain "$network" "$side" "$batch" "$steps"; }
pytorch() { /usr/bin/python3 bench/training_speed.py "$network" "$side" "$batch" "$steps" "$threads" "$precision"; }
peers=(PyTorch pytorch)
[ "$precision" != single ] || peers=("plain TorchSharp" plain "${peers[@]}")
before=$(bench arithmetic "$network" "$side")
alternate "$rounds" SqueezeExcite ours "${peers[@]}"
after=$(bench arithmetic "$network" "$side")
verdict "$network, batch $batch, 3x${side}x$side, $threads threads, $precision, medians of $rounds rounds of $steps steps"
awk -v speed="$(median images/s "${lines[0]}")" -v a="$(median gflop/s "$before")" -v b="$(median gflop/s "$after")" \
    -v need="$(median gflop-an-image "$before")" 'BEGIN {
    printf "\nOur steps do %.0f GFLOP/s (three times the multiply-adds of a forward pass); ", speed * need
    printf "a product of 2048 x 2048 matrices in single precision %.0f before and %.0f after: %.2f of it\n",
        a, b, speed * need / ((a + b) / 2) }'
