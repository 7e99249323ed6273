#!/usr/bin/env bash
# Trains SE-ResNet-20 (batch 128, 3x32x32) alternately with this project and with PyTorch on the same threads, and prints images/s of both, the
# ratio of the medians, and the peak memory of both. training-speed.sh [ROUNDS [STEPS]]
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

rounds=${1:-7}
steps=${2:-100}
threads=$(nproc)
set_up
install_debian python3-torch python3-numpy libopenblas0-pthread
build bench/TrainingSpeed

export OMP_NUM_THREADS=$threads
ours=() peers=()
for round in $(seq "$rounds"); do
    line=$(dotnet "$(output_of TrainingSpeed)/TrainingSpeed.dll" se-resnet-20-cifar 32 128 "$steps")
    echo "round $round  SqueezeExcite  $line"
    ours+=("$line")
    line=$(/usr/bin/python3 bench/training_speed.py 20 32 128 "$steps" "$threads")
    echo "round $round  PyTorch        $line"
    peers+=("$line")
done

median() { printf '%s\n' "$@" | sed -n "s/.*$field \([0-9.]*\).*/\1/p" | sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
field=images.s a=$(median "${ours[@]}")
field=images.s b=$(median "${peers[@]}")
field=peak-MiB c=$(median "${ours[@]}")
field=peak-MiB d=$(median "${peers[@]}")
awk -v a="$a" -v b="$b" -v c="$c" -v d="$d" -v n="$rounds" -v t="$threads" 'BEGIN {
    printf "SE-ResNet-20, batch 128, 3x32x32, %d threads, medians of %d rounds\n", t, n
    printf "images/s       SqueezeExcite %.1f  PyTorch %.1f  ratio %.3f\n", a, b, a / b
    printf "peak memory    SqueezeExcite %.0f MiB  PyTorch %.0f MiB  ratio %.3f\n", c, d, c / d }'
