"""Bad input arrives as the one typed error, with the words for the client; nothing is changed by it."""

from datetime import datetime, timedelta

import pytest
import stipple
from conftest import DAY_4, Desk
from stipple import StippleError


def test_each_kind_of_bad_input_is_its_own_error(desk: Desk) -> None:
    opened = desk.open()
    with pytest.raises(StippleError.NoCourse) as none:
        opened.today()
    assert none.value.told == "No course yet. Start one first."
    opened = desk.course()
    with pytest.raises(StippleError.CourseUnderWay):
        opened.start_course(stipple.StartCourse(sheet=""))
    with pytest.raises(StippleError.UnknownActivity) as unknown:
        opened.can("swimm")
    assert unknown.value.close[0] == "swim"
    with pytest.raises(StippleError.SheetRefused):
        opened.show_sheet("format = 1")
    with pytest.raises(StippleError.BadInput) as future:
        opened.log_session(stipple.LogSession(ended=DAY_4 + timedelta(days=1)))
    assert "still to come" in future.value.told
    with pytest.raises(StippleError.File):
        opened.export_archive("/nowhere/at/all.json")


def test_what_is_no_moment_is_bad_input_and_changes_nothing(desk: Desk) -> None:
    opened = desk.course()
    before = opened.course()
    with pytest.raises(StippleError.BadInput):
        opened.move_session(1, DAY_4.replace(year=1))
    # No zone, no moment: this language's own error, before the core is asked.
    with pytest.raises(TypeError):
        opened.today(at=datetime(2026, 5, 5, 9, 0))
    assert opened.course() == before


def test_an_error_is_told_in_the_clients_language(desk: Desk) -> None:
    opened = desk.open()
    opened.moved_to(opened.zone(), ["en-XA"])
    with pytest.raises(StippleError.NoCourse) as none:
        opened.today()
    assert none.value.told.startswith("[Ñóó")
