"""Random sheets and questions for differential tests, the same for the same seed.

For: `python3 generate.py --seed N --sheets K --questions M --out DIR` writes DIR/sheets/*.toml and DIR/questions.jsonl.
Not for: questions that are errors; every one written here has an answer.

Most moments asked about stand at, or one second beside, an instant at which some rule begins or ends.
"""

import argparse
import json
import os
import random
from datetime import datetime, timedelta
from pathlib import Path

from generate_sheet import SheetMaker
from oracle import read_question
from oracle_sheet import CATALOGUE, find_sheet
from oracle_time import HOUR, SECOND, format_instant, wall_clock, zone_named
from oracle_world import instants

ZONES = ["Europe/London", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Tokyo",
         "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Apia", "Pacific/Kiritimati", "UTC",
         "America/St_Johns", "Pacific/Chatham", "Africa/Cairo", "America/Santiago", "Atlantic/Azores", "Asia/Kolkata"]
# Nights on which the clocks do something odd: a midnight or a whole date skipped, an hour or a midnight repeated.
ODD_NIGHTS = [
    ("Pacific/Apia", 2011, 12, 30), ("Pacific/Kwajalein", 1993, 8, 21), ("Pacific/Kiritimati", 1994, 12, 31),
    ("Australia/Lord_Howe", 2024, 4, 7), ("Australia/Lord_Howe", 2024, 10, 6),
    ("Atlantic/Azores", 2025, 3, 30), ("Atlantic/Azores", 2025, 10, 26),
    ("Africa/Cairo", 2024, 4, 26), ("Africa/Cairo", 2024, 11, 1),
    ("America/Santiago", 2024, 9, 8), ("America/Santiago", 2024, 4, 7),
    ("Asia/Beirut", 2022, 3, 27), ("Asia/Beirut", 2022, 10, 30),
    ("America/St_Johns", 2010, 3, 14), ("America/St_Johns", 2010, 11, 7),
    ("America/Havana", 2024, 3, 10), ("America/Havana", 2024, 11, 3),
    ("America/Sao_Paulo", 2018, 11, 4), ("Asia/Tehran", 2021, 3, 22), ("Asia/Kathmandu", 2024, 2, 29),
    ("Europe/London", 2026, 3, 29), ("Europe/London", 2026, 10, 25), ("America/New_York", 2027, 11, 7),
]
CLOCKS = [(0, 0), (0, 1), (0, 30), (2, 30), (9, 0), (10, 0), (13, 15), (17, 30), (20, 0), (23, 0), (23, 59)]


