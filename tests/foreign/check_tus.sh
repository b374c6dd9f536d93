#!/usr/bin/env bash
# Other people's tus clients upload to the backend, are cut off half way and resume in another process: tus-js-client (npm)
# and tuspy (PyPI). What the server then holds is compared byte for byte.
#   tests/foreign/check_tus.sh BACKEND LOAD VENV      VENV: with what backend-requirements.txt lists
# Not for: our own client (core's tests), and the wire's every answer (the backend's tests).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/foreign/backend.sh
source "$here/backend.sh"
# shellcheck source=tests/counting.sh
source "$here/../counting.sh"
load=$2 venv=$3

start_backend "$1"
trap stop_backend EXIT
(cd "$backend_work" && cp "$here"/tus/package.json . && cp "$here"/tus/upload.mjs . && npm install --silent --no-fund --no-audit >/dev/null)
STIPPLE_TOKEN=$("$load" token --at "$backend_at")
export STIPPLE_TOKEN

size=$((5 * 1024 * 1024 + 321))
resume() { # resume NAME COMMAND...: COMMAND ENDPOINT FILE HASH NOTES, first over a line that breaks, then over a whole one
    local name=$1 file hash line status=0 port
    shift
    file=$backend_work/$name.photo
    head -c "$size" /dev/urandom >"$file"
    hash=$("$load" hash "$file")
    coproc CUT { exec python3 "$here/cut.py" --to "${backend_at#*:}" --after $((size * 6 / 10)); }
    local in=${CUT[1]} pid=$CUT_PID
    read -r port <&"${CUT[0]}"
    line=$("$@" "http://127.0.0.1:$port/v1/blobs" "$file" "$hash" "$backend_work/$name.notes") || status=$?
    that "$name is cut off: $line" test "$status" == 3
    status=0
    # The address that was written down is the line's, which holds now.
    line=$("$@" "http://127.0.0.1:$port/v1/blobs" "$file" "$hash" "$backend_work/$name.notes") || status=$?
    that "$name resumes: $line" test "$status" == 0
    that "$name went on where it was" grep -qE 'from byte [1-9][0-9]*' <<<"$line"
    curl -sS -H "Authorization: Bearer $STIPPLE_TOKEN" "http://$backend_at/v1/blobs/$hash" -o "$file.back"
    that "what $name uploaded comes back whole" cmp "$file" "$file.back"
    exec {in}>&-
    wait "$pid" 2>/dev/null || true
}
resume tus-js-client node "$backend_work/upload.mjs"
resume tuspy "$venv/bin/python" "$here/tus/upload.py"

counted
