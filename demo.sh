#!/usr/bin/env bash
# The main job, end to end: trains on all of Fashion-MNIST, evaluates on its test images, saves the model, and scores it again in
# a program that knows only ML.NET. The last line tells the accuracy, the time, and where the model is.
set -euo pipefail
cd "$(dirname "$0")"
. eng/setup.sh

set_up
install_debian dataset-fashion-mnist
build src/SeTrainerHost
build samples/07-stock-consumer

out=artifacts/demo
data=/usr/share/datasets/fashion-mnist
mkdir -p "$out"
trainer="$(output_of SeTrainerHost)/se-trainer.dll"
dotnet "$trainer" train --data fashion-mnist --architecture se-resnet-8-cifar --recipe quick --epochs 7 \
    --output "$out" --overwrite
say "what came of it, to look at: $out/report.html"
dotnet "$trainer" evaluate --model "$out/model.zip" --data fashion-mnist --scores "$out/scores.tsv"

say "scoring again in a program that knows only ML.NET"
[ ! -e "$(output_of StockConsumer)/Microsoft.ML.SqueezeExcite.dll" ] || fail "the second program refers to this product"
dotnet "$(output_of StockConsumer)/StockConsumer.dll" "$out/model.zip" "$data" "$out/scores-stock.tsv"
cmp "$out/scores.tsv" "$out/scores-stock.tsv" || fail "the two programs' scores differ"
say "both programs' scores of all test images are the same to the bit"

value() { sed -n "s/^  \"$1\": \([0-9.]*\).*/\1/p" "$out/metrics.json"; }
LC_ALL=C printf 'micro-accuracy %.4f  test-images %d  train-seconds %.0f  model %s\n' \
    "$(value microAccuracy)" "$(value testImages)" "$(value trainSeconds)" "$out/model.zip"
