#!/usr/bin/env bash
# What a record costs on the server's disk, in SQLite and in PostgreSQL, with its index and its place in the log.
#   tests/bench/backend_size.sh [RECORDS [BYTES]]     100,000 of 400 bytes by default, of one account
# docs/scale.md reckons with it. Not for: speed (backend.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
records=${1:-100000} bytes=${2:-400}
target=${CARGO_TARGET_DIR:-$PWD/target}
backend=$target/release/stipple-backend load=$target/release/stipple-load
cargo build --release --locked -q -p stipple-backend -p stipple-load
# shellcheck source=tests/foreign/backend.sh
source tests/foreign/backend.sh
trap stop_backend EXIT
settings=(STIPPLE_RATES_ADDRESS_PER_SECOND=0 STIPPLE_RATES_ACCOUNT_PER_SECOND=0 STIPPLE_LIMITS_RECORDS=10000000)

fill() { "$load" first-sync --at "$backend_at" --records "$records" --bytes "$bytes" --times 1 >/dev/null; }
each() { echo "$1: $2 bytes for $records records of $bytes bytes, $(($2 / records)) each"; }

if [[ -n ${TEST_POSTGRES:-} ]]; then # called by itself below, beside a PostgreSQL server
    start_backend "$backend" "${settings[@]}" STIPPLE_POSTGRES_ADDRESS="$TEST_POSTGRES"
    fill
    each PostgreSQL "$("$TEST_PG_BIN/psql" -qtA "$TEST_POSTGRES" -c "VACUUM FULL records" -c "SELECT pg_total_relation_size('records')")"
    exit
fi
start_backend "$backend" "${settings[@]}"
fill
halt_backend
each SQLite "$(find "$backend_work/data" -name '*.db*' -printf '%s\n' | awk '{ sum += $1 } END { print sum }')"
stop_backend
scripts/services.sh --only postgres tests/bench/backend_size.sh "$records" "$bytes"
