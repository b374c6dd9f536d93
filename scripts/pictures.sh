#!/usr/bin/env bash
# Makes the README's pictures with the program itself, from generated heads (no real person's photo).
# Not for: tests. Run it after a change to what pictures look like, and look at them.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/docs/pictures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --locked -p stipple-cli -p stipple-heads
stipple() { target/release/stipple --data "$work/data" --zone Europe/London --at "2026-05-30 12:00" "$@"; }

photo() { # photo DAY REDNESS DOTS YAW ROLL: one of the same head, each time in another room
    target/release/stipple-heads --seed 5 --side back --tone 0.25 --width 960 --height 1200 --scale 1.05 \
        --redness "$2" --dots "$3" --yaw "$4" --roll "$5" --room "$1" --moment "$1" --exposure "${6:-1}" \
        --taken "2026:05:$1 09:10:00" --offset +01:00 -o "$work/$1.jpg"
}
photo 01 0 0.1 0 0
photo 02 12 0.6 4 3
photo 04 10 0.58 -6 -2 0.9
photo 07 7 0.55 -5 -4
photo 11 4.5 0.52 2 5 1.1
photo 15 3 0.5 6 2
photo 22 2 0.46 -3 -5 0.95

stipple course start >/dev/null
stipple session done --ended "2026-05-01 17:30" >/dev/null
stipple photo add "$work"/*.jpg --angle back >/dev/null
mapfile -t ids < <(stipple photo list --json | python3 -c "import json, sys; print(*[p['id'] for p in reversed(json.load(sys.stdin)['photos'])], sep='\n')")
mkdir -p "$out"
stipple photo compare "${ids[1]}" "${ids[5]}" -o "$out/compare.jpg"
stipple photo trend back -o "$out/trend.png" >/dev/null
stipple photo lapse back -o "$out/lapse.gif"
