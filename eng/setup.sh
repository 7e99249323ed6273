# Sourced by demo.sh, test.sh and bench/run.sh: finds the SDK, chooses between the official packages and compat/, and installs what is missing.
# Sets COMPAT (true or false). Everything is done once and quick the second time.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
ONNXRUNTIME=compat/Microsoft.ML.OnnxRuntime

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 2; }

require_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: install it (package dotnet-sdk-10.0 of Microsoft's feed for Debian 12) and have dotnet on the PATH"
    dotnet --version >/dev/null 2>&1 || fail "$(dotnet --version 2>&1 | head -n 1) (needed: the .NET SDK of global.json)"
}

# Which of the two to build against: COMPAT=true|false in the environment, else what was found before, else a look at the feed.
choose_build() {
    local why=given
    if [ -z "${COMPAT:-}" ] && [ -f artifacts/compat.props ]; then
        COMPAT=$(sed -n 's:.*<Compat>\(.*\)</Compat>.*:\1:p' artifacts/compat.props)
        why=remembered
    elif [ -z "${COMPAT:-}" ]; then
        probe_feed
        why=probed
    fi
    mkdir -p artifacts
    printf '<Project><PropertyGroup><Compat>%s</Compat></PropertyGroup></Project>\n' "$COMPAT" >artifacts/compat.props
    case "$COMPAT/$why" in
        true/probed) say "building against compat/: the NuGet feed has no Microsoft.ML or no TorchSharp of the versions wanted" ;;
        true/remembered) say "building against compat/: so it was found before (artifacts/compat.props)" ;;
        true/given) say "building against compat/: COMPAT=true was given" ;;
        false/probed) say "building against the official packages: the NuGet feed has them" ;;
        false/remembered) say "building against the official packages: so it was found before (artifacts/compat.props)" ;;
        false/given) say "building against the official packages: COMPAT=false was given" ;;
        *) fail "COMPAT must be true or false, was '$COMPAT'" ;;
    esac
}

probe_feed() {
    local answer
    if answer=$(dotnet restore eng/FeedProbe -p:Compat=false 2>&1); then
        COMPAT=false
    elif printf '%s' "$answer" | grep -qE 'NU110[123]'; then
        COMPAT=true
    else
        fail "the NuGet feed does not answer: $(printf '%s' "$answer" | grep -m 1 -o 'error.*')"
    fi
}

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

# What compat/ stands on: libtorch and its build tools, image codecs, and ONNX Runtime from npm.
install_compat() {
    local tools=()
    command -v cmake >/dev/null || tools+=(cmake make)
    command -v g++ >/dev/null || tools+=(g++)
    command -v npm >/dev/null || tools+=(npm)
    install_debian libtorch-dev libopenblas0-pthread libturbojpeg0 libspng0 libwebp7 "${tools[@]}"
    if [ ! -f "$ONNXRUNTIME/node_modules/.package-lock.json" ]; then
        say "installing with npm: ONNX Runtime (150 MB)"
        npm ci --prefix "$ONNXRUNTIME" --ignore-scripts --no-audit --no-fund --loglevel=error >artifacts/npm.log 2>&1 \
            || { tail -n 5 artifacts/npm.log >&2; fail "npm could not install ONNX Runtime"; }
    fi
}

set_up() {
    require_dotnet
    choose_build
    if [ "$COMPAT" = true ]; then install_compat; fi
}

# Builds quietly; shows the errors where there are any.
build() {
    say "building $1"
    dotnet build "$@" -c Release -v q --nologo >artifacts/build.log 2>&1 \
        || { grep -E 'error|warn' artifacts/build.log | sort -u | head -n 30 >&2; fail "the build failed, see artifacts/build.log"; }
}

# The folder that holds a project's built output.
output_of() {
    if [ "$COMPAT" = true ]; then echo "artifacts/compat/bin/$1/release"; else echo "artifacts/official/bin/$1/release"; fi
}

# The folder that holds the packed packages.
packages_of() {
    if [ "$COMPAT" = true ]; then echo artifacts/compat/package/release; else echo artifacts/official/package/release; fi
}
