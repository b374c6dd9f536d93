# shellcheck shell=bash
# Sourced: starts the backend on loopback, as its defaults have it but for ports, and stops it.
#   start_backend PROGRAM [NAME=VALUE...]     sets backend_at (address), backend_url, backend_pid and backend_work (the folder:
#                                             one that is set goes on, else a temporary one is made). Where it is to listen
#                                             again at the address of before, say STIPPLE_LISTEN="$backend_at".
#   halt_backend                              stops it
#   stop_backend                              stops it and takes the folder away
# Not for: load (tests/bench/backend.sh gives it other settings).

start_backend() {
    local program=$1 tries=0
    shift
    [[ -n ${backend_work:-} ]] || backend_work=$(mktemp -d "${TEST_SERVICES_FOLDER:-${TMPDIR:-/tmp}}/stipple-backend.XXXXXX")
    mkdir -p "$backend_work"
    # Empty before it is read: another start may have left its address here.
    : >"$backend_work/told"
    env STIPPLE_LISTEN=127.0.0.1:0 STIPPLE_METRICS=127.0.0.1:0 STIPPLE_FOLDER="$backend_work/data" "$@" \
        "$program" serve >"$backend_work/told" 2>"$backend_work/log" &
    backend_pid=$!
    # It says where it listens once it does.
    until backend_at=$(sed -nE 's|^listening on http://||p' "$backend_work/told") && [[ -n $backend_at ]]; do
        kill -0 "$backend_pid" 2>/dev/null && ((tries++ < 300)) ||
            { cat "$backend_work/log" >&2; echo "the backend did not start" >&2; return 1; }
        read -rt 0.1 <> <(:) || true
    done
    # shellcheck disable=SC2034 # for whoever sources this
    backend_url=http://$backend_at
}

halt_backend() {
    [[ -z ${backend_pid:-} ]] || { kill "$backend_pid" 2>/dev/null && wait "$backend_pid" 2>/dev/null; } || true
    backend_pid=""
}

stop_backend() {
    halt_backend
    [[ -z ${backend_work:-} ]] || rm -rf "$backend_work"
    backend_work=""
}
