"""Every record, every enum and every variant of the error comes back from the core as it went.

The types are found in the generated module, so a new one cannot be forgotten: without its `back_…` function in
bindings/src/testing.rs a test fails. Values are drawn from a seed.
"""

import enum
import inspect
import random
import re
import typing
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import stipple

ERRORS = [one for one in vars(stipple.StippleError).values() if inspect.isclass(one)]
TEXTS = ["", "swim", "Ünïcödé · „quotes“", "עברית", "👩🏽‍🦲", "line\nline", "nul\0byte"]
# The first and the last moment that Stipple reads, and those around the beginning of counting.
MOMENTS = [
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 5, 5, 8, 0, 0, 1, tzinfo=UTC),
    datetime(2400, 1, 1, tzinfo=UTC),
]


def is_type(one: object) -> bool:
    return inspect.isclass(one) and not issubclass(one, Exception) and (issubclass(one, enum.Enum) or is_record(one))


def is_record(one: type) -> bool:
    hints = typing.get_type_hints(one.__init__)
    return bool(hints) and "__eq__" in vars(one)


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


TYPES = sorted((one for one in vars(stipple).values() if is_type(one)), key=lambda one: one.__name__)


def drawn(of: object, draw: random.Random) -> object:
    """A value of a type."""
    inner = typing.get_args(of)
    match typing.get_origin(of) or of:
        case typing.Union:
            return None if draw.random() < 0.3 else drawn(inner[0], draw)
        case one if one is list:
            return [drawn(inner[0], draw) for _ in range(draw.choice([0, 1, 3]))]
        case one if one is bool:
            return draw.random() < 0.5
        case one if one is int:
            return draw.choice([0, 1, 255, 2**31 - 1])
        case one if one is float:
            return draw.choice([0.0, -1.5, 0.1, 1e300, 5e-324])
        case one if one is str:
            return draw.choice(TEXTS)
        case one if one is datetime:
            return draw.choice(MOMENTS) + timedelta(microseconds=draw.randrange(10**12))
        case one if one is date:
            return draw.choice([date(2026, 2, 28), date(2028, 2, 29), date(1999, 12, 31)])
        case one if one is time:
            return draw.choice([time(0, 0), time(23, 59, 59), time(22, 0)])
        case one if one is ZoneInfo:
            return ZoneInfo(draw.choice(["UTC", "Europe/London", "Asia/Kathmandu", "Pacific/Apia"]))
        case one if inspect.isclass(one) and issubclass(one, enum.Enum):
            return draw.choice(list(one))
        case one:
            hints = typing.get_type_hints(one.__init__)
            return one(**{name: drawn(hint, draw) for name, hint in hints.items() if name != "return"})


def test_every_type_is_found() -> None:
    assert len(TYPES) >= 70
    assert {stipple.TodayView, stipple.PhotosView, stipple.Verdict, stipple.LogSession, stipple.QuietHours} <= set(TYPES)


@pytest.mark.parametrize("of", TYPES, ids=lambda of: of.__name__)
def test_what_goes_in_comes_back(of: type) -> None:
    back = getattr(stipple, f"back_{snake(of.__name__)}")
    values = list(of) if issubclass(of, enum.Enum) else [drawn(of, random.Random(seed)) for seed in range(20)]
    for value in values:
        assert back(value) == value


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_arrives_as_what_it_is(error: type[Exception]) -> None:
    given = {name: ["swim"] if name == "close" else "Nothing was changed." for name in inspect.signature(error).parameters}
    with pytest.raises(error) as raised:
        stipple.fail_with(error(**given))
    assert vars(raised.value) == given
