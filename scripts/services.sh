#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server and an S3 server of its own, and stops both when the command ends:
#   scripts/services.sh COMMAND ARGUMENT...
#   scripts/services.sh --only postgres COMMAND ARGUMENT...      (or: --only s3)
#   scripts/services.sh --install      only makes sure that both can be started
# The command finds them by TEST_POSTGRES (a connection string) and TEST_S3_ENDPOINT, _BUCKET, _KEY and _SECRET; and
# TEST_SERVICES=here says that a test which finds none of them has failed. (Not STIPPLE_: those are the backend's settings.)
# PostgreSQL is Debian's package, or any whose programs are on the PATH; it listens on a unix socket and on a loopback port,
# as root it runs as the user postgres. S3 is s3s-fs from crates.io, built once into target/services: it checks
# signatures and keeps objects as files, in a build of three minutes. Everything they write lies in one temporary
# folder. TEST_SERVICES_FOLDER puts that elsewhere: on the disk that is to be measured, say.
# Not for: a server that keeps anything (docs/operate.md), and durability of the S3 server.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
tools=${CARGO_TARGET_DIR:-$root/target}/services
s3s_version=0.14.1

die() {
    printf 'services.sh: %s\n' "$*" >&2
    exit 1
}

only=both
[[ ${1:-} == --only ]] && { only=$2; shift 2; }
[[ $only == both || $only == postgres || $only == s3 ]] || die "--only postgres or --only s3, not $only"
(($# > 0)) || die "say what to run, as in: scripts/services.sh cargo test -p stipple-backend (or --install)"

find_postgres() { # sets `pg` to the folder of PostgreSQL's programs
    local found
    found=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -n 1)
    [[ -n $found ]] || found=$(command -v initdb || true)
    [[ -n $found ]] || return 1
    pg=$(dirname "$(readlink -f "$found")")
}

install_postgres() {
    find_postgres && return
    [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null 2>&1 ||
        die "missing: PostgreSQL. Install it (Debian: postgresql) and run this again"
    echo "services.sh: installing postgresql" >&2
    # Only its programs: without this the package starts a cluster of its own on port 5432.
    mkdir -p /etc/postgresql-common
    [[ -e /etc/postgresql-common/createcluster.conf ]] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql postgresql-contrib >/dev/null
    find_postgres || die "the package postgresql brought no initdb"
}

install_s3() {
    [[ -x $tools/bin/s3s-fs ]] && "$tools/bin/s3s-fs" --version 2>/dev/null | grep -qF "$s3s_version" && return
    echo "services.sh: building s3s-fs $s3s_version (once)" >&2
    # Unoptimised: it is there to be talked to, not to be measured, and builds in a third of the time.
    cargo install s3s-fs --version "=$s3s_version" --features binary --locked --debug --quiet \
        --root "$tools" --target-dir "$tools/build" >&2 || die "s3s-fs could not be built"
    rm -rf "$tools/build"
}

[[ $only == s3 ]] || install_postgres
[[ $only == postgres ]] || install_s3
[[ $1 == --install ]] && exit 0

# As the user that the servers run as: PostgreSQL refuses to be root.
as=()
if [[ $(id -u) == 0 ]]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    as=(runuser -u "$user" --)
fi

work=$(mktemp -d "${TEST_SERVICES_FOLDER:-${TMPDIR:-/tmp}}/stipple-services.XXXXXX")
chmod 755 "$work"
s3_pid=""
stop() {
    trap - EXIT INT TERM
    [[ -z $s3_pid ]] || kill "$s3_pid" 2>/dev/null || true
    [[ ! -e $work/postgres/postmaster.pid ]] ||
        "${as[@]}" "$pg/pg_ctl" stop -D "$work/postgres" -m immediate -w -s >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_postgres() {
    local port
    mkdir "$work/postgres" "$work/socket"
    [[ -z ${as[*]} ]] || chown "$user" "$work/postgres" "$work/socket"
    (cd "$work" && "${as[@]}" "$pg/initdb" -D "$work/postgres" -U stipple -A trust -E UTF8 --locale=C --no-instructions >"$work/initdb.log" 2>&1) ||
        { cat "$work/initdb.log" >&2; die "initdb failed"; }
    port=$(free_port)
    # Durable as it comes (fsync, synchronous_commit on); the rest is room for many test processes at once. A program of its
    # own: a test that kills PostgreSQL starts it again.
    {
        printf '#!/bin/sh\ncd %q && exec' "$work"
        printf ' %q' "${as[@]}" "$pg/pg_ctl" start -D "$work/postgres" -w -s -l "$work/postgres/server.log" -o \
            "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$work/socket -c max_connections=300"
        printf '\n'
    } >"$work/start-postgres"
    chmod 755 "$work/start-postgres"
    "$work/start-postgres" || { cat "$work/postgres/server.log" >&2; die "PostgreSQL did not start"; }
    "$pg/createdb" -h "$work/socket" -p "$port" -U stipple stipple
    export TEST_POSTGRES="host=127.0.0.1 port=$port user=stipple dbname=stipple"
    export TEST_PG_BIN=$pg TEST_PG_HOST=$work/socket TEST_PG_PORT=$port TEST_PG_DATA=$work/postgres TEST_PG_START=$work/start-postgres
}

start_s3() {
    local port tries=0
    port=$(free_port)
    # Short, as prefixes have to be: s3s-fs makes one file name of bucket and key, and a name has 255 bytes.
    mkdir -p "$work/s3/smp"
    "$tools/bin/s3s-fs" --host 127.0.0.1 --port "$port" --access-key stipple-test --secret-key stipple-test-secret \
        "$work/s3" >"$work/s3.log" 2>&1 &
    s3_pid=$!
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$s3_pid" 2>/dev/null && ((tries++ < 100)) || { cat "$work/s3.log" >&2; die "s3s-fs did not start"; }
        read -rt 0.1 <> <(:) || true
    done
    export TEST_S3_ENDPOINT=http://127.0.0.1:$port TEST_S3_BUCKET=smp
    export TEST_S3_KEY=stipple-test TEST_S3_SECRET=stipple-test-secret
}

[[ $only == s3 ]] || start_postgres
[[ $only == postgres ]] || start_s3
[[ $only != both ]] || export TEST_SERVICES=here
"$@"
