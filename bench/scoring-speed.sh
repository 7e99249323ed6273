#!/usr/bin/env bash
# Scoring against raw ONNX Runtime and against the stock chain, alternating, medians; prints markdown. SE-ResNet-50 at 224 is slow on few cores: its
# images are counted apart. scoring-speed.sh [ROUNDS [IMAGES-AT-32 [IMAGES-AT-224]]]
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

rounds=${1:-5}
small=${2:-2000}
large=${3:-200}
set_up
build bench/Scoring
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
run() { dotnet "$(output_of Scoring)/ScoringBench.dll" "$@"; }

echo "$(nproc) cores of $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), load $(cut -d' ' -f1 /proc/loadavg)"
run model se-resnet-20-cifar 32 "$folder/se-resnet-20.zip"
run model se-resnet-18 224 "$folder/se-resnet-18.zip"
run model se-resnet-50 224 "$folder/se-resnet-50.zip"
run model resnet-50 224 "$folder/resnet-50.zip"

run transform "$folder/se-resnet-20.zip" "$small" "$rounds"
run transform "$folder/se-resnet-50.zip" "$large" "$rounds"
run folder "$folder/se-resnet-20.zip" "$small" "$rounds"
run folder "$folder/se-resnet-50.zip" "$large" "$rounds"

# Each start is a process of its own.
ways=(raw raw-zip ours ours-compressed predictor stock)
run cold prepare "$folder/se-resnet-18.zip"
for round in $(seq $((rounds + 2))); do
    for way in "${ways[@]}"; do
        run cold "$way" "$folder/se-resnet-18.zip" >>"$folder/cold-$way"
    done
done
median() { sort -n "$folder/cold-$1" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }
names=("raw ONNX Runtime, .onnx file" "raw ONNX Runtime, ONNX unpacked from ML.NET's zip" "LoadSeNet of SaveSeNet's zip, Transform"
    "LoadSeNet of ML.NET's zip, Transform" "SeNetPredictor of SaveSeNet's zip" "stock Load of ML.NET's zip, Transform")
printf '\nSE-ResNet-18, 224, from the start to the first score, %d rounds\n\n| | ms | against the first |\n|---|---|---|\n' $((rounds + 2))
for i in "${!ways[@]}"; do
    awk -v name="${names[$i]}" -v a="$(median "${ways[$i]}")" -v b="$(median raw)" 'BEGIN { printf "| %s | %.0f | %.2f |\n", name, a, a / b }'
done

run cost "$folder/resnet-50.zip" "$folder/se-resnet-50.zip" "$rounds"
