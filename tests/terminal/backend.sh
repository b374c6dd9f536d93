# A real server on loopback for a test script, gone with the script. To be sourced.
#   start_backend BACKEND FOLDER    sets backend_url and backend_pid; starting it again in the same folder goes on there
# Not for: the server's own tests (backend/tests).
start_backend() {
    local program=$1 folder=$2 line=
    mkdir -p "$folder"
    rm -f "$folder/said"
    mkfifo "$folder/said"
    STIPPLE_FOLDER=$folder STIPPLE_LISTEN=${backend_address:-127.0.0.1:0} STIPPLE_METRICS=127.0.0.1:0 \
        "$program" serve >"$folder/said" 2>"$folder/log" &
    backend_pid=$!
    # Its first line says that it is ready, and where.
    read -r line <"$folder/said" || true
    rm -f "$folder/said"
    backend_url=${line#listening on }
    [[ $backend_url == http://* ]] || { echo "the server did not start: $line" >&2; cat "$folder/log" >&2; return 1; }
    backend_address=${backend_url#http://}
}

stop_backend() {
    [[ -z ${backend_pid:-} ]] || { kill "$backend_pid" 2>/dev/null && wait "$backend_pid" 2>/dev/null; }
    backend_pid=
}
