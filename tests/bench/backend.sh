#!/usr/bin/env bash
# The backend beside its peers, in one run on this machine and over loopback: durable pushes beside the disk's own fdatasync
# rate and beside atuin's server, pulls beside atuin's, a first sync, pushes to PostgreSQL beside pgbench's single-row
# inserts, and uploads beside npm's @tus/server.
#   tests/bench/backend.sh [ROUNDS]       3 by default; each round has every program in turn, and medians are compared
# SECONDS_EACH=10 is how long each is asked. Builds what it compares with into target/peers, once (atuin takes ten
# minutes of two cores). FOLDER is the disk that is measured; target/ by default. Not for: tests.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3} each=${SECONDS_EACH:-10}
target=${CARGO_TARGET_DIR:-$PWD/target}
peers=$target/peers
mkdir -p "$peers" "${FOLDER:=$target}"
export TEST_SERVICES_FOLDER=$FOLDER
backend=$target/release/stipple-backend load=$target/release/stipple-load
cargo build --release --locked -q -p stipple-backend -p stipple-load
[[ -x $peers/bin/atuin-server ]] || cargo install atuin-server --version =18.24.4 --locked -q --root "$peers" --target-dir "$peers/build"
[[ -d $peers/node_modules/@tus/server ]] ||
    (cd "$peers" && npm init -y >/dev/null && npm install --silent --no-fund --no-audit @tus/server@2.4.5 @tus/file-store@2.1.1 >/dev/null)
cp tests/bench/tus_server.mjs "$peers/"

# shellcheck source=tests/foreign/backend.sh
source tests/foreign/backend.sh
results=$(mktemp) work=$(mktemp -d "$FOLDER/stipple-bench.XXXXXX")
peer_pid=""
stop_peer() {
    [[ -z $peer_pid ]] || { kill "$peer_pid" 2>/dev/null && wait "$peer_pid" 2>/dev/null; } || true
    peer_pid=""
}
trap 'stop_peer; stop_backend; rm -rf "$work" "$results"' EXIT
# A load test comes from one address, and a benchmark has no limit but the machine.
free=(STIPPLE_RATES_ADDRESS_PER_SECOND=0 STIPPLE_RATES_ACCOUNT_PER_SECOND=0)

note() { # note NAME COMMAND...: runs it, and keeps its line of JSON under that name
    local name=$1 line
    shift
    line=$("$@")
    echo "{\"name\": \"$name\", \"load\": $(cut -d' ' -f1 /proc/loadavg), \"result\": $line}" | tee -a "$results"
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_for() { # wait_for PORT
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "$peer_pid" || exit 1
        read -rt 0.1 <> <(:) || true
    done
}

round() {
    local port
    note disk "$load" disk --in "$work" --seconds 3

    start_backend "$backend" "${free[@]}"
    note "push ours" "$load" push --at "$backend_at" --seconds "$each"
    note "pull ours" "$load" pull --at "$backend_at" --seconds "$each"
    note "first sync" "$load" first-sync --at "$backend_at" --times 3
    stop_backend

    port=$(free_port)
    env ATUIN_CONFIG_DIR="$work" ATUIN_OPEN_REGISTRATION=true ATUIN_DB_URI="sqlite://$work/atuin.db" RUST_LOG=error \
        "$peers/bin/atuin-server" start --host 127.0.0.1 --port "$port" >"$work/atuin.log" 2>&1 &
    peer_pid=$!
    wait_for "$port"
    note "push atuin" "$load" push --server atuin --at "127.0.0.1:$port" --seconds "$each"
    note "pull atuin" "$load" pull --server atuin --at "127.0.0.1:$port" --seconds "$each"
    stop_peer
    rm -f "$work"/atuin.db*
    note disk "$load" disk --in "$work" --seconds 3

    for connections in 1 8; do
        start_backend "$backend" "${free[@]}"
        note "upload ours $connections" "$load" upload --at "$backend_at" --connections "$connections" --bytes 4000000 --seconds "$each"
        stop_backend
        port=$(free_port)
        mkdir -p "$work/tus"
        (cd "$peers" && exec node tus_server.mjs "$port" "$work/tus") >"$work/tus.log" 2>&1 &
        peer_pid=$!
        wait_for "$port"
        note "upload tus $connections" "$load" upload --at "127.0.0.1:$port" --path /files --connections "$connections" --bytes 4000000 --seconds "$each"
        stop_peer
        rm -rf "$work/tus"
    done
}

pgbench_inserts() { # one line of JSON, as the load client's
    # One row with a key, 400 bytes, each its own transaction; prepared, which is the fastest that pgbench does.
    echo "INSERT INTO bench (id, body) VALUES (gen_random_uuid(), decode(repeat('5a', 400), 'hex'));" >"$work/insert.sql"
    "$TEST_PG_BIN/psql" -q "$TEST_POSTGRES" -c "DROP TABLE IF EXISTS bench; CREATE TABLE bench (id uuid PRIMARY KEY, body bytea NOT NULL)" >/dev/null 2>&1
    "$TEST_PG_BIN/pgbench" -n -M prepared -c 64 -j 2 -T "$each" -f "$work/insert.sql" \
        -h 127.0.0.1 -p "$TEST_PG_PORT" -U stipple stipple 2>/dev/null |
        sed -nE 's/^tps = ([0-9.]+).*/{"per_second": \1}/p'
}
postgres_round() {
    note "pgbench" pgbench_inserts
    start_backend "$backend" "${free[@]}" STIPPLE_POSTGRES_ADDRESS="$TEST_POSTGRES"
    note "push postgres" "$load" push --at "$backend_at" --seconds "$each"
    note "pull postgres" "$load" pull --at "$backend_at" --seconds "$each"
    stop_backend
}

if [[ ${IN_SERVICES:-} == yes ]]; then # called by itself below, beside a PostgreSQL server
    for _ in $(seq "$rounds"); do postgres_round; done
    cp "$results" "$RESULTS_TO"
    exit
fi
for _ in $(seq "$rounds"); do round; done
IN_SERVICES=yes RESULTS_TO="$work/postgres" scripts/services.sh --only postgres tests/bench/backend.sh "$rounds"
python3 tests/bench/backend.py "$results" "$work/postgres"
