#!/usr/bin/env bash
# What docs/operate.md says is done, and the answers are the same bytes after each step: a server's data moves from its folder
# to PostgreSQL and S3; PostgreSQL is dumped and restored by its own tools; a backup of a folder is served from.
#   scripts/services.sh tests/foreign/check_move.sh BACKEND LOAD
# Not for: what the answers are (the backend's tests).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/foreign/backend.sh
source "$here/backend.sh"
# shellcheck source=tests/counting.sh
source "$here/../counting.sh"
backend=$1 load=$2
trap stop_backend EXIT
start_backend "$backend" STIPPLE_RATES_ADDRESS_PER_SECOND=0 STIPPLE_RATES_ACCOUNT_PER_SECOND=0

token=$("$load" token --at "$backend_at")
auth=(-sS -H "Authorization: Bearer $token")
# Both in one request each: of a name as long as ours s3s-fs cannot make parts (a file name has 255 bytes).
for blob in large:4000000 small:70000; do
    head -c "${blob#*:}" /dev/urandom >"$backend_work/${blob%:*}"
done
upload() { # upload FILE
    local place name
    name=$("$load" hash "$1")
    place=$(curl "${auth[@]}" -D - -o /dev/null -X POST -H "Tus-Resumable: 1.0.0" -H "Upload-Length: $(stat -c %s "$1")" \
        -H "Upload-Metadata: hash $(printf %s "$name" | base64 -w0)" "http://$backend_at/v1/blobs" |
        tr -d '\r' | sed -nE 's/^[Ll]ocation: *//p')
    curl "${auth[@]}" -f -o /dev/null -X PATCH -H "Tus-Resumable: 1.0.0" -H "Upload-Offset: 0" \
        -H "Content-Type: application/offset+octet-stream" --data-binary "@$1" "http://$backend_at$place"
}
record() { printf '{"id": "%s", "ciphertext": "%s"}' "$(cat /proc/sys/kernel/random/uuid)" "$(head -c 400 /dev/urandom | base64 -w0)"; }
upload "$backend_work/large"
upload "$backend_work/small"
for _ in 1 2 3; do
    curl "${auth[@]}" -f -o /dev/null -H "Content-Type: application/json" \
        -d "{\"records\": [$(record), $(record)]}" "http://$backend_at/v1/records"
done
erased=$(curl "${auth[@]}" "http://$backend_at/v1/records?after=0&limit=2" | python3 -c 'import json, sys; print(json.load(sys.stdin)["records"][1]["id"])')
curl "${auth[@]}" -f -X DELETE "http://$backend_at/v1/records/$erased"
"$load" push --at "$backend_at" --connections 3 --seconds 1 >/dev/null

answers() { # answers: what the server says of the account, and its blobs
    curl "${auth[@]}" "http://$backend_at/v1/records?after=0&limit=1000" "http://$backend_at/v1/devices"
    for blob in large small; do
        curl "${auth[@]}" "http://$backend_at/v1/blobs/$("$load" hash "$backend_work/$blob")" | sha256sum
    done
}
same_answers() { answers >"$backend_work/now" && cmp "$backend_work/before" "$backend_work/now"; }
answers >"$backend_work/before"
that "there is something to compare" grep -q '"ciphertext":null' "$backend_work/before"

"$backend" --version
env STIPPLE_FOLDER="$backend_work/data" "$backend" backup "$backend_work/copy" >"$backend_work/backup"
that "a backup beside the running server: $(tail -n 1 "$backend_work/backup")" grep -qx "0 faults" "$backend_work/backup"
halt_backend

elsewhere=(STIPPLE_POSTGRES_ADDRESS="$TEST_POSTGRES" STIPPLE_S3_BUCKET="$TEST_S3_BUCKET" STIPPLE_S3_ENDPOINT="$TEST_S3_ENDPOINT"
    STIPPLE_S3_KEY="$TEST_S3_KEY" STIPPLE_S3_SECRET="$TEST_S3_SECRET" STIPPLE_S3_PREFIX=of)
env "${elsewhere[@]}" STIPPLE_FOLDER="$backend_work/data" "$backend" move >"$backend_work/moved"
that "moved to PostgreSQL and S3: $(tr '\n' ' ' <"$backend_work/moved")" grep -qx "0 faults" "$backend_work/moved"
mv "$backend_work/data" "$backend_work/old"
mv "$backend_work/old/blobs" "$backend_work/old-blobs"
env "${elsewhere[@]:1}" STIPPLE_FOLDER="$backend_work/old" "$backend" backup "$backend_work/from-s3" >"$backend_work/backup"
that "a backup of rows here and blobs on S3: $(tail -n 1 "$backend_work/backup")" grep -qx "0 faults" "$backend_work/backup"
that "it has the blobs" diff -r "$backend_work/copy/blobs" "$backend_work/from-s3/blobs"
mv "$backend_work/old-blobs" "$backend_work/old/blobs"
start_backend "$backend" "${elsewhere[@]}"
that "the same answers from there" same_answers
that "a second move is refused" bash -c '! env "$@" >/dev/null 2>&1' - "${elsewhere[@]}" STIPPLE_FOLDER="$backend_work/old" "$backend" move
halt_backend

tools=(-h "$TEST_PG_HOST" -p "$TEST_PG_PORT" -U stipple)
"$TEST_PG_BIN/createdb" "${tools[@]}" restored
"$TEST_PG_BIN/pg_dump" "${tools[@]}" -Fc stipple | "$TEST_PG_BIN/pg_restore" "${tools[@]}" -d restored --exit-on-error
restored=("${elsewhere[@]}" STIPPLE_POSTGRES_ADDRESS="${TEST_POSTGRES/dbname=stipple/dbname=restored}")
env "${restored[@]}" "$backend" check >"$backend_work/checked"
that "dumped and restored: $(tr '\n' ' ' <"$backend_work/checked")" grep -qx "0 faults" "$backend_work/checked"
start_backend "$backend" "${restored[@]}"
that "the same answers from what was restored" same_answers
halt_backend

start_backend "$backend" STIPPLE_FOLDER="$backend_work/copy"
that "the same answers from the backup of the folder" same_answers

counted
