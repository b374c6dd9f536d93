"""The verdict about one activity at one moment looked at, under every reading: "One activity" and "Gates".

For: the verdict of a World (oracle_world.py) at any moment from the moment asked about on, with what decides it.
Not for: the fields of the answer that look ahead (`until`, `closes`, `provisional` …); see oracle.py.
"""

from typing import NamedTuple, Optional

from oracle_sheet import RANK
from oracle_time import HOUR
from oracle_world import Final, Window, current_session, final_readings, final_session, has_begun

YES, YES_IF, ASK, NO = range(4)


class Spoken(NamedTuple):
    """What one rule does at u, on one session."""

    kind: str  # "active", "soft" (active, but run out for steps 2 and 3), "later" (window to come), "run-out"
    rank: int
    end: Optional[int]  # for decided_by; None: open
    session: Optional[int]
    added: Optional[tuple] = None  # (state, is): the condition that the gate adds
    waits: Optional[tuple] = None  # (state, is): the report that the rule waits for
    by_window: bool = True  # not a `meanwhile`


class Given(NamedTuple):
    """One thing that counts towards a verdict."""

    kind: str  # "rule", "implied", "silence", "default"
    rank: int
    rule: object
    activity: Optional[str]
    spoken: Optional[Spoken]


def newest(reports):
    """Of two at one instant, seen wins."""
    return max(reports, key=lambda one: (one.at, one.seen)) if reports else None


def speak(world, rule, reading, final, u):
    """What one rule does at u: a list of Spoken, one for each session that it hangs on (most hang on one at most)."""
    key = (rule.index, rule.task, reading, final.session and final.session.number, u)
    if key not in world._spoken:
        world._spoken[key] = _speak(world, rule, reading, final, u)
    return world._spoken[key]


def _speak(world, rule, reading, final, u):
    sessions = reading.sessions
    if rule.anchor == "before-session":
        spoken = []
        for session in sessions:
            if session.start > u:
                window = world.window(rule, session, reading)
                if window.begin <= u < window.end:
                    spoken.append(Spoken("active", RANK[rule.verdict], window.end, session.number))
        return spoken
    if not has_begun(sessions, u):
        return []
    current = current_session(sessions, u)
    if rule.anchor == "always":
        window = Window(sessions[0].start, None, None, None)
        return _speak_in(world, rule, window, current, None, reading, u)
    hung_on = current
    if rule.anchor == "between-sessions" and final.session is not None:
        return []
    if rule.anchor == "final-session":
        hung_on = final.session
        if hung_on is None:
            if rule.meanwhile == "nothing":
                return []
            return [Spoken("active", RANK[rule.meanwhile], None, None, by_window=False)]
    return _speak_in(world, rule, world.window(rule, hung_on, reading), current, hung_on.number, reading, u)


def _speak_in(world, rule, window, current, number, reading, u):
    """`window`: from where the rule begins; `current`: only reports since its start count."""
    own = RANK[rule.verdict]
    begin, end = window.begin, window.end

    def reports(*states):
        return [one for one in world.reports if one.at >= current.start and one.state in states]

    if rule.hold_seen:
        length = max(side.hours for side in rule.hold_for.sides) if reading.later else min(
            side.hours for side in rule.hold_for.sides
        )
        lapses = [one.at + length * HOUR for one in reports(*rule.hold_seen) if one.seen and one.at <= u]
        lapses = [lapse for lapse in lapses if u < lapse]
        return [Spoken("active", own, max(lapses), number)] if lapses else []  # leaves no silence

    if rule.until_state:
        return [_until_state(rule, window, reports(rule.until_state), own, number, u)]

    empty = end is not None and end <= begin
    if u < begin:
        return [Spoken("later", own, begin, number)]
    if empty or (end is not None and u >= end):
        return [Spoken("run-out", RANK[rule.silence], begin if empty else end, number)]

    if rule.unless:
        said = reports(rule.unless)
        last = newest(said)
        if last and last.seen:
            return [Spoken("active", NO, end, number, waits=(rule.unless, "gone"))]
        if last and (last.at >= begin or any(one.seen for one in said)):
            return [Spoken("active", own, end, number)]
        gone = (rule.unless, "gone")
        return [Spoken("active", YES_IF, end, number, added=gone, waits=gone)]
    if rule.before_state:
        if any(one.seen for one in reports(rule.before_state)):
            return [Spoken("active", ASK, end, number)]
        return [Spoken("active", YES_IF, end, number, added=(rule.before_state, "not yet"))]
    return [Spoken("active", own, end, number)]


