#!/usr/bin/env bash
# Two devices at a terminal and a studio, with a real server: what README.md shows, and what goes wrong.
#
#     second_device.sh STIPPLE STIPPLE-BACKEND
#
# Prints "N passed" and, where something is wrong, "N failed"; exit 1 if anything is.
# Not for: what is sealed and merged (core/src/sync), or the server's calls (backend/tests).
set -euo pipefail
stipple=$(realpath "$1") backend=$(realpath "$2")
here=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/counting.sh
source "$here/tests/counting.sh"
# shellcheck source=tests/foreign/backend.sh
source "$here/tests/foreign/backend.sh"
work=$(mktemp -d)
trap 'stop_backend; rm -rf "$work"' EXIT
cd "$work"
backend_work=$work/server

# Lines are broken where the terminal ends: only the words count.
says() { local text=$1; shift; "$@" >said 2>&1 || true; tr -s ' \n' ' ' <said | grep -qF -- "$text" || { cat said; return 1; }; }
one() { "$stipple" --data one --zone Europe/London "$@"; }
two() { "$stipple" --data two --zone Europe/London "$@"; }
three() { "$stipple" --data three --zone Europe/London "$@"; }
kept() { "$stipple" --data "$1" export -o -; }
code=

start_backend "$backend"

# A second device, in three lines.
one course start --at "2026-05-01 12:00" >/dev/null
one session done --ended "2026-05-01 17:30" --at "2026-05-01 18:00" >/dev/null
one photo add "$here/core/photo/tests/golden/side-by-side.png" --angle back --at "2026-05-02 12:00" >/dev/null
code=$(one account create --server "$backend_url" --name laptop 2>/dev/null)
that "the code has 27 symbols" same "${#code}" 33
that "the second device joins" two account join "$code" --server "$backend_url" --name phone
that "both hold the same" same "$(kept two)" "$(kept one)"
that "the photo came" two photo export "$(two photo list --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["photos"][0]["id"])')" -o photo.png
that "and is the one that went" cmp photo.png "$here/core/photo/tests/golden/side-by-side.png"

# Both edit while they do not hear of each other, and meet.
one skin --seen scabs --at "2026-05-03 08:00" >/dev/null
two session plan --starts "2026-05-18 10:00" --at "2026-05-03 09:00" >/dev/null
that "one syncs" one sync
that "two syncs" two sync
that "one hears of two" says "came." one sync
that "both hold the same again" same "$(kept two)" "$(kept one)"
that "in step" says "Last in step" two sync --status
that "as JSON" same "$(two sync --json | python3 -c 'import json,sys; v=json.load(sys.stdin); print(v["in_step"], v["offline"], v["account"]["waiting"])')" "True False 0"
that "the devices are listed by their names" says "phone" one account devices
that "one is this one" says "this device" one account devices

# Offline is normal.
halt_backend
one skin --gone scabs --at "2026-05-06 08:00" >/dev/null
that "nobody is reached, and that is no error" says "The server was not reached" one sync
that "what waits is said" says "1 change waits" one sync --status
that "the devices cannot be listed, and that is no error" says "The server was not reached" two account devices
start_backend "$backend" STIPPLE_LISTEN="$backend_at"
that "it goes on" one sync
that "and the other has it" two sync
that "both hold the same after that" same "$(kept two)" "$(kept one)"

# A lost phone is shut out; a wrong code opens nothing.
phone=$(one account devices --json | python3 -c 'import json,sys; print(next(d["id"] for d in json.load(sys.stdin)["devices"] if not d["current"]))')
that "two is shut out" one account revoke "${phone:0:8}"
that "two is told" says "shut out" two sync
that "and a script is, by exit 1" not two sync
that "and keeps what it has" two today
that "it joins again by the code" two account join "$code" --server "$backend_url"
that "a code with a slip is refused" not two account join "${code%?}" --server "$backend_url"

# The code is changed: the old one is worth nothing.
new=$(one account rotate --yes 2>/dev/null)
that "the new code is another" not same "$new" "$code"
that "the old code opens nothing, says the server" says "does not have this account" three account join "$code" --server "$backend_url"
that "two is told that the account is gone" says "does not have this account" two sync
that "two joins with the new one" two account join "$new" --server "$backend_url"
that "both hold the same under the new code" same "$(kept two)" "$(kept one)"

# A studio's sheet, published once, scanned, accepted by hand.
sheet() { sed "s/^revision = 1\$/revision = $1/; s/\"10d\"/\"$2\"/" "$here/core/sheets/scalp-envy.toml" >"sheet-$1.toml"; }
sheet 2 12d && sheet 3 14d
studio() { "$stipple" sheet "$@"; }
studio keygen -o studio.key --no-password >words
studio keygen -o other.key --no-password >/dev/null
studio sign sheet-2.toml --key studio.key >/dev/null
that "a sheet is published" studio publish sheet-2.toml --key studio.pub --server "$backend_url"
that "again: the same" studio publish sheet-2.toml --key studio.pub --server "$backend_url"
qr=$(studio qr sheet-2.toml --key studio.pub --server "$backend_url" | tail -n 1)
that "the code is fetched, with the studio's words" says "$(head -n 1 words)" one sheet fetch "$qr"
that "nothing changed yet" says "Revision 1" one sheet show
that "it is accepted by hand" one sheet accept scalp-envy --yes
that "and holds" says "Revision 2" one sheet show
that "the plain files lie there" "$stipple" sheet verify one/sheets/scalp-envy.toml --key one/sheets/scalp-envy.toml.pub
one sync >/dev/null && two sync >/dev/null
that "the key travels to the other device" says "$(head -n 1 words)" two sheet show
studio sign sheet-3.toml --key studio.key >/dev/null
studio publish sheet-3.toml --key studio.pub --server "$backend_url" >/dev/null
that "the other device finds the next revision at its account's server" says "14d" two sheet fetch scalp-envy
that "and accepts it" two sheet accept scalp-envy --yes
studio sign sheet-3.toml --key other.key -o sheet-3.toml.minisig >/dev/null
that "another key cannot publish under the id" says "belongs to another key" studio publish sheet-3.toml --key other.pub --server "$backend_url"
sheet 3 15d && studio sign sheet-3.toml --key studio.key >/dev/null
that "a revision never changes" says "published already" studio publish sheet-3.toml --key studio.pub --server "$backend_url"
that "what nobody published is not there" says "no such sheet" one sheet fetch nothing --server "$backend_url"
# A server that lies: the id is a studio's, the key in the QR is not.
lie=$(studio qr sheet-2.toml --key other.pub --server "$backend_url" | tail -n 1)
that "the QR's key decides" says "Another key signed" two sheet fetch "$lie"

# A third device deletes everything: it is gone from the list, and the others are not asked.
that "a third device joins" three account join "$new" --server "$backend_url" --name tablet
that "in an account, deleting everything asks what becomes of it" says "--account leave" three delete --yes
halt_backend
that "offline nothing is deleted" not three delete --account leave --yes
that "and everything is still there" says "Session 1" three course show
start_backend "$backend" STIPPLE_LISTEN="$backend_at"
that "online it goes on" three delete --yes
that "nothing is left of it" not test -e three
that "the server lists it no more" not says "tablet" one account devices
that "the others stay in the account" one sync

# The account is deleted for every device.
records() { python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("select count(*) from records").fetchone()[0])' server/data/stipple.db; }
that "the server holds records" not same "$(records)" 0
that "the account is deleted" one account forget --delete --yes
that "the other is told" says "does not have this account" two sync
that "what was here is still here" says "Session 1" one course show
that "the server holds no record any more" same "$(records)" 0

counted
