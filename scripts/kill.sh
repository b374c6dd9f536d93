#!/usr/bin/env bash
# Kills the server under load, COUNT times (20), and takes the power away from it; everything it acknowledged has to be
# there. Also checks the check: a server that does not wait for the disk has to be found out.
# Not for: speed. STIPPLE_TEST_CONFIG names a configuration for another store.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v strace >/dev/null 2>&1 || { echo "missing: strace. Install it and run this again; no test was run." >&2; exit 1; }
STIPPLE_KILLS="${1:-20}" cargo test --locked -p stipple-backend --test it -- --ignored --nocapture --test-threads 1 kill power
