#!/usr/bin/env bash
# TorchSharp's native library is built with GCC 13 and asks libstdc++ for the version GLIBCXX_3.4.32. Older systems (Debian 12,
# Ubuntu 22.04) lack it, for the sake of one symbol: _ZSt21ios_base_library_initv, an empty function. Where that is so, this makes
# a stand-in for libstdc++.so.6 that has the symbol and loads the system's library behind it, and prints its folder; where nothing
# is missing, it prints nothing:   export LD_LIBRARY_PATH=$(eng/libstdcxx.sh)
# With --needed it makes nothing, and its exit code is 0 where the stand-in is needed, else 1.
set -euo pipefail
needed_only=${1:-}
not_needed() { [ "$needed_only" = --needed ] && exit 1; exit 0; }
[ "$(uname -s)" = Linux ] || not_needed

fail() { printf 'error: %s\n' "$*" >&2; exit 2; }

system=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | awk '$1 == "libstdc++.so.6" && !seen++ { print $NF }')
[ -n "$system" ] || fail "the system has no libstdc++.so.6: install it (Debian's package libstdc++6)"
! grep -q 'GLIBCXX_3\.4\.32' "$system" || not_needed
[ "$needed_only" != --needed ] || exit 0
for tool in as ld; do
    command -v "$tool" >/dev/null || fail "$tool is missing: install Debian's package binutils"
done

out=$(cd "$(dirname "$0")/.." && pwd)/artifacts/libstdcxx
if [ ! -f "$out/libstdc++.so.6" ]; then
    printf '%s has no GLIBCXX_3.4.32, which TorchSharp asks for: making a stand-in that adds it, in artifacts/libstdcxx\n' \
        "$system" >&2
    mkdir -p "$out"
    made=$(mktemp -d "$out/made.XXXXXX")
    trap 'rm -rf "$made"' EXIT
    cat >"$made/init.s" <<'ASSEMBLY'
    .text
    .globl _ZSt21ios_base_library_initv
    .type _ZSt21ios_base_library_initv, %function
_ZSt21ios_base_library_initv:
    ret
    .size _ZSt21ios_base_library_initv, . - _ZSt21ios_base_library_initv
    .section .note.GNU-stack, "", %progbits
ASSEMBLY
    as -o "$made/init.o" "$made/init.s"
    # Every version that the system's library has, and the two that it lacks; the symbol belongs to the last.
    {
        grep -aoE '(GLIBCXX|CXXABI)_[A-Z0-9_.]*[0-9A-Z]' "$system" | sort -u | sed 's/$/ { };/'
        echo 'GLIBCXX_3.4.31 { };'
        echo 'GLIBCXX_3.4.32 { global: _ZSt21ios_base_library_initv; };'
    } >"$made/versions"
    # The stub stands for the system's library: its soname is that one's path, which the loader then opens.
    as -o "$made/empty.o" /dev/null
    ld -shared -soname "$system" -o "$made/system.so" "$made/empty.o"
    ld -shared -soname libstdc++.so.6 --version-script="$made/versions" -o "$made/libstdc++.so.6" \
        "$made/init.o" --no-as-needed "$made/system.so"
    mv "$made/libstdc++.so.6" "$out/libstdc++.so.6"
fi
echo "$out"
