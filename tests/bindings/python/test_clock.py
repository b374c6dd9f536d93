"""The device's clock: one call is one moment, it may throw, and nobody waits for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from conftest import DAY_4, Desk, StandingClock
from stipple import StippleError


class CallingClock(StandingClock):
    """Has somebody else use Stipple while it is asked, and waits for them."""

    def __init__(self) -> None:
        super().__init__()
        self.call = None

    def now(self) -> datetime:
        call, self.call = self.call, None
        if call is not None:
            with ThreadPoolExecutor() as others:
                others.submit(call).result(timeout=60)
        return self.at


class BrokenClock(StandingClock):
    """Throws."""

    def now(self) -> datetime:
        raise RuntimeError("no battery")


def test_no_lock_is_held_while_the_clock_is_asked(desk: Desk) -> None:
    desk.clock = clock = CallingClock()
    opened = desk.course()
    seen = []
    clock.call = lambda: seen.append(opened.today().day)
    assert opened.today().day == 4
    assert seen == [4]


def test_the_clock_is_asked_at_each_call(desk: Desk) -> None:
    opened = desk.course()
    desk.clock.advance(days=2)
    assert (opened.now(), opened.today().day) == (desk.clock.at, 6)
    desk.clock.at = DAY_4
    assert opened.today().day == 4


def test_a_broken_clock_is_the_typed_error(desk: Desk) -> None:
    desk.course()
    desk.clock = BrokenClock()
    with pytest.raises(StippleError.ClockFailed):
        desk.open()
