"""The oracle: an independent reading of aftercare-rules.md, for differential tests of the engine.

For: `answer(question, sheet_dir)`, one answer per question line on standard input, and `--check` of worked examples.
Not for: speed, refusing sheets, or the wording of anything. It does not give `expect` and `signs` on a board, whose
shape the contract leaves open.

    python3 oracle.py --sheets DIR < questions.jsonl
    python3 oracle.py --check examples.jsonl --sheets DIR
"""

import argparse
import json
import sys
from collections import Counter

from oracle_sheet import VERDICT, find_sheet
from oracle_time import HOUR, BadInput, date_of, day_number, format_instant, parse_instant, zone_named
from oracle_verdict import NO, YES, YES_IF, duty_is_due, verdict
from oracle_world import Report, Session, World, current_session, final_session, has_begun, instants

INSTANT_KEYS = ("until", "clear_at", "closes")


def answer(question, sheet_dir):
    """The answer to one question, or the whole board where it names no activity. Raises BadInput."""
    world = read_question(question, sheet_dir)
    activity = question.get("activity")
    if activity is None:
        return board(world)
    if not world.sheet.knows(activity):
        raise BadInput(f"neither the sheet nor the catalogue knows {activity!r}")
    return one_answer(world, activity)


def read_question(question, sheet_dir):
    try:
        sheet = find_sheet(question["sheet"], sheet_dir)
        zone = zone_named(question["zone"])
        t0 = parse_instant(question["at"])
        sessions = read_sessions(sheet, question["sessions"], zone)
        reports = []
        for one in question.get("skin", []):
            at = parse_instant(one["at"])
            reports += [Report(at, state, True) for state in one.get("seen", [])]
            reports += [Report(at, state, False) for state in one.get("gone", [])]
    except KeyError as missing:
        raise BadInput(f"{missing} is missing") from None
    complete = question.get("course_complete", False)
    return World(sheet, sessions, complete, t0, zone, question.get("client", []), reports)


def read_sessions(sheet, given, zone):
    rows = []
    for one in given:
        planned = "ended" not in one
        if planned:
            start = parse_instant(one["starts"])
            end = parse_instant(one["ends"]) if one.get("ends") is not None else None
        else:
            end = parse_instant(one["ended"])
            start = parse_instant(one["started"]) if one.get("started") is not None else end
        rows.append((start, end, planned, one))
    rows.sort(key=lambda row: row[0])
    if any(a[0] == b[0] for a, b in zip(rows, rows[1:])):
        raise BadInput("two sessions start at one instant")
    sessions = []
    for number, (start, end, planned, one) in enumerate(rows, 1):
        if end is None:
            end = start + round(sheet.longest_hours(number) * HOUR)
        if end < start:
            raise BadInput(f"session {number} ends before it starts")
        own = zone_named(one["zone"]) if one.get("zone") is not None else zone
        flags = one.get("final", False), one.get("touch_up", False)
        sessions.append(Session(number, start, end, own, planned, *flags))
    return sessions


def first_instant(world, activity, wanted, from_now=False):
    """The first instant after t0 (or from it on) at which the verdict is one that is wanted."""
    for u in ([world.t0] if from_now else []) + instants(world, activity):
        if wanted(verdict(world, u, activity)[0]):
            return u
    return None


def one_answer(world, activity):
    rank, deciding = verdict(world, world.t0, activity)
    until = following = clear_at = closes = None
    for u in instants(world, activity):
        then = verdict(world, u, activity)[0]
        if closes is None and then > rank:
            closes = u
        if until is None and then < rank:
            until, following = u, then
        if clear_at is None and then == YES and rank != YES:
            clear_at = u
        if closes is not None and (clear_at is not None or rank == YES):
            break
    waits_for = [] if rank == YES else waiting(deciding)
    provisional = provisional_of(world, activity, rank)
    if rank == YES:
        kind = None
    elif until is not None:
        without = world.with_sessions([one for one in world.sessions if not one.planned])
        now = verdict(without, without.t0, activity)[0]
        kind = "exact" if first_instant(without, activity, lambda then: then < now) == until else "provisional"
    elif provisional is not None:
        kind = "provisional"
    elif waits_for:
        kind = "state"
    elif any(one.kind == "rule" and one.spoken.by_window and one.rule.unstated for one in deciding):
        kind = "unstated"
    else:
        kind = "open"
    current = current_session(world.sessions, world.t0)
    decided, rule, silent = decided_by(deciding, activity)
    return {
        "verdict": VERDICT[rank],
        "conditions": conditions(deciding) if rank == YES_IF else [],
        "until": format_instant(until, world.zone),
        "until_kind": kind,
        "next": None if until is None else VERDICT[following],
        "clear_at": format_instant(clear_at, world.zone),
        "closes": format_instant(closes, world.zone),
        "waits_for": waits_for,
        "provisional": provisional,
        "unconfirmed": current.number if current and current.planned else None,
        "decided_by": decided,
        "quote": rule.quote if rule else None,
        "source": rule.source if rule else None,
        "_silence": silent,  # for compare.py alone: which of several silences is named is left open
    }


