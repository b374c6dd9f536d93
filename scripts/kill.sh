#!/usr/bin/env bash
# Kills the server under load, COUNT times (20), and takes the power away from it; everything it acknowledged has to be
# there. Also checks the check: a server that does not wait for the disk has to be found out.
#   scripts/kill.sh [COUNT]
#   scripts/kill.sh --postgres [COUNT]     with its rows in a PostgreSQL, which is killed every third time in its stead
# Not for: speed, or what a disk forgets under PostgreSQL, which that has tests of its own for.
set -euo pipefail
cd "$(dirname "$0")/.."
# Of the whole workspace, as scripts/test.sh builds it: with the features that only this crate asks for, all would be
# built once more.
run() {
    cargo test --workspace --exclude stipple-bindings --exclude stipple-uniffi-bindgen --locked --test it -- \
        --ignored --nocapture --test-threads 1 "$@"
}
if [[ ${1:-} == --postgres ]]; then
    [[ -n ${TEST_POSTGRES:-} ]] || exec scripts/services.sh --only postgres scripts/kill.sh "$@"
    "$TEST_PG_BIN/createdb" -h "$TEST_PG_HOST" -p "$TEST_PG_PORT" -U stipple kills
    STIPPLE_TEST_CONFIG=$(mktemp)
    trap 'rm -f "$STIPPLE_TEST_CONFIG"' EXIT
    printf '[postgres]\naddress = "%s"\n' "${TEST_POSTGRES/dbname=stipple/dbname=kills}" >"$STIPPLE_TEST_CONFIG"
    export STIPPLE_TEST_CONFIG STIPPLE_KILLS="${2:-20}"
    run killed_again_and_again
else
    command -v strace >/dev/null 2>&1 || { echo "missing: strace. Install it and run this again; no test was run." >&2; exit 1; }
    export STIPPLE_KILLS="${1:-20}"
    run kill power
fi
