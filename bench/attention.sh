#!/usr/bin/env bash
# What the Squeeze-and-Excitation block brings: one recipe with it and without, several seeds each, on Fashion-MNIST. Prints the
# accuracy on the test images of every run, and mean and standard deviation. A run has one thread, and there are as many at once
# as processors. attention.sh [RECIPE [NETWORK [SEEDS [OPTION...]]]], default quick resnet-8-cifar 3
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

recipe=${1:-quick} network=${2:-resnet-8-cifar} seeds=${3:-3}
options=("${@:4}")
set_up
install_debian dataset-fashion-mnist
build src/SeTrainerHost
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

train() {
    dotnet "$1/se-trainer.dll" train --data fashion-mnist --recipe "$2" --architecture "$3" --seed "$4" --threads 1 \
        --output "$5/$3-$4" "${@:6}" 2>"$5/$3-$4.log" >&2 ||
        { tail -3 "$5/$3-$4.log" >&2; return 1; }
}
export -f train
for seed in $(seq "$seeds"); do
    for name in "$network" "se-$network"; do
        printf '%s\0' "$(output_of SeTrainerHost)" "$recipe" "$name" "$seed" "$folder" "${options[@]}"
    done
done | xargs -0 -n $((5 + ${#options[@]})) -P "$(nproc)" bash -c 'train "$@"' train

echo "Fashion-MNIST, recipe $recipe ${options[*]}, accuracy on the test images, seeds 1 to $seeds"
for name in "$network" "se-$network"; do
    for seed in $(seq "$seeds"); do
        sed -n 's/^  "microAccuracy": \([0-9.]*\).*/\1/p' "$folder/$name-$seed/metrics.json"
    done | awk -v name="$name" '{ v[NR] = $1; sum += $1; all = all " " $1 }
        END {
            mean = sum / NR
            for (i in v) square += (v[i] - mean) ^ 2
            printf "%-20s mean %.4f  deviation %.4f  of%s\n", name, mean, sqrt(square / (NR - 1)), all
        }'
done
