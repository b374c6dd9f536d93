#!/usr/bin/env bash
# Import of a 12 MP photo beside libjpeg-turbo's 1/8 greyscale decode, and beside Pillow, libvips and sharp at the same work;
# and the memory it takes at 12 and 100 MP. Ratios of medians of one run in which the programs take turns.
# Installs what it compares with into a temporary folder; `nasm` lets our decoder use its assembler.
# Not for: tests.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v nasm >/dev/null || { apt-get update -qq && apt-get install -y -qq nasm >/dev/null; } \
    || echo "no nasm: measuring our decoder in plain C" >&2
cargo build --release --locked -q -p stipple-heads
cargo build --release --locked -q -p stipple-photo --example import
# As a phone would: 4:2:0, sensor noise, turned, with its moment in EXIF.
draw() { # draw NAME WIDTH HEIGHT NOISE
    "$target/release/stipple-heads" --seed 3 --redness 6 --hair 1.5 --noise "$4" --gradient 0.2 --orientation 6 \
        --taken "2026:11:27 10:00:00" --offset +01:00 --width "$2" --height "$3" --quality 92 -o "$work/$1.jpg"
}
draw 12mp 3024 4032 6.5
draw 100mp 8736 11648 5
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check simplejpeg==1.9.0 pillow==13.0.0 pyvips==3.2.0 pyvips-binary==8.18.7
(cd "$work" && npm init -y >/dev/null && npm install --silent --no-fund --no-audit sharp >/dev/null)
"$work/venv/bin/python" tests/bench/photo_import.py --import-program "$target/release/examples/import" --work "$work"
