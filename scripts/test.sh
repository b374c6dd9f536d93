#!/usr/bin/env bash
# Everything that has to pass: unit, property and contract tests, journeys, the differential test against the oracle,
# foreign parsers and clients, the bindings in three languages, the iOS and the Android shell. Installs what it needs where it may; says
# what is missing, and fails, where it may not.
# Not for: formatting and lints of Rust (`.ci/run`), or speed (`docs/benchmarks.md`).
set -euo pipefail
cd "$(dirname "$0")/.."
quick=false
[[ "${1:-}" == --quick ]] && quick=true

say() { printf '\n== %s\n' "$*"; }
need() { # need COMMAND PACKAGE...: installs Debian packages where the command is missing and we may
    local tool=$1
    shift
    there "$tool" && return
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null 2>&1; then
        say "installing $* (for $tool)"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
    fi
    there "$tool" || {
        echo "missing: $tool. Install the package $* and run this again; no test was run." >&2
        exit 1
    }
}

there() { # there TOOL: whether a command, a library, or Python's way to make environments (venv), is to be had
    case $1 in
        venv) python3 -c "import venv, ensurepip" 2>/dev/null ;;
        # On other systems they are part of the system.
        lib*) [[ $(uname) != Linux ]] || PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F "$1" >/dev/null ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

command -v cargo >/dev/null 2>&1 || { echo "missing: cargo. Install Rust (rustup.rs) and run this again; no test was run." >&2; exit 1; }
need cc build-essential
need python3 python3
need venv python3-venv
$quick || need javac default-jdk-headless
$quick || need mvn maven
$quick || need age age
$quick || need node nodejs
$quick || need npm npm
$quick || need curl curl
# What draws the window, and its fonts.
$quick || need libGL.so.1 libgl1
$quick || need libfontconfig.so.1 libfontconfig1 fonts-dejavu-core
# The server's stores for many machines: PostgreSQL and an S3 server, started beside the tests that want them.
$quick || scripts/services.sh --install
services=()
$quick || services=(scripts/services.sh)
$quick || need minisign minisign
$quick || need strace strace

passed=0 failed=0
log=$(mktemp) failures=target/test-failures.txt
mkdir -p target
: >"$failures"
trap 'rm -rf "$log" "${work:-}"' EXIT
# count NAME COMMAND...: runs it, shows it, adds up the lines "N passed" and "N failed" that it prints. What a failed
# one said of it is kept for the summary: much output lies between.
count() {
    local name=$1 ok=0 good bad begun=$SECONDS
    shift
    say "$name"
    "$@" 2>&1 | tee "$log" || ok=1
    # It may have printed neither: then it ran no test.
    good=$({ grep -oE '[0-9]+ passed' "$log" || true; } | awk '{sum += $1} END {print sum + 0}')
    bad=$({ grep -oE '[0-9]+ failed' "$log" || true; } | awk '{sum += $1} END {print sum + 0}')
    ((ok == 0)) || ((bad > 0)) || bad=1
    ((good + bad > 0)) || { echo "$name ran no test" >&2; bad=1; }
    passed=$((passed + good)) failed=$((failed + bad))
    echo "-- $name: $((SECONDS - begun)) s"
    ((bad == 0)) || {
        printf '\n-- %s: %s failed\n' "$name" "$bad"
        grep -nE -A 12 'panicked at|FAILED|^not so|^E  |[^0]+ failed|Error:|error:' "$log" | cut -c 1-400 | head -150 || true
        echo "   its last lines:"
        tail -n 30 "$log" | cut -c 1-400
    } >>"$failures"
}

# Sync, with everything that goes wrong: so many seeds, and so many over real diaries (core/src/sync/simulation). Not
# STIPPLE_: those are the server's settings, which refuses what it does not know.
$quick || export SIMULATION_SEEDS=${SIMULATION_SEEDS:-100000} SIMULATION_DIARY_SEEDS=${SIMULATION_DIARY_SEEDS:-200}
# The core with UniFFI switched off, and what stands on it; then the bindings, for which it is on.
count "cargo test" "${services[@]}" cargo test --workspace --exclude stipple-bindings --exclude stipple-uniffi-bindgen --locked --no-fail-fast
count "cargo test of the bindings" cargo test -p stipple-bindings --locked --no-fail-fast

if ! $quick; then
    work=$(mktemp -d)
    say "building the program"
    cargo build --release --locked -p stipple-cli
    program=$PWD/target/release/stipple
    count "the oracle keeps the worked examples" \
        python3 tests/oracle/oracle.py --check tests/fixtures/contract/examples.jsonl --sheets tests/fixtures/contract
    for seed in 1 2; do
        python3 tests/oracle/generate.py --seed "$seed" --sheets 60 --questions 2000 --out "$work/questions-$seed"
    done
    count "the program and the oracle agree" \
        python3 tests/oracle/compare.py --program "$program" --jobs 2 --questions "$work"/questions-*/questions.jsonl
    say "installing the foreign calendar parsers"
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r tests/foreign/requirements.txt
    count "foreign parsers read the calendar" "$work/venv/bin/python" tests/foreign/check_ics.py --program "$program"
    count "other libraries derive the same keys" "$work/venv/bin/python" tests/foreign/check_sync_vectors.py core/tests/vectors/sync-v1.json
    count "the server keeps what it acknowledged" scripts/kill.sh 20
    count "the server keeps it in PostgreSQL too" scripts/kill.sh --postgres 10
    count "the plain age tool opens photos" tests/foreign/check_age.sh "$program"
    say "building the server, and installing its foreign clients"
    # The profile that its tests were just built with.
    cargo build --profile test --locked -p stipple-backend -p stipple-load
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r tests/foreign/backend-requirements.txt
    server=(target/debug/stipple-backend target/debug/stipple-load "$work/venv")
    count "other people's tus clients upload, are cut off and resume" tests/foreign/check_tus.sh "${server[@]}"
    count "schemathesis finds nothing" tests/foreign/check_openapi.sh "${server[@]}"
    count "the server's data moves, and is restored" scripts/services.sh tests/foreign/check_move.sh "${server[@]:0:2}"
    count "the plain minisign tool and ours agree" tests/foreign/check_minisign.sh "$program"
    count "two devices and a studio at a terminal" tests/terminal/second_device.sh "$program" target/debug/stipple-backend
    count "bindings in Python" tests/bindings/run.sh python
    count "bindings in Kotlin" tests/bindings/run.sh kotlin
    count "bindings in Swift" tests/bindings/run.sh swift
    count "the iOS shell" ios/test.sh
    count "the Android shell" android/test.sh
    count "ktlint, detekt and Android Lint" android/lint.sh
    count "the Android app, packed" android/apk.sh
    count "the Android screens as a window" android/desktop.sh --test
fi

say "summary"
cat "$failures"
echo "$passed passed, $failed failed"
((failed == 0))