class QuestionMaker:
    def __init__(self, rng, sheet_name, sheet):
        self.random, self.name, self.sheet = rng, sheet_name, sheet
        self.chance = lambda part: rng.random() < part
        rules = sheet.rules + sheet.duties
        states = [state for rule in rules for state in (rule.unless, rule.before_state, rule.until_state) if state]
        states += [state for rule in rules for state in rule.hold_seen or []]
        self.states = sorted(set(states)) or ["scabs"]
        self.attributes = sorted({one for rule in rules for one in [*(rule.only_for or []), *rule.not_for]})
        self.named = sorted({one for rule in sheet.rules for one in rule.activities} | set(sheet.declared))
        # Not named, but what they involve is.
        self.near = [one for one in sorted(sheet.involves) if one not in self.named
                     and any(other in self.named for other in sheet.closure(one))]

    def sessions(self):
        """[[start, end, flags]] in microseconds, in order."""
        rng = self.random
        zone, night = rng.choice(ZONES), None
        if self.chance(0.35):
            name, *day = rng.choice(ODD_NIGHTS)
            zone, night = name, datetime(*day) - timedelta(days=rng.choice([0, 1, 1, 2, 3, 4, 5, 6, 7, 14]))
        self.zone, self.odd_night = zone, night and wall_clock(zone_named(zone), datetime(*day))
        day = night or datetime(2020, 1, 1) + timedelta(days=rng.randrange(10 * 365))
        sessions = []
        for number in range(rng.choice([0] + [1, 2, 2, 3] * 4 + [4])):
            clock = rng.choice(CLOCKS)
            start = wall_clock(zone_named(zone), day + timedelta(hours=clock[0], minutes=clock[1]))
            end = start + rng.choice([1, 2, 3, 4, 5, 7]) * HOUR
            if sessions and start <= sessions[-1]["start"]:
                start, end = sessions[-1]["start"] + HOUR, sessions[-1]["start"] + 3 * HOUR
            sessions.append({"start": start, "end": end})
            day += timedelta(days=rng.choice([0, 1, 3, 7, 10, 14, 14, 15, 21, 30, 31, 90, 400]))
        for number, one in enumerate(sessions):
            last = number == len(sessions) - 1
            one["final"] = self.chance(0.5 if last else 0.08)
            one["touch_up"] = self.chance(0.2 if last and number else 0.05)
            one["zone"] = rng.choice([None] * 5 + [zone, rng.choice(ZONES)])
        if len(sessions) > 1 and sessions[-1]["touch_up"] and self.chance(0.5):
            sessions[-2]["final"] = True
        return sessions

    def written(self, instant):
        zone = self.random.choice([self.zone, self.zone, "UTC", "Asia/Kathmandu", "America/New_York"])
        text = format_instant(instant, zone_named(zone))
        return text.replace("+00:00", "Z") if self.chance(0.5) else text

    def write_sessions(self, sessions, planned_from):
        rows = []
        for number, one in enumerate(sessions):
            row = {}
            if number >= planned_from:
                row["starts"] = self.written(one["start"])
                if self.chance(0.5):
                    row["ends"] = self.written(one["end"])
            else:
                row["ended"] = self.written(one["end"])
                # Without a start it starts when it ends: only where that keeps the order.
                follows = number + 1 < len(sessions) and sessions[number + 1]["start"] <= one["end"]
                if follows or self.chance(0.6):
                    row["started"] = self.written(one["start"])
            if one["zone"]:
                row["zone"] = one["zone"]
            for key in ("final", "touch_up"):
                if one[key] or self.chance(0.1):
                    row[key] = one[key]
            rows.append(row)
        if planned_from > 1 and self.chance(0.06):  # one in the middle that nobody confirmed
            row = rows[self.random.randrange(planned_from)]
            if "started" in row:
                row["starts"], row["ends"] = row.pop("started"), row.pop("ended")
        return rows

    def question(self):
        rng = self.random
        sessions = self.sessions()
        planned_from = rng.randint(0, len(sessions))
        if self.chance(0.3):
            planned_from = len(sessions)
        rows = self.write_sessions(sessions, planned_from)
        asked_in = self.zone if self.chance(0.7) else rng.choice(ZONES)
        activity = None if self.chance(0.1) else self.activity()
        question = {"sheet": self.name, "zone": asked_in, "at": "1970-01-01T00:00:00Z", "activity": activity,
                    "sessions": rows}
        if self.chance(0.15):
            question["course_complete"] = self.chance(0.8)
        if self.chance(0.4) and self.attributes:
            question["client"] = rng.sample(self.attributes, rng.randint(1, len(self.attributes)))
        at = self.moment(question, activity or rng.choice(self.named), sessions, planned_from)
        question["at"] = self.written(at)
        if self.chance(0.6):
            question["skin"] = self.reports(question, activity or rng.choice(self.named), at, sessions)
            if self.chance(0.3):  # hold lapses, and what a report changes
                at = self.moment(question, activity or rng.choice(self.named), sessions, planned_from, at)
                question["at"] = self.written(at)
        rng.shuffle(rows)
        if activity is None:
            del question["activity"]
        return question

    def activity(self):
        rng = self.random
        if self.near and self.chance(0.2):
            return rng.choice(self.near)
        return rng.choice(sorted(CATALOGUE)) if self.chance(0.05) else rng.choice(self.named)

    def moment(self, question, activity, sessions, planned_from, known=None):
        """Mostly at an instant that matters, or a second beside it; mostly between what is done and what is planned."""
        rng = self.random
        if self.odd_night and self.chance(0.15):
            return self.odd_night + rng.randint(-120, 120) * 60 * SECOND
        # Asked about 1970 every instant is still to come; about `known`, only its reports are known.
        asked = question if known is None else {**question, "at": format_instant(known, zone_named("UTC"))}
        found = instants(read_question(asked, "."), activity)
        if not found:
            return rng.randrange(1_600_000_000, 1_900_000_000) * SECOND
        first = sessions[planned_from - 1]["start"] if planned_from else 0
        then = sessions[planned_from]["start"] if planned_from < len(sessions) else found[-1]
        between = [one for one in found if first <= one <= then]
        chosen = rng.choice(between if between and self.chance(0.7) else found)
        if self.chance(0.15):
            return chosen + rng.randint(-10 * 86400, 10 * 86400) * SECOND
        return chosen + rng.choice([-1, 0, 0, 0, 1]) * SECOND

    def reports(self, question, activity, at, sessions):
        rng = self.random
        world = read_question({**question, "at": "1970-01-01T00:00:00Z"}, ".")
        earlier = [one for one in instants(world, activity) if one <= at] or [at]
        gated = self.gate_instants(world, activity, at)
        rows = []
        for _ in range(rng.choice([1, 1, 2, 3, 4])):
            when = rng.choice([
                rng.choice(earlier) + rng.choice([-1, 0, 0, 1]) * SECOND,
                at - rng.choice([0, 0, 1, 3600, 7200, 86400, 86399, 172800, 345600]) * SECOND,
                rng.choice(earlier[-6:]) + rng.randint(0, 5 * 86400) * SECOND,
                at + SECOND,
            ])
            said = rng.sample(self.states, rng.randint(1, len(self.states)))
            if gated and self.chance(0.5):
                state, instant = rng.choice(gated)
                when, said = instant + rng.choice([-1, 0, 0, 1]) * SECOND, [state]
            if rows and self.chance(0.2):
                when = rows[-1][0]  # two at one instant
            cut = rng.randint(0, len(said))
            rows.append((when, {"at": self.written(when), "seen": said[:cut], "gone": said[cut:]}))
        rows = [row for _, row in rows]
        rng.shuffle(rows)
        return rows

    def gate_instants(self, world, activity, at):
        """(state, instant) where it matters to a gate whether a report is made before it or after it."""
        found = []
        current = [one for one in world.sessions if one.start <= at][-1:]
        for rule in {rule.index: rule for one in self.sheet.closure(activity)
                     for rule in world.naming.get(one, [])}.values():
            for state in (rule.unless, rule.before_state, rule.until_state):
                if state and rule.anchor not in ("always", "before-session"):
                    for session in current:
                        window = world.window(rule, session, world.readings[-1])
                        found += [(state, one) for one in (session.start, *window) if one is not None and one <= at]
            if rule.hold_seen and current:
                for side in rule.hold_for.sides:
                    found += [(state, at - side.hours * HOUR // part) for state in rule.hold_seen for part in (1, 2)]
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheets", type=int, default=20, help="how many sheets to write")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--absolute", action="store_true", help="name the sheets by absolute paths")
    parser.add_argument("--doubtful", action="store_true", help="also what the contract leaves open")
    parser.add_argument("--with-sheet", action="append", default=[], metavar="FILE", help="ask about this sheet too")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    folder = Path(given.out) / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    paths = list(given.with_sheet)
    for number in range(given.sheets):
        name = f"s{given.seed}-{number}"
        path = folder / f"{name}.toml"
        path.write_text(SheetMaker(rng, name, given.doubtful).text(), encoding="utf-8")
        paths.append(str(path))
    if given.absolute:
        paths = [os.path.abspath(path) for path in paths]
    makers = [QuestionMaker(rng, path, find_sheet(path, ".")) for path in paths]
    with open(Path(given.out) / "questions.jsonl", "w", encoding="utf-8") as out:
        for number in range(given.questions):
            out.write(json.dumps(makers[number % len(makers)].question()) + "\n")


if __name__ == "__main__":
    main()
