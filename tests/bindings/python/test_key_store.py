"""The device's place for secrets: asked when it has to be, and what it throws arrives as the typed error."""

import pytest
import stipple
from conftest import Desk, MemoryKeys
from stipple import KeyStoreError, StippleError


class ThrowingKeys(stipple.KeyStore):
    """Throws what it is given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def get(self, name: str) -> bytes | None:
        raise self.error

    def add(self, name: str, secret: bytes) -> None:
        raise AssertionError("where nobody can say whether there is a key, none is made")

    def delete(self, name: str) -> None:
        raise self.error


def test_the_key_is_made_once_and_read_again(desk: Desk) -> None:
    recipient = desk.open().device_recipient()
    assert recipient.startswith("age1")
    assert isinstance(desk.keys, MemoryKeys) and len(desk.keys.kept) == 1
    assert desk.open().device_recipient() == recipient


def test_a_locked_one_is_told_apart(desk: Desk) -> None:
    desk.keys = ThrowingKeys(KeyStoreError.Locked())
    with pytest.raises(StippleError.KeyStoreLocked):
        desk.open().device_recipient()


def test_what_it_throws_unasked_is_a_failure_and_the_board_goes_on(desk: Desk) -> None:
    desk.keys = ThrowingKeys(RuntimeError("no such slot"))
    opened = desk.course()
    with pytest.raises(StippleError.KeyStoreFailed) as failed:
        opened.device_recipient()
    assert "no such slot" not in failed.value.told
    assert opened.today().day == 4
