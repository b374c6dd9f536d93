#!/usr/bin/env bash
# The bindings as the shells will use them: builds the library, generates the code and runs each language's tests on it.
#   tests/bindings/run.sh [python|kotlin|swift]...        all three where none is named
# Prints `NAME: N passed, M failed` for each, and shows what a language said only where something failed. It fails where a
# test fails, where a language ran no test, and where one could not run at all; the last line says which, and why.
# Not for: installing a JDK or Maven (scripts/test.sh), or the core's own tests (cargo test).
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/bindings
mkdir -p "${CARGO_TARGET_DIR:-target}"
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
generated=$target/bindings
work=$target/bindings-tests
log=$work/log
failed=0 not_run=()

cannot() { # cannot NAME WHY
    not_run+=("$1 ($2)")
}

# report NAME STATUS RESULTS...: what the language's own JUnit files say; a tool that failed without a failed test is a failure
# too (it did not compile, it crashed). Maven puts colour codes into what it was told to leave plain.
report() {
    local name=$1 status=$2 line
    shift 2
    ((status == 0)) || sed $'s/\e\\[[0-9;]*m//g' "$log"
    line=$(python3 "$here/count.py" "$name" "$status" "$@") || failed=1
    printf '%s\n' "$line"
}

python_tests() {
    local venv=$work/python/venv results=$work/python/results.xml status=0
    # Made anew where the requirements changed, or the Python that it points at is gone.
    if ! cmp -s "$here/python/requirements.txt" "$venv/requirements.txt" || ! "$venv/bin/python" -c "" 2>/dev/null; then
        python3 -m venv --clear "$venv" >"$log" 2>&1 ||
            { cannot Python "missing: the module venv. Install the package python3-venv"; return; }
        "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/python/requirements.txt" >"$log" 2>&1 ||
            { cannot Python "pip could not install $here/python/requirements.txt: $(tail -n 1 "$log")"; return; }
        cp "$here/python/requirements.txt" "$venv/"
    fi
    rm -f "$results"
    PYTHONPATH=$generated/python PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" -m pytest -qq -p no:cacheprovider \
        --junitxml="$results" "$here/python" >"$log" 2>&1 || status=$?
    report Python "$status" "$results"
}

kotlin_tests() {
    local status=0 java
    command -v mvn >/dev/null 2>&1 || { cannot Kotlin "missing: mvn. Install the package maven"; return; }
    java=$(java -version 2>&1 | sed -nE 's/.* version "([0-9]+).*/\1/p') || true
    ((${java:-0} >= 17)) || { cannot Kotlin "missing: a JDK, 17 or later. Install the package default-jdk-headless"; return; }
    # What an earlier build generated and this one does not must not be found.
    rm -rf "$work"/kotlin/{classes,test-classes,surefire-reports}
    mvn --quiet --batch-mode -Dstyle.color=never -f "$here/kotlin/pom.xml" -Dcargo.target="$target" test >"$log" 2>&1 || status=$?
    report Kotlin "$status" "$work"/kotlin/surefire-reports/TEST-*.xml
}

# put FILE FOLDER: copies it where it differs, so that nothing is built again for a file that only looks new.
put() {
    mkdir -p "$2"
    cmp -s "$1" "$2/${1##*/}" || cp "$1" "$2/"
}

swift_tests() {
    local package=$here/swift results=$here/swift/.build/results.xml status=0 file why linker=()
    why=$(scripts/swift.sh --install 2>&1 >/dev/null | tee >(cat >&2) | tail -n 1) || { cannot Swift "$why"; return; }
    scripts/swift-package.sh "$package"
    # The tests see neither this environment nor any file outside the project.
    put "$STIPPLE_LARGE_ARCHIVE" "$package/.build"
    printf '%s\n' "$STIPPLE_SERVER" >"$package/.build/server.txt"
    for file in "$STIPPLE_PHOTOS"/*; do put "$file" "$package/.build/photos"; done
    # Swift 6.0 asks for a linker (gold) that Debian's toolchain does not have.
    [[ $(uname -s) != Linux ]] || linker=(-Xswiftc -use-ld=lld)
    rm -f "${results%.xml}"*.xml
    scripts/swift.sh swift test --quiet --package-path "$package" --xunit-output "$results" ${linker[@]+"${linker[@]}"} \
        >"$log" 2>&1 || status=$?
    # XCTest's results and Swift Testing's are two files.
    report Swift "$status" "${results%.xml}"*.xml
}

(($# > 0)) || set -- python kotlin swift
for language; do
    [[ $language =~ ^(python|kotlin|swift)$ ]] || { echo "no such language: $language; python, kotlin or swift" >&2; exit 2; }
done
command -v python3 >/dev/null 2>&1 || { echo "missing: python3. Install the package python3 and run this again; no test was run." >&2; exit 1; }
mkdir -p "$work"
# A real server on loopback, for the tests of the account: gone with this script.
# shellcheck source=tests/foreign/backend.sh
source tests/foreign/backend.sh
serve() {
    cargo build --quiet --locked -p stipple-backend
    rm -rf "$work/server"
    # Tests of all languages come from one address.
    export STIPPLE_RATES_ADDRESS_PER_SECOND=0 STIPPLE_RATES_ACCOUNT_PER_SECOND=0
    # Accounts are for those who were invited.
    export STIPPLE_ACCOUNTS=invitation STIPPLE_INVITATIONS='["day 4"]'
    backend_work=$work/server
    start_backend "${CARGO_TARGET_DIR:-target}/debug/stipple-backend"
    python3 "$here/publish.py" "$backend_url"
}
trap halt_backend EXIT
serve >"$log" 2>&1 || { cat "$log"; echo "the server did not start; no test was run." >&2; exit 1; }
export STIPPLE_SERVER=$backend_url
# With what only tests may call (bindings/src/testing.rs).
bindings/generate.sh --testing "$@" >"$log" 2>&1 || { cat "$log"; echo "bindings/generate.sh failed; no test was run." >&2; exit 1; }
# What takes long enough to import that there is time to stop it.
export STIPPLE_LARGE_ARCHIVE=$work/large-archive.json
python3 "$here/large_archive.py" "$STIPPLE_LARGE_ARCHIVE"
# Photos of heads that nobody has.
export STIPPLE_PHOTOS=$work/photos
"$here/photos.sh" "$STIPPLE_PHOTOS" >"$log" 2>&1 || { cat "$log"; echo "$here/photos.sh failed; no test was run." >&2; exit 1; }
for language; do
    case $language in
        python) python_tests ;;
        kotlin) kotlin_tests ;;
        swift) swift_tests ;;
    esac
done
if ((${#not_run[@]})); then
    printf 'did not run: %s\n' "${not_run[@]}" >&2
    exit 1
fi
exit "$failed"
