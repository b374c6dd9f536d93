"""What a question says, as of the moment asked about: "Readings" and "The final session" of aftercare-rules.md.

For: the World of a question, the readings that it has to be answered under, the window of a rule in one of them.
Not for: verdicts; see oracle_verdict.py.

Names: `t0` is the moment asked about, `u` the moment looked at. Sessions that start after t0 go ahead as planned, and
only reports made up to t0 are known, whatever u is.
"""

from dataclasses import dataclass
from typing import NamedTuple, Optional

from oracle_time import HOUR, date_of


class Session(NamedTuple):
    number: int
    start: int
    end: int
    zone: object
    planned: bool
    final: bool
    touch_up: bool


class Report(NamedTuple):
    at: int
    state: str
    seen: bool  # else gone


class Window(NamedTuple):
    begin: int
    end: Optional[int]  # None: open
    usually_first: Optional[int]
    usually_over: Optional[int]


@dataclass(eq=False)  # compared by identity: it stands in the keys of the caches
class Reading:
    """One choice for all that is uncertain but the final session, throughout."""

    sessions: tuple  # as held, or without the unconfirmed ones
    abroad: bool  # day bounds in the zone asked about
    later: bool  # fuzzy bounds at their later instant


class Final(NamedTuple):
    """What a reading takes the final session to be. A session: it is that one, begun. None: it is still to come."""

    session: Optional[Session]


class World:
    def __init__(self, sheet, sessions, complete, t0, zone, client, reports):
        self.sheet, self.sessions, self.complete = sheet, tuple(sessions), complete
        self.t0, self.zone, self.client = t0, zone, client
        self.reports = [one for one in reports if one.at <= t0]
        # Rules that do not fit the client are as if they were not in the sheet.
        self.rules = [rule for rule in sheet.rules if rule.fits(client)]
        self.duties = [duty for duty in sheet.duties if duty.fits(client)]
        self.naming = {}
        for rule in self.rules:
            for activity in dict.fromkeys(rule.activities):
                self.naming.setdefault(activity, []).append(rule)
        self.readings = self._readings()
        self._windows, self._spoken = {}, {}

    def with_sessions(self, sessions):
        return World(self.sheet, sessions, self.complete, self.t0, self.zone, self.client, self.reports)

    def _readings(self):
        held = self.sessions
        not_held = tuple(one for one in held if not (one.planned and one.start <= self.t0))
        # Readings that cannot differ are not made twice: that is for speed alone.
        abroad = [False, True] if any(one.zone != self.zone for one in held) else [False]
        later = [False, True] if any(one.fuzzy for one in self.rules + self.duties) else [False]
        which = [held] if held == not_held else [held, not_held]
        return [Reading(sessions, far, late) for sessions in which for far in abroad for late in later]

    def window(self, rule, session, reading):
        """The window of a rule that hangs on this session (`before-session`: on its start), cut to where it speaks."""
        key = (rule.index, rule.task, session.number, reading.abroad, reading.later)
        if key not in self._windows:
            self._windows[key] = self._window(rule, session, reading)
        return self._windows[key]

    def _window(self, rule, session, reading):
        before = rule.anchor == "before-session"
        anchor = session.start if before else session.end
        day0 = date_of(anchor, session.zone)
        zone = self.zone if reading.abroad and not before else session.zone

        def at(bound, ends):
            return None if bound is None else bound.instant(anchor, day0, zone, ends, reading.later)

        begin, end = at(rule.starts, False), at(rule.ends, True)
        if before:
            end = session.start if end is None else min(end, session.start)
        else:
            begin = session.start if begin is None else max(begin, session.start)
        first = over = None
        if rule.usually is not None:
            first = rule.usually.sides[0].instant(anchor, day0, zone, False)
            over = rule.usually.sides[-1].instant(anchor, day0, zone, True)
        return Window(begin, end, first, over)


def current_session(sessions, u):
    begun = [one for one in sessions if one.start <= u]
    return begun[-1] if begun else None


def has_begun(sessions, u):
    return bool(sessions) and sessions[0].start <= u


def final_session(world, sessions, u):
    """("known", session) or ("unknown", None)."""
    current = current_session(sessions, u)
    if current and current.touch_up:
        if not any(one.start > current.start and not one.touch_up for one in sessions):
            return "known", current
    course = [one for one in sessions if not one.touch_up]
    if course:
        last = course[-1]
        if (last.final or world.complete) and (not last.planned or last.start > world.t0):
            return "known", last
    return "unknown", None


def final_readings(world, sessions, u):
    current = current_session(sessions, u)
    state, session = final_session(world, sessions, u)
    if state == "known" and session.start <= u:
        return [Final(session)]
    readings = [Final(None)]
    if current is None:
        return readings  # nothing has begun that could be taken for the final one
    nothing_follows = not any(one.start > u and not one.touch_up for one in sessions)
    if current.final or (state == "unknown" and nothing_follows):
        readings.append(Final(current))
    return readings


def instants(world, activity):
    """Every instant after the moment asked about that could matter to this activity."""
    found = set()
    for session in world.sessions:
        found |= {session.start, session.end}
    rules = {rule.index: rule for one in world.sheet.closure(activity) for rule in world.naming.get(one, [])}
    for rule in rules.values():
        if rule.hold_seen:
            for report in world.reports:
                found |= {report.at + side.hours * HOUR for side in rule.hold_for.sides}
        elif rule.anchor != "always":
            for reading in world.readings:
                for session in reading.sessions:
                    found |= set(world.window(rule, session, reading))
    return sorted(one for one in found if one is not None and one > world.t0)
