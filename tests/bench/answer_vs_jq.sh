#!/usr/bin/env bash
# How long `stipple answer` takes for 50,000 questions, beside `jq -c .` copying the same lines: at most 3 times as long.
#   tests/bench/answer_vs_jq.sh [PROGRAM]   PROGRAM: a release build, by default target/release/stipple
# Runs the two by turns and compares medians. Not for: whether the answers are right (tests/oracle).
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/stipple}
[[ -x $program ]] || { echo "no program at $program: cargo build --release -p stipple-cli" >&2; exit 2; }
for tool in python3 jq; do command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 2; }; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/oracle/generate.py --seed 50 --sheets 20 --questions 10000 --absolute --out "$work" \
    --with-sheet tests/fixtures/contract/examples.toml >/dev/null
# Five times the same ten thousand: making more takes longer than answering them.
for _ in 1 2 3 4 5; do cat "$work/questions.jsonl"; done > "$work/all.jsonl"
# Whole boards are fifty answers in one line; the yardstick is a question with its answer.
grep '"activity"' "$work/all.jsonl" | head -n 50000 > "$work/asked.jsonl"

python3 - "$program" "$work/asked.jsonl" <<'PYTHON'
import statistics, subprocess, sys, time
program, path = sys.argv[1:]
commands = {"stipple answer": [program, "answer"], "jq -c .": ["jq", "-c", "."]}
times = {name: [] for name in commands}
for _ in range(7):
    for name, command in commands.items():
        with open(path, "rb") as lines:
            begun = time.perf_counter()
            subprocess.run(command, stdin=lines, stdout=subprocess.DEVNULL, check=True)
            times[name].append(time.perf_counter() - begun)
count = sum(1 for _ in open(path, "rb"))
medians = {name: statistics.median(all) for name, all in times.items()}
for name, median in medians.items():
    print(f"{name:16} {median * 1000:8.1f} ms for {count} lines (median of 7)")
ratio = medians["stipple answer"] / medians["jq -c ."]
print(f"ratio {ratio:.2f}, at most 3.00")
sys.exit(ratio > 3)
PYTHON
