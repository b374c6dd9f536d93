#!/usr/bin/env bash
# Lines generated pairs of photos up, beside OpenCV's ORB and SIFT with MAGSAC, in one run (docs/benchmarks.md).
#   tests/bench/photo_align.sh [HARD [BRUTAL [NON-MATCHING]]]    how many pairs: by default 200, 200 and 1000
# Installs OpenCV into a temporary environment. On two cores that do nothing else it takes about an hour.
set -euo pipefail
cd "$(dirname "$0")/../.."
hard=${1:-200} brutal=${2:-200} other=${3:-1000}
for tool in cargo python3; do
    command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 2; }
done
cargo build --quiet --release -p stipple-heads
cargo build --quiet --release -p stipple-photo --example align_pairs
built=${CARGO_TARGET_DIR:-target}/release
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
python3 -m venv "$data/venv"
"$data/venv/bin/pip" install --quiet 'opencv-python-headless==5.0.*' numpy

"$built/stipple-heads" --set hard --seed 0 --count "$hard" -o "$data/hard" &
"$built/stipple-heads" --set brutal --seed 0 --count "$brutal" -o "$data/brutal"
wait %1
"$data/venv/bin/python" tests/bench/photo_align.py "$built/examples/align_pairs" "$data/hard" "$data/brutal"

half=$((other / 2))
"$built/examples/align_pairs" non-matching 10000 "$half" >"$data/one" &
"$built/examples/align_pairs" non-matching $((10000 + half)) $((other - half)) >"$data/two"
wait %1
echo "accepted of $other that do not belong together: $(cat "$data/one" "$data/two" | grep -vc 'none$' || true)"
