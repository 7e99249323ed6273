#!/usr/bin/env bash
# Long runs of what reads files: images of every format cut off at every tenth, which must be refused; mutated images, model zips
# and files of weights, each of which must give a result or a clear error; and many predictions, which must keep memory and file
# descriptors flat. scoring-fuzz.sh [IMAGES [ZIPS [PREDICTIONS [WEIGHTS [SEED]]]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

images=${1:-20000}
zips=${2:-2000}
predictions=${3:-10000}
weights=${4:-2000}
seed=${5:-1}
set_up
build bench/Scoring
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
run() { dotnet "$(output_of Scoring)/ScoringBench.dll" "$@"; }

run model se-resnet-8-cifar 32 "$folder/model.zip"
run truncated "$folder/model.zip"
run fuzz-images "$images" "$seed"
run fuzz-models "$folder/model.zip" "$zips" "$seed"
run fuzz-weights test/golden/weights "$weights" "$seed"
run soak "$folder/model.zip" "$predictions"
