"""The whole of the companion can be called: a course from its start to its end, through every method there is.

Not for: what each of them says in every case (the core's own tests).
"""

import asyncio
import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import stipple
from conftest import DAY_4, LONDON, SESSION_1, Desk

# For tests and benchmarks alone (bindings/src/testing.rs), how an object is made, and what test_account and test_sheets call.
NOT_OF_A_COURSE = {
    "open", "panic_now", "empty_call",
    "account", "create_account", "join_account", "recovery_code", "confirm_code", "change_code",
    "leave_account", "sync", "devices", "revoke_device", "read_sheet_code", "fetch_sheet", "look_at_sheet",
    "accept_offer", "qr",
}


class Counting:
    """Stipple, and which of its methods were called."""

    def __init__(self, opened: stipple.Stipple) -> None:
        self.opened = opened
        self.called: set[str] = set()

    def __getattr__(self, name: str):
        self.called.add(name)
        return getattr(self.opened, name)


def test_a_course_through_every_method(desk: Desk, another) -> None:
    opened = Counting(desk.open())
    assert opened.opening() == stipple.OpeningView(migrated_from=None, set_aside=None)
    assert not opened.has_course()
    [sheet] = [one for one in opened.built_in_sheets() if one.name.id == "scalp-envy"]
    assert opened.show_sheet(sheet.text).name == sheet.name
    assert (opened.now(), opened.zone(), opened.language()) == (DAY_4, LONDON, "en")
    assert opened.device_recipient().startswith("age1")

    opened.start_course(stipple.StartCourse(sheet=sheet.text, sessions=3, attributes=["long-hair"]))
    opened.log_consultation(SESSION_1 - timedelta(days=10), "by video")
    notes = stipple.SessionNotes(pigment="tone 4", shade=stipple.Shade.LIGHTER)
    assert opened.log_session(stipple.LogSession(ended=SESSION_1, notes=notes)).session == 1
    planned = opened.plan_session(stipple.PlanSession(starts=datetime(2026, 5, 10, 9, 0, tzinfo=UTC)))
    assert planned.session == 2 and "earlier than your sheet's 14 days" in planned.warnings[0]
    assert opened.move_session(2, datetime(2026, 5, 16, 9, 0, tzinfo=UTC)).warnings == []
    opened.note_session(1, stipple.SessionNotes(text="calm"))
    opened.mark_final(2, True)
    course = opened.course()
    assert [one.is_final for one in course.sessions] == [False, True]
    assert course.sessions[0].lines == ["Pigment: tone 4", "Shade: Lighter than last time", "Notes: calm"]

    assert opened.today().headline == "Day 4 after session 1 of 2"
    assert opened.can("swim").verdict is stipple.Verdict.NO
    assert opened.when_allowed("shave").clear == datetime(2026, 5, 6, 23, 0, tzinfo=UTC)
    assert not opened.clear(["swim"], date(2026, 6, 1), date(2026, 6, 3)).clear
    assert [one.id for one in opened.search("swim")][0] == "swim"
    assert opened.ready().session == 2
    assert opened.sheet().name.id == "scalp-envy"
    assert "this unlocked" in opened.report_skin(["scabs"]).lines[0].lower() or opened.report_skin([], gone=["scabs"]).lines
    assert opened.skin().states[0].id == "scabs" and opened.skin().last.at == DAY_4
    told = opened.told_at(DAY_4)
    assert told is not None and told.headline == "Day 4 after session 1 of 2"

    reminders = opened.reminders(5)
    assert len(reminders) == 5 and all(one.at > DAY_4 for one in reminders)
    opened.change_settings(quiet=stipple.QuietHours(_from=time(21, 0), until=time(9, 0)), discreet=False)
    assert opened.settings().quiet.until == time(9, 0)
    assert opened.undo().lines and opened.redo().lines
    opened.change_course(attributes=[], sessions=2)

    revised = sheet.text.replace("revision = 1", "revision = 2", 1)
    assert opened.compare_sheet(revised).beside == "scalp-envy 1 → scalp-envy 2"
    opened.accept_sheet(revised)
    assert opened.sheet().name.revision == 2

    opened.calendar(str(desk.folder / "course.ics"))
    assert (desk.folder / "course.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    opened.export_archive(str(desk.folder / "archive.json"))
    phone = another("phone").open()
    asyncio.run(phone.import_archive(str(desk.folder / "archive.json")).outcome())
    assert phone.course() == opened.course()
    opened.import_archive(str(desk.folder / "archive.json"))

    photos(opened, desk.folder)

    opened.finish_course()
    opened.reopen_course()
    opened.remove_session(2)
    opened.moved_to(ZoneInfo("Asia/Tokyo"), ["en-US"])
    assert opened.today().zone == "Asia/Tokyo"

    methods = {name for name in dir(stipple.Stipple) if not name.startswith("_")}
    assert methods - opened.called == NOT_OF_A_COURSE & methods


def photos(opened: Counting, folder: Path) -> None:
    crown = [str(Path(os.environ["STIPPLE_PHOTOS"], f"crown-day-{day}.jpg")) for day in (2, 4)]
    added = asyncio.run(opened.add_photos(stipple.AddPhotos(paths=crown, angle="crown", tags=["redness"])).outcome())
    first, second = (file.id for file in added.files)
    assert [photo.tags for photo in opened.photos().photos] == [["redness"], ["redness"]]
    assert opened.change_photo(first, tags=[]).lines == ["Photo changed."]
    assert opened.remove_photo(second).lines and opened.restore_photo(second).lines and opened.empty_bin() == 0
    assert opened.photos_due().shots and len(opened.photo_pairs()) == 1
    out = lambda name: str(folder / name)
    assert opened.write_photo(first, stipple.PhotoFile.GRID, out("grid.jpg")).lines
    opened.write_identity(out("identity.txt"))
    assert "AGE-SECRET-KEY-1" in Path(out("identity.txt")).read_text()
    assert opened.compare_photos(first, second, out("side.png")).lines == ["side.png written."]
    assert opened.slider(first, second, out("slider.gif")).file == out("slider.gif")
    assert opened.ghost("crown", 90, 120, out("ghost.png")).width == 90
    assert len(asyncio.run(opened.trend("crown").outcome()).points) == 2
    assert asyncio.run(opened.lapse("crown", out("lapse.gif")).outcome()).lines
    assert asyncio.run(opened.scrub_photos().outcome()).looked_at == 2
    assert asyncio.run(opened.report(out("report.html"), [first]).outcome()).lines[0].startswith("report.html written.")
    assert Path(out("report.html")).read_text("utf-8").count("data:image/jpeg") == 1
    assert asyncio.run(opened.export_bundle(out("all.zip"), stipple.PhotosAs.SEALED).outcome()).lines
    assert asyncio.run(opened.import_bundle(out("all.zip")).outcome()).lines
