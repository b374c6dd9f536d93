"""A client's device for the tests: a clock that stands still, a place for secrets, a folder for the data.

Not for: tests; each feature has a file, under the same name in every language.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import stipple

# Tuesday, day 4: 09:00 in London.
DAY_4 = datetime(2026, 5, 5, 8, 0, tzinfo=UTC)
# Friday evening: 17:30 in London.
SESSION_1 = datetime(2026, 5, 1, 16, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


class StandingClock(stipple.Clock):
    """Shows what it is set to."""

    def __init__(self, at: datetime = DAY_4) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


class MemoryKeys(stipple.KeyStore):
    """Secrets in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def add(self, name: str, secret: bytes) -> None:
        self.kept.setdefault(name, secret)

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


class Desk:
    """A device: what is opened in it twice is opened on the same data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StandingClock()
        self.keys: stipple.KeyStore = MemoryKeys()

    def open(self) -> stipple.Stipple:
        request = stipple.OpenRequest(
            folder=str(self.folder), zone=LONDON, locales=["en-GB"], style=stipple.Style(marks=stipple.Marks.PLAIN)
        )
        return stipple.Stipple.open(request, self.keys, self.clock)

    def course(self) -> stipple.Stipple:
        """Opened, under the built-in sheet, session 1 done on Friday."""
        opened = self.open()
        [sheet] = [sheet for sheet in opened.built_in_sheets() if sheet.name.id == "scalp-envy"]
        opened.start_course(stipple.StartCourse(sheet=sheet.text))
        opened.log_session(stipple.LogSession(ended=SESSION_1))
        return opened


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "data")


@pytest.fixture
def another(tmp_path: Path) -> Callable[[str], Desk]:
    return lambda name: Desk(tmp_path / name)
