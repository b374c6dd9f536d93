"""Letting go of the object closes the data; a copy of it may be opened again, and two at once are no harm."""

import gc
import os

from conftest import Desk


def open_files(folder: str) -> int:
    links = (f"/proc/self/fd/{fd}" for fd in os.listdir("/proc/self/fd"))
    return sum(os.readlink(link).startswith(folder) for link in links if os.path.islink(link))


def test_a_closed_object_lets_go_of_its_file(desk: Desk) -> None:
    opened = desk.course()
    assert open_files(str(desk.folder)) > 0
    del opened
    gc.collect()
    assert open_files(str(desk.folder)) == 0
    assert desk.open().today().day == 4


def test_two_on_the_same_data_see_each_others_changes(desk: Desk) -> None:
    one, two = desk.course(), desk.open()
    one.report_skin(["scabs"])
    assert two.undo().lines == ["Taken back: a skin check"]
