#!/usr/bin/env python3
"""Reads calendar files with two parsers that are not ours, and says where they disagree with us or with each other.

    check_ics.py [--program STIPPLE] [FILE...]

Without files: the golden calendars of the core. With --program: also what that program writes for a few courses.
Prints a line for each check that failed, then "N passed, M failed"; exit 1 if any failed.
Not for: what belongs in a calendar (core/tests/calendar.rs).
"""

import argparse
import datetime
import pathlib
import subprocess
import sys
import tempfile

import icalendar
import vobject

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "core" / "tests" / "golden"
# A session that opens or begins has an alarm; these files are known to hold some.
NEEDS_ALARMS = ("scalp-envy", "awkward", "program")
COURSES = {
    "planned": [["session", "done", "--ended", "2026-05-01T17:30:00+01:00"],
                ["session", "plan", "--starts", "2026-05-16T10:00:00+01:00"]],
    "final": [["session", "done", "--ended", "2026-05-01T17:30:00+01:00", "--final"]],
}


class Checks:
    """Counts what passed, and tells what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, fine, name, what):
        if fine:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{name}: {what}")


def lines(checks, name, raw):
    checks.that(raw.endswith(b"\r\n"), name, "the last line has no CRLF")
    content = raw.split(b"\r\n")[:-1]
    checks.that(not any(b"\r" in line or b"\n" in line for line in content), name, "a line end that is no CRLF")
    longest = max(content, key=len, default=b"")
    checks.that(len(longest) <= 75, name, f"a line of {len(longest)} octets: {longest!r}")
    whole = True
    for line in content:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            whole = False
    checks.that(whole, name, "a line that was folded inside a character")


def moment(value):
    """A date or an instant as text that compares, whichever parser it comes from."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat()
    return value.isoformat()


def by_icalendar(raw):
    calendar = icalendar.Calendar.from_ical(raw)
    events = []
    for event in calendar.walk("VEVENT"):
        events.append({
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "body": str(event.get("DESCRIPTION", "")),
            "start": moment(event["DTSTART"].dt),
            "end": moment(event["DTEND"].dt) if "DTEND" in event else None,
            "stamp": moment(event["DTSTAMP"].dt),
            "changed": moment(event["LAST-MODIFIED"].dt),
            "sequence": int(event["SEQUENCE"]),
            "alarms": [alarm["TRIGGER"].dt.total_seconds() for alarm in event.walk("VALARM")],
        })
    errors = [error for part in calendar.walk() for error in part.errors]
    return str(calendar["VERSION"]), str(calendar["PRODID"]), events, errors


def by_vobject(raw):
    calendar = vobject.readOne(raw.decode("utf-8"))
    events = []
    for event in calendar.contents.get("vevent", []):
        value = lambda key: event.contents[key][0].value if key in event.contents else None
        end = value("dtend")
        events.append({
            "uid": value("uid"),
            "title": value("summary"),
            "body": value("description") or "",
            "start": moment(value("dtstart")),
            "end": moment(end) if end else None,
            "stamp": moment(value("dtstamp")),
            "changed": moment(value("last-modified")),
            "sequence": int(value("sequence")),
            "alarms": [alarm.trigger.value.total_seconds() for alarm in event.contents.get("valarm", [])],
        })
    calendar.validate(raiseException=True)
    return calendar.version.value, calendar.prodid.value, events


def check(checks, name, raw):
    lines(checks, name, raw)
    try:
        version, product, events, errors = by_icalendar(raw)
        checks.that(not errors, name, f"icalendar found fault with {errors}")
    except Exception as error:  # whatever a parser says of the file is a finding
        checks.that(False, name, f"icalendar refuses it: {error!r}")
        return
    try:
        other_version, other_product, others = by_vobject(raw)
    except Exception as error:
        checks.that(False, name, f"vobject refuses it: {error!r}")
        return
    checks.that((version, product) == (other_version, other_product), name, "the parsers read different headers")
    checks.that(version == "2.0" and product.startswith("-//"), name, f"VERSION {version}, PRODID {product}")
    checks.that(len(events) > 0 and len(events) == raw.count(b"\r\nBEGIN:VEVENT\r\n"), name, f"{len(events)} events")
    checks.that(len({event["uid"] for event in events}) == len(events), name, "a UID twice")
    checks.that(len(events) == len(others), name, f"one parser reads {len(events)} events, the other {len(others)}")
    for ours, theirs in zip(events, others):
        for key in ours:
            same = ours[key] == theirs[key]
            checks.that(same, name, f"{key} of {ours['uid']}: {ours[key]!r} by one parser, {theirs[key]!r} by the other")
        fine = ours["end"] is None or ours["start"] < ours["end"]
        checks.that(fine, name, f"{ours['title']!r} ends at {ours['end']}, and starts at {ours['start']}")
        checks.that(bool(ours["title"].strip()), name, f"{ours['uid']} has no title")
    if any(word in name for word in NEEDS_ALARMS):
        checks.that(any(event["alarms"] for event in events), name, "no alarm at all")


def written_by(program):
    """What the program writes for each course, by name."""
    for name, steps in COURSES.items():
        with tempfile.TemporaryDirectory() as folder:
            to = pathlib.Path(folder) / "calendar.ics"
            common = ["--data", str(pathlib.Path(folder) / "data"), "--zone", "Europe/London",
                      "--at", "2026-05-01T18:00:00+01:00"]
            for step in [["course", "start"], *steps, ["calendar", "-o", str(to)]]:
                done = subprocess.run([program, *common, *step], capture_output=True, text=True, timeout=60)
                if done.returncode != 0:
                    yield f"program, {name}", None, f"{' '.join(step)}: exit {done.returncode}: {done.stderr.strip()}"
                    break
            else:
                yield f"program, {name}", to.read_bytes(), ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="the stipple program, whose calendars are read too")
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="calendar files; default: the golden ones")
    arguments = parser.parse_args()
    checks = Checks()
    files = arguments.files or sorted(GOLDEN.glob("*.ics"))
    checks.that(bool(files), "golden", f"no calendar in {GOLDEN}")
    for path in files:
        check(checks, path.name, path.read_bytes())
    if arguments.program:
        for name, raw, why in written_by(arguments.program):
            if raw is None:
                checks.that(False, name, why)
            else:
                check(checks, name, raw)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
