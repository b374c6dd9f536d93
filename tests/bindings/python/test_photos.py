"""Photos: brought in as a batch that tells how far it is and can be stopped, listed, written without what a camera adds.

The photos are drawn by tests/bindings/photos.sh; nobody has these heads. Not for: what is seen in a photo, and whether it
is seen right (the core's own tests).
"""

import asyncio
import gc
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
import stipple
from conftest import DAY_4, Desk, MemoryKeys
from PIL import Image
from stipple import AddPhotos, PhotoFile, ProgressView, StippleError

PHOTOS = Path(os.environ["STIPPLE_PHOTOS"])
BEFORE, DAY_2, DAY_4_PHOTO = (str(PHOTOS / f"crown-{name}.jpg") for name in ("before", "day-2", "day-4"))
FRONT, BROKEN, HEIC = (str(PHOTOS / name) for name in ("front.png", "broken.jpg", "photo.heic"))
CANARY = b"CANARY-7c1f"


def add(opened: stipple.Stipple, *paths: str, angle: str = "crown") -> stipple.PhotosAddedView:
    return asyncio.run(opened.add_photos(AddPhotos(paths=list(paths), angle=angle)).outcome())


def ids(opened: stipple.Stipple) -> list[str]:
    """By time."""
    return [photo.id for photo in reversed(opened.photos().photos)]


def series(desk: Desk) -> stipple.Stipple:
    """A course with three photos of the crown."""
    opened = desk.course()
    assert add(opened, BEFORE, DAY_2, DAY_4_PHOTO).added == 3
    return opened


class LockedKeys(MemoryKeys):
    """Locked when told so."""

    locked = True

    def get(self, name: str) -> bytes | None:
        if self.locked:
            raise stipple.KeyStoreError.Locked()
        return super().get(name)


def test_a_batch_says_what_became_of_each_file(desk: Desk) -> None:
    opened = desk.course()
    task = opened.add_photos(AddPhotos(paths=[DAY_2, DAY_2, BROKEN, HEIC, FRONT], angle="crown", note="calm"))
    done = asyncio.run(task.outcome())
    assert [(file.is_new, file.failed) for file in done.files] == [
        (True, False), (False, False), (False, True), (False, True), (True, False),
    ]
    assert (done.added, done.failed, done.stopped) == (2, 2, False)
    assert [file.path for file in done.files] == [DAY_2, DAY_2, BROKEN, HEIC, FRONT]
    assert done.files[0].id == done.files[1].id is not None and done.files[2].id is None
    assert done.lines[0] == "2 photos added."
    assert any(line.startswith("photo.heic: This is a HEIC photo.") for line in done.lines), done.lines
    assert task.progress() == ProgressView(done=5, total=5)
    assert asyncio.run(task.outcome()) == done, "asked again, it says the same"
    task.cancel()
    assert asyncio.run(task.outcome()) == done, "too late"
    assert sorted(ids(opened)) == sorted(file.id for file in done.files if file.is_new)


def test_stopped_between_files_it_keeps_what_is_in(desk: Desk, tmp_path: Path) -> None:
    opened, pipe = desk.course(), tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    task = opened.add_photos(AddPhotos(paths=[DAY_2, str(pipe), DAY_4_PHOTO], angle="crown"))
    with pipe.open("wb") as feed:  # once the import waits for it
        assert task.progress() == ProgressView(done=1, total=3)
        assert len(ids(opened)) == 1, "listed while others are brought in"
        task.cancel()
        feed.write(Path(BEFORE).read_bytes())
    done = asyncio.run(task.outcome())
    assert (done.stopped, done.added, len(done.files)) == (True, 1, 1)
    assert ids(opened) == [done.files[0].id]


def test_photos_are_listed_due_and_paired(desk: Desk) -> None:
    opened = desk.course()
    assert opened.photos().none == "No photos yet."
    add(opened, BEFORE, DAY_2, DAY_4_PHOTO)
    view = opened.photos()
    assert view.none is None and view.bin == []
    assert [(photo.session, photo.day) for photo in view.photos] == [(1, 4), (1, 2), (None, None)]
    day_2 = view.photos[1]
    assert (day_2.angle, day_2.taken.isoformat(), day_2.offset_minutes) == ("crown", "2026-05-03T08:10:00+00:00", 60)
    assert day_2.taken_from is stipple.TakenFrom.EXIF
    assert (day_2.width, day_2.height, day_2.burst, day_2.stands) == (768, 1024, 1, True)
    shots = opened.photos_due()
    before = next(shot for shot in shots.shots if shot._from is None)
    assert before.to == date(2026, 5, 1)
    crown = next(one for one in before.angles if one.angle == "crown")
    assert (crown.status, crown.photo) == (stipple.ShotStatusView.TAKEN, ids(opened)[0])
    assert {one.status for one in before.angles if one.angle != "crown"} == {stipple.ShotStatusView.MISSED}
    assert shots.sections[0].title and shots.sections[0].lines
    [pair] = opened.photo_pairs()
    assert (pair.angle, pair.first, pair.second) == ("crown", ids(opened)[0], ids(opened)[-1])


