#!/usr/bin/env python3
"""The table of docs/benchmarks.md out of one criterion run of tests/benches/answers.rs; fails where a figure is past its limit.

    cargo bench -p stipple-tests --bench answers && tests/bench/ratios.py

Reads medians from target/criterion (or CARGO_TARGET_DIR). Not for: the program around the core (tests/bench/*.sh).
"""

import json
import os
import sys
from pathlib import Path

FOLDER = Path(os.environ.get("CARGO_TARGET_DIR", Path(__file__).parents[2] / "target")) / "criterion"

# What is measured, beside what (a benchmark of the same run, or nanoseconds), and the most that the ratio may be.
ROWS = [
    ("verdict_and_until", "rrule_parse_and_expand", 1 / 400),
    ("compile_and_first_board", 1_000_000, 1),
    ("today_again", 20_000, 1),
    ("board_again", None, None),
    ("answer_again", None, None),
]


def median(name: str) -> float:
    """Nanoseconds."""
    path = FOLDER / name / "new" / "estimates.json"
    if not path.exists():
        sys.exit(f"no measurement of {name} in {FOLDER}: run `cargo bench -p stipple-tests --bench answers` first")
    return json.loads(path.read_text())["median"]["point_estimate"]


def shown(nanoseconds: float) -> str:
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def main() -> int:
    past = 0
    print(f"{'what':26} {'takes':>9}   {'beside':24} {'ratio':>10} {'at most':>10}")
    for name, beside, most in ROWS:
        takes = median(name)
        if beside is None:
            print(f"{name:26} {shown(takes):>9}")
            continue
        peer = median(beside) if isinstance(beside, str) else beside
        label = f"{beside} {shown(peer)}" if isinstance(beside, str) else shown(peer)
        ratio = takes / peer
        say = (lambda value: f"1/{1 / value:,.0f}" if value < 0.1 else f"{value:.2f}")
        print(f"{name:26} {shown(takes):>9}   {label:31} {say(ratio):>8} {say(most):>10}")
        past += ratio > most
    return min(past, 1)


if __name__ == "__main__":
    sys.exit(main())
