#!/usr/bin/env bash
# How long `stipple today` takes on a diary with 20 courses, beside `stipple --version`: at most 2.5 times as long.
#   tests/bench/startup.sh [PROGRAM]        PROGRAM: a release build, by default target/release/stipple
# Runs the two by turns, so that a busy machine slows both alike, and compares medians. Not for: the engine's own speed.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/stipple}
[[ -x $program ]] || { echo "no program at $program: cargo build --release -p stipple-cli" >&2; exit 2; }
command -v python3 >/dev/null || { echo "missing: python3" >&2; exit 2; }
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
say() { "$program" --data "$data" --zone Europe/London "$@" >/dev/null; }

day() { date -u -d "2024-01-05 +$1 days" +%F; }
for course in $(seq 0 19); do
    first=$((course * 40))
    say course start --at "$(day "$first") 09:00"
    for session in 0 1; do
        held=$((first + session * 15))
        say session done --at "$(day "$held") 18:00" --ended "$(day "$held") 17:30" --note "session $session"
        for report in $(seq 1 5); do
            say skin --at "$(day $((held + report))) 08:00" --seen scabs --gone weeping
        done
    done
    ((course == 19)) || say course finish --at "$(day $((first + 30))) 09:00"
done
now="$(day $((19 * 40 + 20))) 09:00"

python3 - "$program" --data "$data" --zone Europe/London --at "$now" <<'PYTHON'
import statistics, subprocess, sys, time
program, options = sys.argv[1], sys.argv[2:]
commands = {"--version": [program, "--version"], "today": [program, "today", *options]}
times = {name: [] for name in commands}
for turn in range(220):
    for name, command in commands.items():
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        if turn >= 20:
            times[name].append(time.perf_counter() - begun)
medians = {name: statistics.median(all) for name, all in times.items()}
for name, median in medians.items():
    print(f"stipple {name:10} {median * 1000:6.2f} ms (median of 200)")
ratio = medians["today"] / medians["--version"]
print(f"ratio {ratio:.2f}, at most 2.50")
sys.exit(ratio > 2.5)
PYTHON
