"""The Today board of the seed's sheet, in one call: what a client reads on Tuesday morning, word for word.

Not for: whether it is right (the core's own tests).
"""

from datetime import UTC, date, datetime
from pathlib import Path

import stipple
from conftest import DAY_4, Desk

BOARD = Path(__file__).parents[1] / "today.txt"


def moment(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).strftime(" [%Y-%m-%dT%H:%M:%SZ]")


def plainly(view: stipple.TodayView) -> str:
    """The record as text, in the form that every language's test writes."""
    lines = [f"{view.headline} | {view.beside}"]
    for section in view.sections:
        lines.append(f"{section.verdict.name}: {section.title}")
        lines += [f"  {row.labels} | {' / '.join(row.lines)}{moment(row.deadline)}" for row in section.rows]
    lines += [f"duty: {duty.text}" for duty in view.duties]
    lines += [f"next: {text}" for text in view.next]
    return "\n".join(lines) + "\n"


def test_the_board_reads_as_in_every_language(desk: Desk) -> None:
    assert plainly(desk.course().today()) == BOARD.read_text(encoding="utf-8")


def test_the_board_carries_moments_days_and_numbers(desk: Desk) -> None:
    view = desk.course().today()
    assert (view.at, view.zone, view.day, view.session, view.sessions_planned) == (DAY_4, "Europe/London", 4, 1, 3)
    assert view.next_session is not None
    assert (view.next_session.earliest, view.next_session.latest) == (date(2026, 5, 15), date(2026, 5, 22))
    assert [(due.day, due.date) for due in view.photos_due[:2]] == [(6, date(2026, 5, 7)), (10, date(2026, 5, 11))]
    assert view.changes[0].at == datetime(2026, 5, 6, 23, 0, tzinfo=UTC)


def test_another_moment_may_be_asked_about(desk: Desk) -> None:
    later = desk.course().today(at=datetime(2026, 5, 12, 8, 0, tzinfo=UTC))
    assert later.day == 11
    assert later.sections[0].verdict is stipple.Verdict.NO
    assert [row.activities[0].id for row in later.sections[0].rows] == ["swim"]
