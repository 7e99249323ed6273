# Sourced by demo.sh, test.sh, samples/run.sh and the benchmarks: finds the SDK, installs what is missing on Debian, and builds.
# Everything is done once and quick the second time.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 2; }
# Shows what is wrong in a log of dotnet's, and where the log is.
fail_with() { { grep -E 'error|warn' "$1" || true; } | sort -u | sed -n '1,30p' >&2; fail "$2, see $1"; }

set_up() {
    mkdir -p artifacts
    require_dotnet
    # .NET fetches packages through OpenSSL.
    has_library 'libssl\.so\.(3|1\.1)' || install_debian libssl3
    # TorchSharp's native library asks for a libstdc++ that is younger than Debian 12's.
    if eng/libstdcxx.sh --needed; then
        install_debian binutils
        LD_LIBRARY_PATH=$(eng/libstdcxx.sh)${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
        export LD_LIBRARY_PATH
    fi
}

require_dotnet() {
    command -v dotnet >/dev/null \
        || fail "the .NET 10 SDK is missing: install it (package dotnet-sdk-10.0 of Microsoft's feed for Debian 12)" \
            "and have dotnet on the PATH"
    local version
    # Without ICU the SDK speaks English.
    if ! version=$(dotnet --version 2>&1) && grep -q ICU <<<"$version"; then export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1; fi
    version=$(dotnet --version 2>&1) || fail "$(head -n 1 <<<"$version") (needed: the .NET SDK of global.json)"
}

# has_library PATTERN: whether the system has a shared library of such a name.
has_library() { [ "$(uname -s)" != Linux ] || PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -E "^[[:space:]]*$1 " >/dev/null; }

# Debian packages, those that are missing.
install_debian() {
    local missing=() package sudo=
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || fail "missing: ${missing[*]}; this is not Debian, install their like by hand"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "missing: ${missing[*]}; run as root once, or: apt-get install ${missing[*]}"
        sudo=sudo
    fi
    say "installing with apt-get: ${missing[*]}"
    $sudo apt-get update -qq >&2 || fail "apt-get update failed"
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >artifacts/apt.log 2>&1 \
        || { tail -n 5 artifacts/apt.log >&2; fail "apt-get could not install: ${missing[*]}"; }
}

# The NuGet packages of what is built; says so where libtorch is not in the package cache yet.
restore() {
    local cache
    cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
    ls -d "$cache"/libtorch-cpu-* >/dev/null 2>&1 \
        || say "fetching NuGet packages, about 400 MB: libtorch (130 MB, 500 MB unpacked), ONNX Runtime, ML.NET, SkiaSharp"
    dotnet restore "$1" -v q --nologo >artifacts/restore.log 2>&1 \
        || fail_with artifacts/restore.log "the NuGet packages could not be restored"
}

# Builds quietly; shows the errors where there are any.
build() {
    restore "$1"
    say "building $1"
    dotnet build "$@" -c Release --no-restore -v q --nologo >artifacts/build.log 2>&1 \
        || fail_with artifacts/build.log "the build failed"
}

# The folder that holds a project's built output.
output_of() { echo "artifacts/bin/$1/release"; }

# The machine in a few words, for the head of a measurement.
machine() { echo "$(nproc) cores of $(sed -n '0,/^model name/s/^model name.*: //p' /proc/cpuinfo)"; }
