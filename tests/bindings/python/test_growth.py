"""Ten thousand calls leave nothing behind."""

import gc
from pathlib import Path

import stipple
from conftest import Desk

CALLS = 10_000
MOST = 256 * 1024


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_ten_thousand_calls_do_not_grow(desk: Desk) -> None:
    opened = desk.course()

    def calls(count: int) -> None:
        for _ in range(count):
            opened.today()
            try:
                opened.can("nothing of that name")
            except stipple.StippleError.UnknownActivity:
                pass

    calls(500)
    gc.collect()
    before, resident_before = stipple.live_bytes(), resident()
    calls(CALLS)
    gc.collect()
    assert stipple.live_bytes() - before < MOST
    assert resident() - resident_before < 16 * 1024 * 1024


def test_a_thousand_objects_do_not_grow(desk: Desk) -> None:
    desk.course()

    def objects(count: int) -> None:
        for _ in range(count):
            desk.open().has_course()

    objects(50)
    gc.collect()
    before = stipple.live_bytes()
    objects(1_000)
    gc.collect()
    assert stipple.live_bytes() - before < MOST
