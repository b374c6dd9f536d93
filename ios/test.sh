#!/usr/bin/env bash
# Everything about the iOS shell that Linux can show: StippleKit on the real core and a real server, StippleUI on the stand-in for
# SwiftUI, the mistakes that have to be caught by it, and the checkers of catalogs, property lists, the project and the sources.
#     ios/test.sh [FILTER]        with a filter only the Swift tests that fit it
# Says for each part how many of how many passed, and at the end `N passed, M failed`; fails where a test fails and where a part
# ran none.
# Installs Debian's Swift where there is none (scripts/swift.sh). Not for: what only a Mac or a phone can (README.md).
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "${CARGO_TARGET_DIR:-target}"
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
work=$target/ios-tests
log=$work/log
results=ios/.build/results.xml
passed=0 failed=0
mkdir -p "$work" ios/.build

# count LINE: shows `NAME: N passed, M failed …` in other words (the last line alone is to be added up), and adds it up.
count() {
    local good bad
    good=$(grep -oE '[0-9]+ passed' <<<"$1" | grep -oE '[0-9]+')
    bad=$(grep -oE '[0-9]+ failed' <<<"$1" | grep -oE '[0-9]+')
    passed=$((passed + good)) failed=$((failed + bad))
    printf '%s\n' "${1/$good passed, $bad failed/$good of $((good + bad))}"
}

# run NAME COMMAND...: a part whose last line says how it went.
run() {
    local name=$1 status=0
    shift
    "$@" >"$log" 2>&1 || status=$?
    ((status == 0)) || sed '$d' "$log"
    if grep -qE '[0-9]+ passed, [0-9]+ failed' <<<"$(tail -n 1 "$log")"; then
        count "$(tail -n 1 "$log")"
        ((status == 0)) || ((failed > 0)) || failed=1
    else
        tail -n 1 "$log"
        count "$name: 0 passed, 1 failed (it ended with $status, and says nothing)"
    fi
}

cannot() { echo "$1; no test was run." >&2; exit 1; }

command -v python3 >/dev/null 2>&1 || cannot "missing: python3. Install the package python3 and run this again"
why=$(scripts/swift.sh --install 2>&1 >/dev/null | tee >(cat >&2) | tail -n 1) || cannot "$why"
bindings/generate.sh swift >"$log" 2>&1 || { cat "$log"; cannot "bindings/generate.sh failed"; }
scripts/swift-package.sh ios
# Photos of heads that nobody has. The tests see no file outside the project.
tests/bindings/photos.sh "$work/photos" >"$log" 2>&1 || { cat "$log"; cannot "tests/bindings/photos.sh failed"; }
mkdir -p ios/.build/photos
cp "$work"/photos/* ios/.build/photos/

# A real server on loopback for the second device, gone with this script; accounts are for those who were invited. Its address
# goes in by a file: the tests see no environment.
# shellcheck source=tests/foreign/backend.sh
source tests/foreign/backend.sh
trap halt_backend EXIT
serve() {
    cargo build --quiet --locked -p stipple-backend
    rm -rf "$work/server"
    backend_work=$work/server
    start_backend "$target/debug/stipple-backend" STIPPLE_ACCOUNTS=invitation STIPPLE_INVITATIONS='["day 4"]' \
        STIPPLE_RATES_ADDRESS_PER_SECOND=0 STIPPLE_RATES_ACCOUNT_PER_SECOND=0
    printf '%s\n' "$backend_url" >ios/.build/server.txt
}
serve >"$log" 2>&1 || { cat "$log"; cannot "the server did not start"; }

# Swift 6.0 asks for a linker (gold) that Debian's toolchain does not have.
linker=()
[[ $(uname -s) != Linux ]] || linker=(-Xswiftc -use-ld=lld)
status=0
rm -f "${results%.xml}"*.xml
scripts/swift.sh swift test --quiet --package-path ios --xunit-output "$results" ${linker[@]+"${linker[@]}"} \
    ${1:+--filter "$1"} >"$log" 2>&1 || status=$?
((status == 0)) || cat "$log"
# XCTest's results and Swift Testing's are two files.
line=$(python3 tests/bindings/count.py "Swift tests" "$status" "${results%.xml}"*.xml) || true
count "$line"

if (($# == 0)); then
    venv=$work/venv
    if ! cmp -s ios/checks/requirements.txt "$venv/requirements.txt" || ! "$venv/bin/python" -c "import yaml" 2>/dev/null; then
        { python3 -m venv --clear "$venv" &&
            "$venv/bin/pip" install --quiet --disable-pip-version-check -r ios/checks/requirements.txt &&
            cp ios/checks/requirements.txt "$venv/"; } >"$log" 2>&1 ||
            { cat "$log"; cannot "Python's packages could not be installed (ios/checks/requirements.txt)"; }
    fi
    python=$venv/bin/python
    export PYTHONDONTWRITEBYTECODE=1
    # Views on the stand-in are type-checked by the build above. That it catches mistakes, this shows.
    [[ $(uname -s) != Linux ]] || run "planted mistakes" "$python" ios/checks/mistakes.py
    for check in strings plists project sources; do run "$check" "$python" "ios/checks/$check.py"; done
    run "what the checkers themselves catch" "$python" ios/checks/test_checks.py
    run "the app's own sources" "$python" ios/checks/parse.py
fi
echo "ios: $passed passed, $failed failed"
((failed == 0))
