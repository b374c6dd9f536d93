"""Eight threads at once, asking and changing: every call answers, and every change is there."""

from concurrent.futures import ThreadPoolExecutor

import stipple
from conftest import Desk

THREADS, TURNS = 8, 25


def test_eight_threads_ask_and_change_at_once(desk: Desk) -> None:
    opened = desk.course()

    def work(number: int) -> int:
        for turn in range(TURNS):
            opened.note_session(1, stipple.SessionNotes(text=f"{number}.{turn}"))
            assert opened.today().day == 4
            assert opened.can("swim").verdict is stipple.Verdict.NO
        return number

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(work, range(THREADS))) == list(range(THREADS))
    # Each note is a change of its own, and can be taken back.
    for _ in range(THREADS * TURNS):
        assert opened.undo().lines == ["Taken back: notes on a session"]
    assert opened.course().sessions[0].lines == []
