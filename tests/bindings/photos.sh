#!/usr/bin/env bash
# Draws the photos that the bindings' tests bring in, into a folder that is made anew: heads that nobody has.
#     tests/bindings/photos.sh FOLDER
# Three of the same crown (before session 1, on day 2 and on day 4), with a canary where cameras write maker, place and
# preview; a front without anything beside its pixels; half a file; and what begins as HEIC does.
# Not for: what is seen in them (crate stipple-heads).
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}
cargo build --quiet --locked --release -p stipple-heads
rm -f "$out"/*
head() { "$target/release/stipple-heads" "${@:2}" -o "$out/$1"; }
crown() { head "$1" --side crown --canary CANARY-7c1f --offset +01:00 --room 3 "${@:2}"; }

crown crown-before.jpg --taken "2026:04:28 09:10:00" --redness 0 --moment 1
crown crown-day-2.jpg --taken "2026:05:03 09:10:00" --redness 7 --moment 2 --yaw 3
crown crown-day-4.jpg --taken "2026:05:05 08:10:00" --redness 4 --moment 3 --roll 2
head front.png --side front --seed 2 --room 9 --width 384 --height 512
dd status=none bs=1000 count=20 if="$out/crown-day-2.jpg" of="$out/broken.jpg"
printf '\0\0\0\x18ftypheic\0\0\0\0mif1heic' >"$out/photo.heic"
