"""A long call is a handle: stopped, it changes nothing; let be, it says how far it is and what it did."""

import asyncio
import os
from pathlib import Path

import pytest
from conftest import DAY_4, Desk
from stipple import StippleError

# tests/bindings/run.sh makes it: an import that takes long enough to be stopped.
LARGE = os.environ["STIPPLE_LARGE_ARCHIVE"]


def test_a_cancelled_import_changes_nothing(desk: Desk) -> None:
    opened = desk.open()
    task = opened.import_archive(LARGE)
    task.cancel()
    with pytest.raises(StippleError.Cancelled):
        asyncio.run(task.outcome())
    assert not opened.has_course()
    desk.clock.at = DAY_4
    assert desk.course().today().day == 4


def test_giving_up_waiting_and_letting_go_stops_it(desk: Desk) -> None:
    opened = desk.open()

    async def give_up() -> None:
        task = opened.import_archive(LARGE)
        async with asyncio.timeout(0.01):
            await task.outcome()

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    # What was let go of holds nothing up: the next change goes through.
    assert desk.course().today().day == 4


def test_screens_are_read_meanwhile_and_progress_is_told(desk: Desk, another) -> None:
    archive = desk.folder.parent / "archive.json"
    desk.course().export_archive(str(archive))
    opened = another("new-phone").open()
    task = opened.import_archive(str(archive))
    assert not opened.has_course() or opened.today().day == 4
    assert asyncio.run(task.outcome()).lines == ["Imported 2 entries."]
    assert asyncio.run(task.outcome()).lines == ["Imported 2 entries."], "asked again, it says the same"
    progress = task.progress()
    assert (progress.done, progress.total) == (2, 2)
    assert opened.today() == desk.open().today()


def test_an_archive_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    opened = desk.open()
    with pytest.raises(StippleError.ArchiveRefused):
        asyncio.run(opened.import_archive(str(tmp_path / "photo.jpg")).outcome())
    with pytest.raises(StippleError.File):
        asyncio.run(opened.import_archive(str(tmp_path / "missing.json")).outcome())