def test_nothing_that_leaves_carries_what_a_camera_added(desk: Desk, tmp_path: Path) -> None:
    opened = series(desk)
    assert CANARY in Path(DAY_2).read_bytes(), "or nothing is tested here"
    photo = ids(opened)[1]
    sizes = {}
    for which in (PhotoFile.ORIGINAL, PhotoFile.VIEW, PhotoFile.GRID):
        out = tmp_path / f"{which.name}.jpg"
        opened.write_photo(photo, which, str(out))
        assert CANARY not in out.read_bytes() and b"Exif" not in out.read_bytes()
        with Image.open(out) as picture:
            picture.load()
            sizes[which] = picture.size
    assert sizes == {PhotoFile.ORIGINAL: (768, 1024), PhotoFile.VIEW: (768, 1024), PhotoFile.GRID: (192, 256)}
    # What is kept can be read by nobody else, and neither can the canary be found in it.
    kept = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert len([path for path in kept if path.suffix == ".age"]) >= 9
    assert not any(CANARY in path.read_bytes() for path in kept)


def test_a_photo_goes_into_the_bin_and_comes_back_until_it_is_emptied(desk: Desk) -> None:
    opened = series(desk)
    first = ids(opened)[0]
    opened.remove_photo(first)
    [binned] = opened.photos().bin
    assert (binned.id, binned.gone_at) == (first, DAY_4 + timedelta(days=30))
    opened.restore_photo(first)
    assert opened.photos().bin == [] and len(ids(opened)) == 3
    opened.change_photo(first, note="consultation", taken=DAY_4 - timedelta(days=9))
    assert opened.photos().photos[-1].note == "consultation"
    assert opened.undo().lines and opened.photos().photos[-1].note == ""
    opened.remove_photo(first)
    assert opened.empty_bin() == 0
    desk.clock.advance(days=31)
    assert opened.empty_bin() == 1
    assert len(ids(opened)) == 2 and opened.photos().bin == []
    with pytest.raises(StippleError.BadInput):
        opened.restore_photo("no such photo")


def test_a_locked_place_for_secrets_is_told_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.keys = keys = LockedKeys()
    opened = desk.course()
    with pytest.raises(StippleError.KeyStoreLocked):
        add(opened, DAY_2)
    assert ids(opened) == [] and not (desk.folder / "vault").exists()
    keys.locked = False
    add(opened, DAY_2)
    keys.locked = True
    out = tmp_path / "out.jpg"
    with pytest.raises(StippleError.KeyStoreLocked):
        opened.write_photo(ids(opened)[0], PhotoFile.VIEW, str(out))
    assert not out.exists() and len(ids(opened)) == 1, "the list needs no key"


def test_another_devices_photos_are_locked_and_lost_files_are_told(desk: Desk, tmp_path: Path) -> None:
    opened = series(desk)
    photo, out = ids(opened)[0], str(tmp_path / "out.jpg")
    assert asyncio.run(opened.scrub_photos().outcome()).lines == ["3 photos, all as they went in."]
    [original] = desk.folder.glob(f"vault/*/{photo}/original.age")
    original.unlink()
    scrub = opened.scrub_photos()
    assert asyncio.run(scrub.outcome()).missing == [photo]
    assert scrub.progress() == ProgressView(done=3, total=3)
    with pytest.raises(StippleError.PhotoDamaged):
        opened.write_photo(photo, PhotoFile.ORIGINAL, out)
    desk.keys = MemoryKeys()
    with pytest.raises(StippleError.PhotosLocked):
        desk.open().write_photo(photo, PhotoFile.VIEW, out)


def test_pictures_that_are_made_open(desk: Desk, tmp_path: Path) -> None:
    opened = series(desk)
    first, last = ids(opened)[0], ids(opened)[-1]

    def frames(made: stipple.MadeView) -> int:
        with Image.open(made.file) as picture:
            assert picture.size == (made.width, made.height)
            count = getattr(picture, "n_frames", 1)
            for frame in range(count):
                picture.seek(frame)
                picture.load()
        assert CANARY not in Path(made.file).read_bytes()
        return count

    path = lambda name: str(tmp_path / name)
    assert frames(opened.compare_photos(first, last, path("side.jpg"))) == 1
    assert frames(opened.compare_photos(first, last, path("side.png"))) == 1
    assert frames(opened.slider(first, last, path("slider.gif"))) > 2
    assert frames(opened.ghost("crown", 90, 120, path("ghost.png"))) == 1
    lapse = opened.lapse("crown", path("lapse.gif"))
    assert frames(asyncio.run(lapse.outcome())) >= 3
    assert lapse.progress() == ProgressView(done=3, total=3)
    with pytest.raises(StippleError.BadInput):
        opened.slider(first, last, path("slider.webm"))


