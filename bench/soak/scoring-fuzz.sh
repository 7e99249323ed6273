#!/usr/bin/env bash
# Long runs of scoring: mutated images and model zips, each of which must give a result or a clear error, and many predictions,
# which must keep memory and file descriptors flat. scoring-fuzz.sh [IMAGES [ZIPS [PREDICTIONS [SEED]]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

images=${1:-20000}
zips=${2:-2000}
predictions=${3:-10000}
seed=${4:-1}
set_up
build bench/Scoring
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
run() { dotnet "$(output_of Scoring)/ScoringBench.dll" "$@"; }

run model se-resnet-8-cifar 32 "$folder/model.zip"
run fuzz-images "$images" "$seed"
run fuzz-models "$folder/model.zip" "$zips" "$seed"
run soak "$folder/model.zip" "$predictions"
