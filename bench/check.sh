#!/usr/bin/env bash
# Checks drawn images with planted faults: 2,000 of up to 160 pixels, and 100,000 of up to 32; what is found, the time and the
# peak memory. Copies of images of 32 pixels that are recompressed are not all found.
# check.sh [COUNT SIDE]...
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

set_up
build bench/Scoring
bench() { dotnet "$(output_of Scoring)/ScoringBench.dll" "$@"; }
[ $# -gt 0 ] || set -- 2000 160 100000 32
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
while [ $# -ge 2 ]; do
    bench draw "$folder/$1-$2" "$1" "$2"
    bench check "$folder/$1-$2"
    rm -rf "${folder:?}/$1-$2"
    shift 2
done
