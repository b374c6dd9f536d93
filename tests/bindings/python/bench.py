"""What a Today board costs from Python, beside an empty call: medians, after a warm-up.

    bindings/generate.sh --testing python && PYTHONPATH=target/bindings/python python3 tests/bindings/python/bench.py

Not for: whether the board is right (test_today.py). docs/benchmarks.md has the table of all three languages.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import stipple

ROUNDS, BATCH = 60, 20


class NoKeys(stipple.KeyStore):
    """Never asked: a board needs no secret."""

    def get(self, name: str) -> bytes | None:
        return None

    def add(self, name: str, secret: bytes) -> None:
        pass

    def delete(self, name: str) -> None:
        pass


def median(call: Callable[[], object], batch: int) -> float:
    """Microseconds of one call."""
    rounds = []
    for turn in range(ROUNDS + 10):
        begun = time.perf_counter()
        for _ in range(batch):
            call()
        if turn >= 10:
            rounds.append((time.perf_counter() - begun) / batch)
    return statistics.median(rounds) * 1e6


with tempfile.TemporaryDirectory() as folder:
    style = stipple.Style(marks=stipple.Marks.PLAIN)
    request = stipple.OpenRequest(folder=folder, zone=ZoneInfo("Europe/London"), locales=["en-GB"], style=style)
    opened = stipple.Stipple.open(request, NoKeys())
    [sheet] = [one for one in opened.built_in_sheets() if one.name.id == "scalp-envy"]
    opened.start_course(stipple.StartCourse(sheet=sheet.text))
    opened.log_session(stipple.LogSession(ended=datetime.now(UTC) - timedelta(days=4)))
    today, empty = median(opened.today, BATCH), median(opened.empty_call, BATCH * 100)
    print(f"python: today {today:.0f} µs, empty call {empty:.2f} µs")
