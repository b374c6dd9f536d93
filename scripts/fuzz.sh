#!/usr/bin/env bash
# Fuzzes everything that a stranger's file can reach, each target for a while: scripts/fuzz.sh [SECONDS], 60 by default.
# Installs cargo-fuzz where it is missing. Stops at the first find and says how to run it again. Not for: CI, which has
# to end the same way each time (`scripts/test.sh`).
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "usage: scripts/fuzz.sh [SECONDS]" >&2; exit 2; }

command -v cargo-fuzz >/dev/null 2>&1 || cargo install cargo-fuzz --locked
# The sanitizers hang on flags that stable Rust hides.
export RUSTC_BOOTSTRAP=1
# Freed memory is kept aside for a while, to catch its use: within the limit below.
export ASAN_OPTIONS=${ASAN_OPTIONS:-quarantine_size_mb=64}

for target in sheet question archive; do
    printf '\n== %s, %s s\n' "$target" "$seconds"
    mkdir -p "fuzz/corpus/$target"
    # New finds go to the first folder; the others are read only.
    folders=("fuzz/corpus/$target" "fuzz/seeds/$target")
    [[ $target == sheet ]] && folders+=(tests/fixtures/sheets)
    cargo fuzz run "$target" "${folders[@]}" -- -max_total_time="$seconds" -dict="fuzz/dictionaries/$target.dict" \
        -rss_limit_mb=512 -timeout=10 -print_final_stats=1
done
