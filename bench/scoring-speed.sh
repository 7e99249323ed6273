#!/usr/bin/env bash
# Scoring against raw ONNX Runtime and against the stock chain, alternating, medians; prints markdown. SE-ResNet-50 at 224 is slow
# on few cores: its images are counted apart. scoring-speed.sh [ROUNDS [IMAGES-AT-32 [IMAGES-AT-224]]]
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

echo "$(machine), load $(cut -d' ' -f1 /proc/loadavg)"
run model se-resnet-20-cifar 32 "$folder/se-resnet-20.zip"
run model se-resnet-50 224 "$folder/se-resnet-50.zip"
run model resnet-50 224 "$folder/resnet-50.zip"

run transform "$folder/se-resnet-20.zip" "$small" "$rounds"
run transform "$folder/se-resnet-50.zip" "$large" "$rounds"
# From JPEGs of ImageNet's usual size, and from photographs of a telephone, where decoding is most of the work at 224 pixels too.
run folder "$folder/se-resnet-20.zip" "$small" 500 375 "$rounds"
run folder "$folder/se-resnet-50.zip" "$large" 500 375 "$rounds"
run folder "$folder/se-resnet-50.zip" "$((large / 4))" 4032 3024 "$rounds"

run cost "$folder/resnet-50.zip" "$folder/se-resnet-50.zip" "$rounds"
