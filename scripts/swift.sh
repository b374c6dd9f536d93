#!/usr/bin/env bash
# Runs a Swift command, wherever a Swift 6 can be had:
#   scripts/swift.sh swift test --package-path tests/bindings/swift
#   scripts/swift.sh --install        only makes sure that there is one, and prints its version
# A `swift` of version 6 or later on the PATH is used as it is. Where there is none, Debian's swiftlang is put into a folder of
# its own (once: 2.7 GB, one to four minutes), and the command runs inside that, in the current directory, with this project
# at its own path. That needs Linux, root and a Debian mirror, and installs debootstrap; nothing else outside the folder changes.
# The command sees none of the caller's environment but TZ and TERM.
# Not for: building the Rust library (bindings/generate.sh), nor what only Apple ships (SwiftUI, the simulator).
# To be rid of it: rm -rf "${XDG_CACHE_HOME:-$HOME/.cache}"/stipple/swift-trixie*
set -euo pipefail

die() {
    printf 'swift.sh: %s\n' "$*" >&2
    exit 1
}
(($# > 0)) || die "say what to run, as in: scripts/swift.sh swift test (or --install)"

if command -v swift >/dev/null 2>&1; then
    major=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+).*/\1/p' | head -n 1)
    if ((${major:-0} >= 6)); then
        [[ $1 == --install ]] && exec swift --version
        exec "$@"
    fi
fi

what="missing: swift 6 or later. Install it (swift.org/install), or run this"
[[ $(uname -s) == Linux ]] || die "$what on Linux as root, where Debian's can be used"
[[ $(id -u) == 0 ]] || die "$what as root, so that Debian's can be used"
# Everything from here on happens under mounts that nobody else sees and that end with the command, however it ends.
if [[ ${STIPPLE_SWIFT_MOUNTS:-} != own ]]; then
    unshare --mount true 2>/dev/null || die "$what where mounting is allowed (unshare --mount), so that Debian's can be used"
    exec env STIPPLE_SWIFT_MOUNTS=own unshare --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi

suite=trixie
packages=(swiftlang libc6-dev libstdc++-14-dev ca-certificates tzdata)
root=${XDG_CACHE_HOME:-$HOME/.cache}/stipple/swift-$suite
log=$root.log
mkdir -p "${root%/*}"

# The folder gets its name, and with it this mark, only when it is whole; another list of packages makes another folder.
ready() { [[ $(cat "$root/.packages" 2>/dev/null) == "${packages[*]}" ]]; }

# step WHAT COMMAND...: runs it into the log; where it fails, says so and stops.
step() {
    local what=$1
    shift
    "$@" >>"$log" 2>&1 9>&- || die "could not $what (no network, or less than 3 GB free?): $log says why; run this again after"
}

# The mirror that this machine's own apt uses, where it is a Debian.
mirror() {
    { cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null || true; } |
        sed -nE 's|^(URIs:\|deb( \[[^]]*\])?)[[:space:]]+(https?://[^[:space:]]*/debian)/?([[:space:]].*)?$|\3|p' | head -n 1
}

install() {
    local made=$root.partial from
    from=$(mirror)
    echo "swift.sh: putting Debian's swiftlang into $root (once; 2.7 GB)" >&2
    : >"$log"
    if ! command -v debootstrap >/dev/null 2>&1; then
        command -v apt-get >/dev/null 2>&1 || die "$what after installing debootstrap and Debian's archive keys, so that Debian's can be used"
        # Somebody else may be installing at the same moment.
        step "update the package lists" apt-get -o DPkg::Lock::Timeout=300 update -qq
        step "install debootstrap" env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends debootstrap debian-archive-keyring
    fi
    # What an interrupted run left behind is of no use.
    step "remove a half-made folder" rm -rf --one-file-system "$made"
    step "fetch Debian $suite" debootstrap --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        "$suite" "$made" "${from:-http://deb.debian.org/debian}"
    # The machine's way out (a proxy, its certificates) holds inside as well.
    if command -v apt-config >/dev/null 2>&1; then
        apt-config dump --format '%F "%v";%n' | grep -E '^Acquire::(https?|Retries)' >"$made/etc/apt/apt.conf.d/90host" || true
    fi
    step "update the package lists" inside "$made" / apt-get update -qq
    step "install ${packages[0]}" inside "$made" / apt-get install -y -qq --no-install-recommends "${packages[@]}"
    step "clean up" inside "$made" / apt-get clean
    printf '%s\n' "${packages[*]}" >"$made/.packages"
    step "replace an older folder" rm -rf --one-file-system "$root"
    mv -T "$made" "$root"
}

# inside FOLDER DIRECTORY COMMAND...: runs it with FOLDER as the whole file system.
inside() {
    local folder=$1 directory=$2
    shift 2
    chroot "$folder" /usr/bin/env -i -C "$directory" HOME=/root PATH=/usr/libexec/swift/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive TZ="${TZ:-UTC}" TERM="${TERM:-dumb}" "$@"
}

# Commands share the folder; who installs has it alone. The lock ends with the command.
lock() { # lock --shared|--exclusive
    flock --nonblock "$1" 9 || {
        echo "swift.sh: waiting for another run that uses or installs Swift" >&2
        flock "$1" 9
    }
}
exec 9>"$root.lock"
lock --shared
if ! ready; then
    lock --exclusive
    ready || install
    lock --shared
fi

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
here=$(pwd -P)
[[ $here/ == "$project"/* ]] || die "run this from inside $project: Debian's swift sees nothing else"
mkdir -p "$root$project"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --bind "$project" "$root$project"
[[ $1 == --install ]] && set -- swift --version
inside "$root" "$here" "$@"
