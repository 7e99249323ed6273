#!/usr/bin/env bash
# Runs a sample: samples/run.sh 01 [ARGUMENTS]. Installs what is missing, builds, runs; what a sample takes is said at the top of
# its Program.cs.
set -euo pipefail
from=$PWD
cd "$(dirname "$0")/.."
. eng/setup.sh

projects=(samples/"${1:-none}"-*/*.csproj)
[ -f "${projects[0]}" ] || fail "usage: samples/run.sh NUMBER [ARGUMENTS], with a number of $(cd samples && echo [0-9]*)"
name=$(basename "${projects[0]}" .csproj)

set_up
case "$1" in 01 | 06 | 07) install_debian dataset-fashion-mnist ;; esac
# The consumer trains nothing: it takes the model of the first sample.
if [ "$*" = 07 ] && [ ! -f "$from/artifacts/samples/fashion-mnist.zip" ]; then (cd "$from" && "$OLDPWD/samples/run.sh" 01); fi
build "${projects[0]}"
program=$PWD/$(output_of "$name")/$name.dll
cd "$from"
exec dotnet "$program" "${@:2}"
