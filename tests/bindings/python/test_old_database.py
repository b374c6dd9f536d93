"""Databases that earlier versions left are opened, brought up to date, and say the same as ever."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Desk

DATABASES = Path(__file__).parents[2] / "fixtures" / "databases"


@pytest.mark.parametrize(("format", "migrated_from"), [(1, 1), (2, 2), (3, 3)])
def test_a_database_of_each_format_opens(desk: Desk, format: int, migrated_from: int | None) -> None:
    desk.folder.mkdir()
    shutil.copy(DATABASES / f"format-{format}.db", desk.folder / "stipple.db")
    opened = desk.open()
    assert opened.opening().migrated_from == migrated_from
    assert opened.today().headline == "Day 4 after session 1 of 3"
    assert [session.starts.isoformat() for session in opened.course().sessions] == [
        "2026-05-01T16:30:00+00:00", "2026-05-16T09:00:00+00:00",
    ]
    assert opened.course().sessions[0].lines == ["Notes: calm"]
    opened.report_skin([], gone=["scabs"])
    # Photos came with format 3. The list needs neither their files nor their key.
    photos = [(photo.angle, photo.taken, photo.day, photo.note) for photo in opened.photos().photos]
    assert photos == [("crown", datetime(2026, 5, 3, 8, 10, tzinfo=UTC), 2, "day 2")] * (format >= 3)


def test_a_database_that_is_none_is_set_aside_and_said_to_be(desk: Desk) -> None:
    desk.folder.mkdir()
    (desk.folder / "stipple.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    opened = desk.open()
    aside = opened.opening().set_aside
    assert aside is not None and Path(aside.path).exists() and aside.text
    assert not opened.has_course()
