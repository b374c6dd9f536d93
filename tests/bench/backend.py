#!/usr/bin/env python3
"""The table of tests/bench/backend.sh: medians over the rounds, ratios, and what each is to be.

Exits 1 where one is missed. Not for: measuring.
"""

import json
import statistics
import sys

seen = {}
loads = []
for path in sys.argv[1:]:
    for line in open(path):
        line = json.loads(line)
        loads.append(line["load"])
        for key, value in line["result"].items():
            if isinstance(value, (int, float)):
                seen.setdefault((line["name"], key), []).append(value)


def median(name, key="per_second"):
    return statistics.median(seen[name, key])


def ratio(ours, theirs):
    return median(ours) / median(theirs)


rows = [
    # what, value, to be, whether it is
    ("durable pushes beside fdatasync", ratio("push ours", "disk"), 1.2, True),
    ("durable pushes beside atuin-server", ratio("push ours", "push atuin"), 4, True),
    ("99 % of pushes, ms", median("push ours", "p99_ms"), 20, False),
    ("pulls of 100 beside atuin-server", ratio("pull ours", "pull atuin"), 5, True),
    ("first sync of 10,000 records, s", median("first sync", "median_s"), 1, False),
    ("pushes to PostgreSQL beside pgbench", ratio("push postgres", "pgbench"), 0.5, True),
    ("uploads of 4 MB beside @tus/server, 1 connection", ratio("upload ours 1", "upload tus 1"), 1, True),
    ("uploads of 4 MB beside @tus/server, 8 connections", ratio("upload ours 8", "upload tus 8"), 1, True),
]
print(f"\nload of the machine {min(loads)} to {max(loads)} (of which the benchmark itself makes several)\n")
for (name, key), values in sorted(seen.items()):
    if key in ("per_second", "p99_ms", "median_s"):
        shown = ", ".join(f"{value:,.2f}" for value in values)
        print(f"{name:16} {key:10} {statistics.median(values):>12,.2f}   of {shown}")
print()
missed = 0
for what, value, bound, at_least in rows:
    good = value >= bound if at_least else value <= bound
    missed += not good
    print(f"| {what} | {value:.2f} | {'at least' if at_least else 'at most'} {bound}{'' if good else ': **missed**'} |")
sys.exit(missed > 0)
