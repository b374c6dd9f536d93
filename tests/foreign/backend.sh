# shellcheck shell=bash
# Sourced: starts the backend on loopback in a temporary folder, as its defaults have it but for ports, and stops it.
#   start_backend PROGRAM [NAME=VALUE...]     sets backend_at (address), backend_pid and backend_work (the folder, which
#                                             it makes where there is none)
#   halt_backend                              stops it
#   stop_backend                              stops it and takes the folder away
# Not for: load (tests/bench/backend.sh gives it other settings).

start_backend() {
    local program=$1 tries=0
    shift
    [[ -n ${backend_work:-} ]] || backend_work=$(mktemp -d "${TEST_SERVICES_FOLDER:-${TMPDIR:-/tmp}}/stipple-backend.XXXXXX")
    env STIPPLE_LISTEN=127.0.0.1:0 STIPPLE_METRICS=127.0.0.1:0 STIPPLE_FOLDER="$backend_work/data" "$@" \
        "$program" serve >"$backend_work/told" 2>"$backend_work/log" &
    backend_pid=$!
    # It says where it listens once it does.
    until backend_at=$(sed -nE 's|^listening on http://||p' "$backend_work/told") && [[ -n $backend_at ]]; do
        kill -0 "$backend_pid" 2>/dev/null && ((tries++ < 300)) ||
            { cat "$backend_work/log" >&2; echo "the backend did not start" >&2; return 1; }
        read -rt 0.1 <> <(:) || true
    done
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