def test_a_trend_has_its_points_and_is_drawn(desk: Desk, tmp_path: Path) -> None:
    opened = series(desk)
    png = stipple.DrawTrend(of=stipple.TrendOf.REDNESS, path=str(tmp_path / "trend.png"))
    trend = asyncio.run(opened.trend("crown", png).outcome())
    assert [(point.photo, point.day) for point in trend.points] == list(zip(ids(opened), [0, 5, 7]))
    assert trend.angle == "crown" and trend.lines
    for point in trend.points:
        for value in (point.redness, point.dots):
            assert value is None or (0 <= value.reliability <= 1 and value.plus_minus >= 0)
    with Image.open(png.path) as picture:
        picture.load()
    svg = stipple.DrawTrend(of=stipple.TrendOf.DOTS, path=str(tmp_path / "trend.svg"))
    asyncio.run(opened.trend("crown", svg).outcome())
    assert Path(svg.path).read_text(encoding="utf-8").lstrip().startswith("<svg")
    assert asyncio.run(opened.trend("crown").outcome()) == trend, "without a picture it says the same"


def test_too_few_or_too_different_photos_cannot_be_compared(desk: Desk, tmp_path: Path) -> None:
    opened, gif = desk.course(), str(tmp_path / "lapse.gif")
    add(opened, DAY_2)
    add(opened, FRONT, angle="front")
    for task in (opened.trend("crown"), opened.lapse("crown", gif)):
        with pytest.raises(StippleError.CannotCompare):
            asyncio.run(task.outcome())
    with pytest.raises(StippleError.CannotCompare):
        opened.compare_photos(*ids(opened), str(tmp_path / "side.jpg"))
    with pytest.raises(StippleError.CannotCompare):
        opened.ghost("back", 90, 120, str(tmp_path / "ghost.png"))
    with pytest.raises(StippleError.BadInput):
        asyncio.run(opened.trend("").outcome())
    assert list(tmp_path.glob("*.gif")) == list(tmp_path.glob("*.jpg")) == []


def test_everything_goes_out_and_comes_in_with_its_photos(desk: Desk, another, tmp_path: Path) -> None:
    opened = series(desk)
    path = lambda name: str(tmp_path / name)
    opened.write_identity(path("identity.txt"))
    identity = Path(path("identity.txt")).read_text()
    export = opened.export_bundle(path("sealed.zip"), stipple.PhotosAs.SEALED)
    asyncio.run(export.outcome())
    assert export.progress() == ProgressView(done=3, total=3)
    asyncio.run(opened.export_bundle(path("clear.zip"), stipple.PhotosAs.CLEAR).outcome())
    assert all(CANARY not in Path(path(name)).read_bytes() for name in ("sealed.zip", "clear.zip"))

    phone = another("phone").open()
    with pytest.raises(StippleError.PhotosLocked):
        asyncio.run(phone.import_bundle(path("sealed.zip")).outcome())
    with pytest.raises(StippleError.BadInput):
        asyncio.run(phone.import_bundle(path("sealed.zip"), "no identity").outcome())
    with pytest.raises(StippleError.ArchiveRefused):
        asyncio.run(phone.import_bundle(BROKEN).outcome())
    assert not phone.has_course()
    asyncio.run(phone.import_bundle(path("sealed.zip"), identity).outcome())
    assert phone.photos() == opened.photos()
    phone.write_photo(ids(phone)[0], PhotoFile.ORIGINAL, path("there.jpg"))
    opened.write_photo(ids(opened)[0], PhotoFile.ORIGINAL, path("here.jpg"))
    assert Path(path("there.jpg")).read_bytes() == Path(path("here.jpg")).read_bytes()

    tablet = another("tablet").open()
    asyncio.run(tablet.import_bundle(path("clear.zip")).outcome())
    assert ids(tablet) == ids(opened)
    tablet.write_photo(ids(tablet)[0], PhotoFile.CLEAN, path("clean.jpg"))
    assert Path(path("clean.jpg")).read_bytes() == Path(path("here.jpg")).read_bytes()


def test_a_task_outlives_the_object_that_began_it(desk: Desk) -> None:
    opened = desk.course()
    task = opened.add_photos(AddPhotos(paths=[DAY_2], angle="crown"))
    del opened
    gc.collect()
    assert asyncio.run(task.outcome()).added == 1
    assert len(ids(desk.open())) == 1
