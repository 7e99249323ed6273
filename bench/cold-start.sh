#!/usr/bin/env bash
# From the start of a program's work to the first score of SE-ResNet-18 at 224, each start a process of its own, alternating,
# medians; prints markdown. Once as `dotnet build` makes the program, and once as a service is deployed: published with
# ReadyToRun, compiled ahead. cold-start.sh [ROUNDS], default 9
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

rounds=${1:-9}
ways=(raw raw-zip ours ours-pipeline ours-compressed predictor stock)
names=("raw ONNX Runtime, .onnx file" "raw ONNX Runtime, ONNX unpacked from ML.NET's zip"
    "LoadSeNet of SaveSeNet's zip, Transform"
    "LoadSeNet of a pipeline's (MapValueToKey before), Transform" "LoadSeNet of ML.NET's zip, Transform"
    "SeNetPredictor of SaveSeNet's zip" "stock Load of ML.NET's zip, Transform")
set_up
build bench/Scoring
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
built=$(output_of Scoring)
say "publishing bench/Scoring with ReadyToRun"
dotnet publish bench/Scoring -c Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
    -o "$folder/published" -v q --nologo >artifacts/build.log 2>&1 ||
    { tail -n 5 artifacts/build.log >&2; fail "the program could not be published, see artifacts/build.log"; }

dotnet "$built/ScoringBench.dll" model se-resnet-18 224 "$folder/model.zip"
dotnet "$built/ScoringBench.dll" cold prepare "$folder/model.zip"
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

# measure NAME PROGRAM-FOLDER
measure() {
    local way round i
    for round in $(seq "$rounds"); do
        for way in "${ways[@]}"; do
            dotnet "$2/ScoringBench.dll" cold "$way" "$folder/model.zip" >>"$folder/$1-$way"
        done
    done
    printf '\nSE-ResNet-18, 224, from the start to the first score, %s, %d rounds\n\n' "$1" "$rounds"
    printf '| | ms | against the first |\n|---|---|---|\n'
    for i in "${!ways[@]}"; do
        awk -v name="${names[$i]}" -v a="$(median "$folder/$1-${ways[$i]}")" -v b="$(median "$folder/$1-raw")" \
            'BEGIN { printf "| %s | %.0f | %.2f |\n", name, a, a / b }'
    done
}

machine
measure "as built" "$built"
measure "published with ReadyToRun" "$folder/published"
