#!/usr/bin/env bash
# Runs every test. The last line is `N passed, N failed`; the exit code is 0 only where none failed.
set -euo pipefail
cd "$(dirname "$0")"
. eng/setup.sh

set_up
# The tests of pages look at them in a browser.
command -v chromium chromium-browser google-chrome >/dev/null || install_debian chromium
build SqueezeExcite.sln
say "testing"
# One project after the other, and threads of libtorch's OpenMP that sleep where they wait: by default they spin, and tests that
# run at the same time wait for each other.
export OMP_WAIT_POLICY=PASSIVE
status=0
dotnet test SqueezeExcite.sln -c Release --no-build --nologo -v q --logger "console;verbosity=minimal" -m:1 2>&1 \
    | tee artifacts/test.log || status=$?

# Each test project closes with a line `Passed!  - Failed: 0, Passed: 12, Skipped: 0, ...`; a host that crashed has none.
count() {
    { grep -E '^(Passed|Failed)! ' artifacts/test.log | grep -oE "$1: +[0-9]+" || true; } \
        | awk '{ sum += $2 } END { print sum + 0 }'
}
passed=$(count '[^a-z]Passed')
failed=$(count '[^a-z]Failed')
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$passed" -eq 0 ]; then status=1; fi
echo "$passed passed, $failed failed"
exit "$status"
