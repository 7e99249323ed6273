#!/usr/bin/env bash
# An experiment on Fashion-MNIST, with successive halving and with plain random search of the same configurations: the times, and
# the best scores of validation, a row a seed. Then with halving again, killed with SIGKILL at random moments and called again
# each time: the trials must be the same. HALVING_MODELS in the environment gives halving another number of configurations, of
# which the first are those of random search. experiment.sh [MODELS [IMAGES [EPOCHS [SEEDS [HALVING [KILLS]]]]]], default 12 10000
# 9 3 3 5
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

models=${1:-12} images=${2:-10000} epochs=${3:-9} seeds=${4:-3} halving=${5:-3} kills=${6:-5}
halving_models=${HALVING_MODELS:-$models}
set_up
install_debian dataset-fashion-mnist
build src/SeTrainerHost
mkdir -p artifacts/bench
work=$(mktemp -d artifacts/bench/experiment.XXXXXX)
source=/usr/share/datasets/fashion-mnist

# The first images alone. The number in an IDX file's header stands in bytes 4 to 7.
mkdir "$work/data"
cut_idx() {
    local to="$work/data/$1-$2" header=$3 bytes=$4
    # head ends the pipe early
    { zcat "$source/$1-$2.gz" 2>/dev/null || true; } | head -c "$((header + images * bytes))" >"$to"
    # shellcheck disable=SC2059
    printf "$(printf '\\x%02x' $((images >> 24 & 255)) $((images >> 16 & 255)) $((images >> 8 & 255)) $((images & 255)))" \
        | dd of="$to" bs=1 seek=4 conv=notrunc status=none
}
cut_idx train images-idx3-ubyte 16 784
cut_idx train labels-idx1-ubyte 8 1
cp "$source"/t10k-* "$work/data"

sweep() {
    local out=$1 seed=$2 models=$3; shift 3
    exec dotnet "$(output_of SeTrainerHost)/se-trainer.dll" sweep --data "idx:$work/data" --architecture se-resnet-8-cifar \
        --recipe quick --epochs "$epochs" --models "$models" --seed "$seed" \
        --search-learning-rate 0.005..1 --search-weight-decay 1e-5..1e-2 --search-reduction-ratio 2,4,8,16 \
        --search-placement standard,pre,identity --average-decay 0.98 --output "$work/$out" --json "$@"
}
value() { sed -n "s/^ *\"$1\": \([^,]*\),*$/\1/p" "$work/$2.json" | sed -n 1p; }
best() {
    awk -v best="$(value best "$1")" '/"trial":/ { trial = $2 + 0 } /"microAccuracy":/ && trial == best { print $2 + 0; exit }' \
        "$work/$1.json"
}
# All but the times and the paths.
trials() { grep -vE '"(seconds|model|latencyMilliseconds)"' "$1"; }

run() {
    local start=$EPOCHREALTIME
    (sweep "$@") >"$work/$1.json" 2>"$work/$1.log"
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'
}

echo "$models trials on $images images, $epochs epochs; $halving_models with halving by $halving"
row='%-5s %12s %12s %7s %12s %12s %11s %11s\n'
printf "$row" seed 'random s' 'halving s' ratio 'random best' 'halving best' 'random test' 'halving test'
for seed in $(seq "$seeds"); do
    r=$(run "random-$seed" "$seed" "$models")
    h=$(run "halving-$seed" "$seed" "$halving_models" --halving "$halving")
    printf "$row" "$seed" "$r" "$h" "$(awk -v r="$r" -v h="$h" 'BEGIN { printf "%.3f", h / r }')" \
        "$(best "random-$seed")" "$(best "halving-$seed")" \
        "$(value testMicroAccuracy "random-$seed")" "$(value testMicroAccuracy "halving-$seed")"
done

RANDOM=${SEED:-1}
for kill in $(seq "$kills"); do
    (sweep killed 1 "$halving_models" --halving "$halving") >/dev/null 2>>"$work/killed.log" &
    sleep "$((2 + RANDOM % 15)).$((RANDOM % 10))"
    kill -KILL $! 2>/dev/null || { echo "the experiment ended before kill $kill"; break; }
    wait $! 2>/dev/null || true
    echo "kill $kill: $(find "$work/killed" -name trial.json 2>/dev/null | wc -l) trials so far"
done
run killed 1 "$halving_models" --halving "$halving" >/dev/null
if diff <(trials "$work/halving-1.json") <(trials "$work/killed.json"); then
    echo "killed and called again, the experiment ends with the same trials"
else
    fail "the trials differ"
fi
