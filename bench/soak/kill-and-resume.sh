#!/usr/bin/env bash
# Trains on Fashion-MNIST without disturbance; then again, killed with SIGKILL at random moments and resumed each time; and
# compares the weights to the bit. kill-and-resume.sh [KILLS [EPOCHS]]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

kills=${1:-20} epochs=${2:-3}
set_up
install_debian dataset-fashion-mnist
build src/SeTrainerHost
work=$(mktemp -d artifacts/soak.XXXXXX)
train() {
    local out=$1; shift
    exec dotnet "$(output_of SeTrainerHost)/se-trainer.dll" train --data fashion-mnist --architecture se-resnet-8-cifar \
        --recipe quick --epochs "$epochs" \
        --validation-fraction 0.1 --average-decay 0.99 --checkpoint-minutes 0.02 --output "$out" "$@"
}
# Of the tensors alone: the header, whose length the first eight bytes give, has times in it.
digest() { local file=$1/last.safetensors; tail -c "+$((9 + $(od -An -tu8 -N8 "$file")))" "$file" | sha256sum | cut -c1-64; }

(train "$work/undisturbed") >"$work/undisturbed.log" 2>&1
echo "undisturbed: $(digest "$work/undisturbed")"
RANDOM=${SEED:-1}
for kill in $(seq "$kills"); do
    (train "$work/killed" --resume) >>"$work/killed.log" 2>&1 &
    sleep "$((3 + RANDOM % 12)).$((RANDOM % 10))"
    kill -KILL $! 2>/dev/null || { echo "the run ended before kill $kill"; break; }
    wait $! 2>/dev/null || true
    echo "kill $kill: $(grep -o 'goes on after step [0-9]* of [0-9]*' "$work/killed.log" | tail -n 1)"
done
(train "$work/killed" --resume) >>"$work/killed.log" 2>&1
echo "killed:      $(digest "$work/killed")"
[ "$(digest "$work/undisturbed")" = "$(digest "$work/killed")" ] && echo "the weights are equal to the bit"
