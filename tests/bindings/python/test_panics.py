"""A panic in the core arrives as an exception, and the object goes on answering."""

import pytest
from conftest import Desk
from stipple.stipple_bindings import InternalError


def test_a_panic_is_an_exception_and_the_object_stays_usable(desk: Desk) -> None:
    opened = desk.course()
    for _ in range(3):
        with pytest.raises(InternalError, match="asked to by a test"):
            opened.panic_now()
        assert opened.today().day == 4
    opened.report_skin(["scabs"])
