#!/usr/bin/env bash
# Builds and packs: the library, the tool se-trainer and, in the compat build, the stand-ins. The last line is the folder of the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

set_up
packages=$(packages_of)
rm -rf "$packages"
# The commit's date in the packages' zips: packed twice, they are the same to the byte.
if date=$(git log -1 --format=%ct 2>/dev/null); then export SOURCE_DATE_EPOCH=$date; fi
say "packing SqueezeExcite.sln"
dotnet pack SqueezeExcite.sln -c Release -v q --nologo >artifacts/pack.log 2>&1 \
    || { grep -E 'error|warn' artifacts/pack.log | sort -u | head -n 30 >&2; fail "packing failed, see artifacts/pack.log"; }
ls -l "$packages" | awk 'NR > 1 { printf "%10d  %s\n", $5, $9 }' >&2
echo "$packages"
