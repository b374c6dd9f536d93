"""Instants, zones and bounds, read straight from "Bounds" in aftercare-rules.md.

For: turning the words of a sheet (`5d`, `D5`, `72h`, `after 4w`, `-1d@21:00`, `4d..5d`) into instants.
Not for: deciding anything about a rule; it knows no verdict, no gate and no reading but "earlier" and "later".

An instant is an int: microseconds since 1970 in UTC. So every comparison is made in UTC, without exception.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple, Optional
from zoneinfo import ZoneInfo

SECOND = 1_000_000
HOUR = 3600 * SECOND
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")


class BadInput(Exception):
    """A question that has no answer; becomes {"error": …}."""


@lru_cache(maxsize=None)
def zone_named(name):
    try:
        return ZoneInfo(name)
    except Exception:
        raise BadInput(f"no such zone: {name!r}") from None


@lru_cache(maxsize=65536)
def parse_instant(text):
    if not isinstance(text, str) or not RFC_3339.fullmatch(text):
        raise BadInput(f"not an RFC 3339 instant: {text!r}")
    try:
        moment = datetime.fromisoformat(text.upper().replace(" ", "T"))
    except ValueError as why:
        raise BadInput(f"not an RFC 3339 instant: {text!r}: {why}") from None
    return microseconds(moment)


def microseconds(moment):
    delta = moment - EPOCH
    return (delta.days * 86400 + delta.seconds) * SECOND + delta.microseconds


def local(instant, zone):
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)


def format_instant(instant, zone):
    return None if instant is None else local(instant, zone).isoformat()


def date_of(instant, zone):
    return local(instant, zone).date()


@lru_cache(maxsize=262144)
def wall_clock(zone, naive):
    """The first instant at which the clocks of the zone show this, or, where they skip it, the first instant after."""
    first = microseconds(naive.replace(tzinfo=zone, fold=0))  # fold 0 is the first of two
    if local(first, zone).replace(tzinfo=None) == naive:
        return first
    # Skipped. With the offset from after the gap we land before it, with the one from before it after it: search
    # between them for the jump itself, which need not be where `naive` stands (a gap may begin before midnight).
    before = microseconds(naive.replace(tzinfo=zone, fold=1))
    after = first
    while after - before > 1:
        middle = (before + after) // 2
        if local(middle, zone).replace(tzinfo=None) >= naive:
            after = middle
        else:
            before = middle
    return after


def day_begins(zone, day):
    """The first instant of that date that exists; of a date that the zone skips, the instant of the skip."""
    return wall_clock(zone, datetime(day.year, day.month, day.day))


def day_number(instant, day0, zone):
    """The number of the day that has begun last, counted from day 0."""
    today = date_of(instant, zone)
    # Where midnight is repeated the clocks may show yesterday again, after today has begun.
    if day_begins(zone, today + timedelta(days=1)) <= instant:
        today += timedelta(days=1)
    return (today - day0).days


def add_months(day, months):
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


class Side(NamedTuple):
    """One instant of a bound: so many hours, or a day (so many days or months from day 0), perhaps at a clock time."""

    hours: Optional[int]
    days: int
    months: int
    clock: Optional[tuple]

    def instant(self, anchor, day0, zone, ends):
        """`ends`: read as the end of what it names (an `until`, an `after`), not as its beginning."""
        if self.hours is not None:
            return anchor + self.hours * HOUR
        day = add_months(day0, self.months) + timedelta(days=self.days)
        if self.clock is not None:
            return wall_clock(zone, datetime(day.year, day.month, day.day, *self.clock))
        return day_begins(zone, day + timedelta(days=1) if ends else day)


class Bound(NamedTuple):
    sides: tuple
    after: bool

    def instant(self, anchor, day0, zone, ends, later):
        instants = [side.instant(anchor, day0, zone, ends or self.after) for side in self.sides]
        return max(instants) if later else min(instants)

    @property
    def fuzzy(self):
        return len(self.sides) > 1


SIDE = re.compile(r"(?:(?P<n>-?\d+)(?P<unit>h|d|w|mo|y)|D(?P<own>\d+))(?:@(?P<hh>\d\d):(?P<mm>\d\d))?")


def parse_side(text, treatment_day):
    found = SIDE.fullmatch(text)
    if not found:
        raise BadInput(f"not a bound: {text!r}")
    clock = (int(found["hh"]), int(found["mm"])) if found["hh"] else None
    if found["own"] is not None:
        return Side(None, int(found["own"]) - treatment_day, 0, clock)
    number, unit = int(found["n"]), found["unit"]
    if unit == "h":
        return Side(number, 0, 0, None)
    if unit in ("d", "w"):
        return Side(None, number * (7 if unit == "w" else 1), 0, clock)
    return Side(None, 0, number * (12 if unit == "y" else 1), clock)


def parse_bound(text, treatment_day):
    after = text.startswith("after ")
    sides = text.removeprefix("after ").split("..")
    return Bound(tuple(parse_side(side, treatment_day) for side in sides), after)
