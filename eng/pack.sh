#!/usr/bin/env bash
# Builds and packs the library, its reports and the tool se-trainer, a package of it for each system: pack.sh [SYSTEM...],
# default this machine's, of linux-x64, win-x64, win-arm64 and osx-arm64. The last line is the folder of the packages.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/setup.sh

set_up
packages=artifacts/package/release
rm -rf "$packages"
# The commit's date in the packages' zips: packed twice, they are the same to the byte.
if date=$(git log -1 --format=%ct 2>/dev/null); then export SOURCE_DATE_EPOCH=$date; fi
systems=$(IFS=';'; echo "$*")
pack() {
    say "packing $1"
    dotnet pack "$@" -c Release -v q --nologo >artifacts/pack.log 2>&1 \
        || fail_with artifacts/pack.log "packing failed"
}
pack src/Microsoft.ML.SqueezeExcite
pack src/Microsoft.ML.SqueezeExcite.Reports
pack src/SeTrainerHost ${systems:+"-p:RuntimeIdentifiers=\"$systems\""}
ls -l "$packages" | awk 'NR > 1 { printf "%10d  %s\n", $5, $9 }' >&2
echo "$packages"
