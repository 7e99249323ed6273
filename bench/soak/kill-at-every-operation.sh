#!/usr/bin/env bash
# Trains on drawn images without disturbance; then again for each operation on a file of the run, killed with SIGKILL there, where
# strace keeps the operation from happening, and resumed; and compares weights, best weights and the rows of the log to the bit.
# Prints a table. Of the writes, which are many, every WRITES-th is taken. kill-at-every-operation.sh [WRITES [EPOCHS]]
set -euo pipefail
cd "$(dirname "$0")/../.."
. eng/setup.sh

writes=${1:-25} epochs=${2:-2}
set_up
install_debian strace
build src/SeTrainerHost
mkdir -p artifacts
work=$(realpath "$(mktemp -d artifacts/soak.XXXXXX)")

# IDX: big-endian numbers, then a byte a pixel. Ten classes, each of one grey.
number() { local i; for i in 24 16 8 0; do printf '%b' "\\0$(printf %o $(($1 >> i & 255)))"; done; }
draw() {
    local part=$1 count=$2 i
    { number 2051; number "$count"; number 28; number 28; for ((i = 0; i < count; i++)); do
        head -c 784 /dev/zero | tr '\0' "\\$(printf %o $((i % 10 * 25 + i / 10 % 5)))"; done; } >"$work/$part-images-idx3-ubyte"
    { number 2049; number "$count"; for ((i = 0; i < count; i++)); do
        printf '%b' "\\0$(printf %o $((i % 10)))"; done; } >"$work/$part-labels-idx1-ubyte"
}
draw train 200
draw t10k 50

run=$work/run
names=(last.safetensors best.safetensors best.next.safetensors log.csv model.zip metrics.json)
paths=(); for name in "${names[@]}"; do paths+=(-P "$run/$name" -P "$run/$name.new"); done
# The files are written on the main thread, the one that strace follows.
traced() { strace --quiet=all -y -s 0 -o "$work/trace" "${paths[@]}" "$@"; }
train() {
    "$@" dotnet "$(output_of SeTrainerHost)/se-trainer.dll" train --data "idx:$work" --architecture se-resnet-8-cifar \
        --epochs "$epochs" --batch-size 20 --validation-fraction 0.2 --monitor loss --keep-best true --checkpoint-minutes 0 \
        --output "$run" --resume
}
tensors() { tail -c "+$((9 + $(od -An -tu8 -N8 "$1")))" "$1" | sha256sum; }
# The weights, and what the log says beside times. No other file may be there, but for what was set aside of a run that was
# killed before its first checkpoint.
digest() {
    {
        tensors "$run/last.safetensors"
        tensors "$run/best.safetensors"
        cut -d, -f1-6 "$run/log.csv"
        ls "$run" | grep -v "[.]previous[.]"
    } | sha256sum | cut -c1-64
}

calls=openat,pwrite64,ftruncate,fsync,rename,unlink
train traced -e "trace=$calls" 2>"$work/log" || fail "the undisturbed run failed, see $work/log"
expected=$(digest)
# NUMBER CALL LINE: the calls that change a file, each numbered among those of its name.
awk '{ call = $0; sub(/\(.*/, "", call) } call ~ /^[a-z]/ && (call != "openat" || /O_CREAT/) { print n[call] + 1, call, $0 }
        call ~ /^[a-z]/ { n[call]++ }' "$work/trace" \
    | awk -v every="$writes" '$2 != "pwrite64" || w++ % every == 0' >"$work/operations"
say "$(wc -l <"$work/trace") operations, killed at $(wc -l <"$work/operations")"
echo "| operation | killed | goes on after | to the same files |"
echo "|---|---|---|---|"
failures=0
while read -r number call line; do
    rm -rf "$run"
    code=0
    train traced -e "trace=$call" -e "inject=$call:error=EIO:signal=KILL:when=$number" >"$work/log" 2>&1 </dev/null || code=$?
    [ "$code" -eq 137 ] && killed=yes || killed="no, exit code $code"
    train env >"$work/log" 2>&1 </dev/null || say "the run that goes on failed: $(tail -n 1 "$work/log")"
    step=$(grep -o 'goes on after step [0-9]*' "$work/log" | grep -o '[0-9]*' || echo 0)
    [ "$(digest)" = "$expected" ] && same=yes || { same=NO; failures=$((failures + 1)); }
    file=$(grep -oE '[a-z.]+\.(safetensors|csv|zip|json)(\.new)?' <<<"$line" | head -n 1)
    echo "| $call $number, $file | $killed | step $step | $same |"
done <"$work/operations"
[ "$failures" -eq 0 ] || fail "$failures of the runs that went on have other files"
