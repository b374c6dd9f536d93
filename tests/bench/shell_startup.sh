#!/usr/bin/env bash
# How long an Android process takes to its first board, as far as a machine without Android can tell: in two parts, which do
# not overlap.
#   1. a JVM starts, loads the core, opens a course and has the board as a record, beside a JVM that does nothing
#   2. under Robolectric, with the core loaded: the activity is created, and the board is drawn, first and later in a process
#   tests/bench/shell_startup.sh [TURNS]        TURNS: how many processes of each kind in part 1, by default 40
# Not for: what a phone takes (ART, its storage, its compiled profile): docs/benchmarks.md says what this leaves out.
set -euo pipefail
cd "$(dirname "$0")/../.."
turns=${1:-40}
command -v python3 >/dev/null || { echo "missing: python3" >&2; exit 2; }
android/test.sh -Dtest=StartUpBench
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
version() { sed -nE "s/^$1 = \"(.*)\"/\1/p" android/gradle/libs.versions.toml; }
jar() { echo "$repository/$1/$2/$(version "$3")/$2-$(version "$3").jar"; }
path=$target/android/classes:$target/android/test-classes
path+=:$(jar org/jetbrains/kotlin kotlin-stdlib kotlin):$(jar org/jetbrains/kotlinx kotlinx-coroutines-core-jvm coroutines)
path+=:$(jar net/java/dev/jna jna jna)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
run=(java "-Djna.library.path=$target/bindings/lib" -cp "$path" app.stipple.logic.StartUpKt)
"${run[@]}" make "$data"

python3 - "$turns" "$data" "$target/android/startup.txt" "${run[@]}" <<'PYTHON'
import statistics, subprocess, sys, time
from pathlib import Path
turns, data, screen, *run = sys.argv[1:]
times: dict[str, list[float]] = {"nothing": [], "board": []}
parts = []
for turn in range(int(turns) + 3):
    for what, taken in times.items():
        begun = time.perf_counter()
        said = subprocess.run([*run, what, data], check=True, capture_output=True, text=True).stdout
        if turn >= 3:
            taken.append((time.perf_counter() - begun) * 1000)
            if what == "board":
                parts.append([float(one) for one in said.split()])
nothing, board = (statistics.median(times[what]) for what in ("nothing", "board"))
opened, first, again = (statistics.median(part) for part in zip(*parts))
print(f"a JVM that does nothing      {nothing:8.1f} ms (median of {turns})")
print(f"a JVM to its first board     {board:8.1f} ms, {board / nothing:.2f} times")
print(f"  core loaded and opened     {opened:8.1f} ms")
print(f"  first board                {first:8.1f} ms")
print(f"  board again                {again:8.1f} ms")
launches = [float(line) for line in Path(screen).read_text().split()]
print(f"activity to board, first     {launches[0]:8.1f} ms (Robolectric)")
print(f"activity to board, later     {statistics.median(launches[1:]):8.1f} ms (Robolectric, median of {len(launches) - 1})")
PYTHON
