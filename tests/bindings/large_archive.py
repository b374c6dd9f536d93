"""Writes an archive that takes a while to import, so that there is time to stop it: a course and so many skin reports.

    large_archive.py PATH [ENTRIES]

Not for: what an archive may hold (the core's own tests).
"""

import json
import sys
import uuid

path, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60_000
DEVICE, COURSE = "00000000-0000-4000-8000-0000000000d1", "00000000-0000-4000-8000-0000000000c1"
SHEET = 'format = 1\n[sheet]\nid = "example"\nrevision = 1\nlanguage = "en"\n' + (
    '[[rule]]\nid = "swim"\nactivities = ["swim"]\nverdict = "no"\nanchor = "session"\nuntil = "5d"\n'
)
MICROS_OF_2026 = 1_767_225_600_000_000


def entry(place: int, kind: str, body: dict) -> dict:
    """An entry made a second after the one before."""
    ids = (str(uuid.UUID(int=(series << 96) | (4 << 76) | (2 << 62) | place)) for series in (1, 2))
    wall = MICROS_OF_2026 + place * 1_000_000
    return dict(zip(("id", "change"), ids)) | {
        "device": DEVICE, "clock": {"wall": wall, "counter": 0}, "kind": kind, "body": body,
    }


AT = "2026-01-01T00:00:00Z"
sheet = {"id": "example", "revision": 1, "text": SHEET}
entries = [entry(0, "course.started", {"course": COURSE, "at": AT, "sheet": sheet, "sessions": None, "attributes": [], "zone": "UTC"})]
for place in range(1, count):
    report = str(uuid.UUID(int=(3 << 96) | place))
    entries.append(entry(place, "skin.reported", {"course": COURSE, "report": report, "at": AT, "seen": ["scabs"], "gone": []}))
with open(path, "w", encoding="utf-8") as file:
    json.dump({"format": "stipple-archive", "version": 1, "entries": entries}, file)
