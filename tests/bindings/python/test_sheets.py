"""A studio's signed sheet: looked at, accepted by hand, and refused where another key signed it; QR codes."""

from pathlib import Path

import pytest
import stipple
from conftest import Desk

SIGNED = Path(__file__).parents[2] / "fixtures" / "sheets" / "signed"


def offer(who: str = "studio", text: str | None = None) -> stipple.SheetOffer:
    def read(name: str) -> str:
        return (SIGNED / name).read_text(encoding="utf-8")

    signed = stipple.SheetSignature(signature=read(f"{who}.minisig"), key=read(f"{who}.pub"))
    return stipple.SheetOffer(text=text or read("revision-2.toml"), signed=signed)


def test_a_signed_sheet_is_looked_at_and_accepted_by_hand(desk: Desk) -> None:
    opened = desk.course()
    assert opened.sheet().origin == "This sheet comes with Stipple."
    view = opened.look_at_sheet(offer())
    assert (view.name.revision, len(view.key_words.split()), view.warnings, view.other_key) == (2, 8, [], None)
    assert view.changes is not None and view.changes.parts
    assert opened.sheet().name.revision == 1, "a pinned course never changes by itself"
    opened.accept_offer(view.offer)
    assert (opened.sheet().name.revision, opened.sheet().key_words) == (2, view.key_words)
    opened.undo()
    assert opened.sheet().key_words is None


def test_a_sheet_that_was_changed_is_refused(desk: Desk) -> None:
    opened = desk.course()
    changed = offer(text=(SIGNED / "revision-2.toml").read_text(encoding="utf-8").replace("12d", "9d"))
    for call in (opened.look_at_sheet, opened.accept_offer):
        with pytest.raises(stipple.StippleError.SheetRefused) as refused:
            call(changed)
        assert "changed on the way" in refused.value.told
    assert opened.sheet().name.revision == 1


def test_another_key_is_refused_until_the_client_says_that_they_know(desk: Desk) -> None:
    opened = desk.course()
    opened.accept_offer(offer())
    known = opened.sheet().key_words
    view = opened.look_at_sheet(offer("other"))
    assert view.other_key is not None and known in view.other_key and view.key_words in view.other_key
    with pytest.raises(stipple.StippleError.OtherKey) as refused:
        opened.accept_offer(view.offer)
    assert refused.value.told == view.other_key
    opened.accept_offer(view.offer, other_key=True)
    assert opened.sheet().key_words == view.key_words


def test_a_course_starts_under_a_signed_sheet(desk: Desk) -> None:
    opened = desk.open()
    signed = offer()
    assert opened.look_at_sheet(signed).changes is None
    opened.start_course(stipple.StartCourse(sheet=signed.text, signed=signed.signed))
    assert "Signed." in opened.sheet().origin


def test_a_studios_code_is_read(desk: Desk) -> None:
    opened = desk.open()
    key = (SIGNED / "studio.pub").read_text(encoding="utf-8").splitlines()[1].replace("+", "%2B")
    code = f"stipple:sheet?id=scalp-envy&revision=2&key={key}&server=https://sheets.example"
    view = opened.read_sheet_code(code)
    assert (view.id, view.revision, view.server) == ("scalp-envy", 2, "https://sheets.example")
    assert view.key_words == opened.look_at_sheet(offer()).key_words
    for text in ("", "https://sheets.example", code.replace("revision=2&", ""), "stipple:join?code=X"):
        with pytest.raises(stipple.StippleError.BadInput):
            opened.read_sheet_code(text)


def test_a_text_becomes_a_qr_code(desk: Desk) -> None:
    opened = desk.open()
    code = opened.qr("stipple:sheet?id=x")
    assert len(code.modules) == code.size**2 and set(code.modules) == {True, False}
    with pytest.raises(stipple.StippleError.BadInput):
        opened.qr("x" * 4000)