def state_of(pair):
    return {"state": pair[0], "is": pair[1]}


def conditions(deciding):
    """Sheet order, without repeats; a rule's own before the one that its gate adds."""
    keyed = []
    for one in deciding:
        keyed += [(one.rule.index, place, text) for place, text in enumerate(one.rule.conditions)]
        if one.spoken.added:
            keyed.append((one.rule.index, len(one.rule.conditions), one.spoken.added))
    texts = dict.fromkeys(text for _, _, text in sorted(keyed, key=lambda each: each[:2]))
    return [state_of(text) if isinstance(text, tuple) else text for text in texts]


def waiting(deciding):
    """A rule whose window has not begun, or of which only the `meanwhile` speaks, waits for no report."""
    keyed = [(one.rule.index, one.spoken.waits) for one in deciding if one.kind == "rule" and one.spoken.waits]
    return [state_of(pair) for pair in dict.fromkeys(pair for _, pair in sorted(keyed))]


def decided_by(deciding, activity):
    """(decided_by, its rule, whether it is a silence)."""

    def place(one):
        end = one.spoken.end
        ends_last = (0, 0) if end is None else (1, -end)
        return (one.kind == "silence", ends_last, one.activity != activity, one.rule.index)

    spoke = [one for one in deciding if one.kind != "default"]
    if not spoke:
        return None, None, False
    best = min(spoke, key=place)
    named = {
        "rule": best.rule.id,
        "activity": best.activity,
        "anchor": best.rule.anchor,
        "session": best.spoken.session,
    }
    return named, best.rule, best.kind == "silence"


def provisional_of(world, activity, rank):
    if rank == YES or not has_begun(world.sessions, world.t0):
        return None
    named = [rule for one in world.sheet.closure(activity) for rule in world.naming.get(one, [])]
    if not any(rule.anchor in ("final-session", "between-sessions") for rule in named):
        return None
    listings = {reading.sessions for reading in world.readings}
    if all(final_session(world, sessions, world.t0)[0] == "known" for sessions in listings):
        return None

    def allowed(then):
        return then <= YES_IF and then < rank

    if_planned = if_last_was_final = None
    last = world.sessions[-1]
    if last.planned and not last.touch_up and last.start > world.t0:
        marked = world.with_sessions([*world.sessions[:-1], last._replace(final=True)])
        if_planned = first_instant(marked, activity, allowed, from_now=True)
    done = [one for one in world.sessions if not one.planned]
    if done:
        marked = world.with_sessions([*done[:-1], done[-1]._replace(final=True)])
        if_last_was_final = first_instant(marked, activity, allowed, from_now=True)
    return {
        "if_planned": format_instant(if_planned, world.zone),
        "if_last_was_final": format_instant(if_last_was_final, world.zone),
    }


def board(world):
    activities = dict.fromkeys([*world.sheet.declared, *world.naming])
    answers = {activity: one_answer(world, activity) for activity in activities}
    duties = []
    for duty in world.duties:
        if duty.activity is not None and verdict(world, world.t0, duty.activity)[0] == NO:
            continue
        if duty_is_due(world, duty):
            duties.append({"id": duty.id, "task": duty.task, "every": duty.every})
    current = current_session(world.sessions, world.t0)
    day = None
    if current:
        day = day_number(world.t0, date_of(current.end, current.zone), current.zone)
    return {
        "day": day,
        "session": current.number if current else None,
        "answers": answers,
        "duties": duties,
    }


def answer_or_error(question, sheet_dir):
    try:
        return answer(question, sheet_dir)
    except BadInput as why:
        return {"error": str(why)}


def public(given):
    """Without what is for compare.py alone."""
    if "answers" in given:
        return {**given, "answers": {name: public(one) for name, one in given["answers"].items()}}
    return {key: value for key, value in given.items() if not key.startswith("_")}


def same(key, expected, found):
    """Instants are compared as instants; of decided_by only the keys given."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(same(each, expected[each], found.get(each)) for each in expected)
    if key in (*INSTANT_KEYS, "if_planned", "if_last_was_final") and None not in (expected, found):
        return parse_instant(expected) == parse_instant(found)
    return expected == found


def check(path, sheet_dir):
    results = Counter()
    with open(path, encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            example = json.loads(line)
            found = answer_or_error(example["question"], sheet_dir)
            wrong = [key for key, value in example["answer"].items() if not same(key, value, found.get(key))]
            results[not wrong] += 1
            for key in wrong:
                print(f"{example.get('why')}: {key}: {example['answer'][key]} expected, {found.get(key)} found")
    print(f"{results[True]} passed, {results[False]} failed")
    return 1 if results[False] else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheets", default=".", help="folder of the built-in sheets, <id>.toml each")
    parser.add_argument("--check", metavar="EXAMPLES", help="check worked examples instead of answering")
    given = parser.parse_args()
    if given.check:
        return check(given.check, given.sheets)
    for line in filter(str.strip, sys.stdin):
        try:
            found = public(answer_or_error(json.loads(line), given.sheets))
        except json.JSONDecodeError as why:
            found = {"error": str(why)}
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