def _until_state(rule, window, said, own, number, u):
    silence = RANK[rule.silence]
    if u < window.begin:
        return Spoken("later", own, window.begin, number)
    if window.usually_first is not None:
        said = [one for one in said if one.at >= window.usually_first]
    last = newest(said)
    reported = last is not None and last.seen
    # An `until` of "unstated" is open, so it is never over.
    until_over = not rule.unstated and (window.end is None or u >= window.end)
    if reported and until_over:
        return Spoken("run-out", silence, window.begin if window.end is None else window.end, number)
    seen = (rule.until_state, "seen")
    waits = None if reported else seen
    end = window.end if reported else None
    if window.usually_over is not None and u >= window.usually_over and until_over:
        if silence == YES:
            return Spoken("soft", YES_IF, end, number, added=seen, waits=waits)
        return Spoken("run-out", silence, window.usually_over, number)
    return Spoken("active", own, end, number, waits=waits)


def evaluate(world, reading, final, u, activity):
    """(rank, [Given that count]) for one reading."""
    closure = world.sheet.closure(activity)
    begun = has_begun(reading.sessions, u)
    unspoken = ASK if begun else YES
    counts, gives, left = [], {}, {}
    for one in closure:
        given, silence = _steps(world, reading, final, u, one)
        hard = [each for each in given if each.spoken.kind != "soft"]
        counts += given
        gives[one], left[one] = bool(hard), silence
        if not hard:
            counts += [each for each in silence if each.rank == NO]
    if not gives[activity]:
        for one in closure:
            if left[one]:
                counts += left[one]
            elif not gives[one] and any(rule.anchor != "before-session" for rule in world.naming.get(one, [])):
                counts.append(Given("default", unspoken, None, one, None))
    if not counts:
        counts.append(Given("default", unspoken, None, activity, None))
    rank = max(one.rank for one in counts)
    named = [one for one in closure if one in world.naming]
    if not named or (activity not in named and activity not in world.sheet.declared):
        rank = max(rank, ASK)
    return rank, counts


def _steps(world, reading, final, u, activity):
    """Steps 1 to 3 for one activity, anchor by anchor: what 1 and 2 give, and the silence that 3 leaves."""
    by_anchor = {}
    for rule in world.naming.get(activity, []):
        for spoken in speak(world, rule, reading, final, u):
            by_anchor.setdefault(rule.anchor, []).append((rule, spoken))
    given, silence = [], []
    for pairs in by_anchor.values():
        active = [(rule, spoken) for rule, spoken in pairs if spoken.kind in ("active", "soft")]
        given += [Given("rule", spoken.rank, rule, activity, spoken) for rule, spoken in active]
        if any(spoken.kind == "active" for _, spoken in active):
            continue
        implied = [
            (rule, spoken) for rule, spoken in pairs if spoken.kind == "later" and rule.verdict in ("yes", "yes_if")
        ]
        given += [Given("implied", NO, rule, activity, spoken) for rule, spoken in implied]
        if implied:
            continue
        for rule, spoken in pairs:
            if spoken.kind == "run-out":
                silence.append(Given("silence", spoken.rank, rule, activity, spoken))
            elif spoken.kind == "soft":  # for step 3 it has run out; its silence is `yes`
                silence.append(Given("silence", YES, rule, activity, spoken))
    return given, silence


def verdict(world, u, activity):
    """The most restrictive of all readings: (rank, [Given that share it])."""
    results = [
        evaluate(world, reading, final, u, activity)
        for reading in world.readings
        for final in final_readings(world, reading.sessions, u)
    ]
    rank = max(each for each, _ in results)
    deciding = [one for each, counts in results if each == rank for one in counts if one.rank == rank]
    return rank, deciding


def duty_is_due(world, duty):
    """Read in the session's own zone; under any of the other readings. What is due has no more restrictive side."""
    for reading in world.readings:
        if reading.abroad:
            continue
        state, session = final_session(world, reading.sessions, world.t0)
        begun = state == "known" and session.start <= world.t0
        if duty.anchor == "final-session" and not begun:
            continue
        spoken = speak(world, duty, reading, Final(session if begun else None), world.t0)
        if any(one.kind == "active" for one in spoken):
            return True
    return False
