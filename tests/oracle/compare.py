"""Runs a program and the oracle on the same questions, and compares every field of every answer.

For: `python3 compare.py --program PATH --questions FILE --sheets DIR`; the program is called as `PATH answer`.
Not for: saying which of the two is right; the contract says that.

Left out of the comparison, because the contract leaves it open: which of several silences `decided_by` names, its
`activity`, and the `expect` and `signs` of a board. The order of `conditions` and `waits_for` is compared.
"""

import argparse
import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from oracle import INSTANT_KEYS, answer_or_error, public
from oracle_time import BadInput, parse_instant

PLAIN_KEYS = ("verdict", "conditions", "until_kind", "next", "waits_for", "unconfirmed")
PROVISIONAL_KEYS = ("if_planned", "if_last_was_final")
ABSENT = "(absent)"


def instant_of(text):
    """An instant that cannot be read stays the text it is, and so differs from every instant."""
    if text is None or text == ABSENT:
        return text
    try:
        return parse_instant(text)
    except BadInput:
        return text


def answer_differences(expected, found, where=""):
    """The fields of one answer in which the two differ."""
    if not isinstance(found, dict):
        return [where + "answer"]
    wrong = [where + key for key in PLAIN_KEYS if found.get(key, ABSENT) != expected[key]]
    wrong += [where + key for key in INSTANT_KEYS if instant_of(found.get(key, ABSENT)) != instant_of(expected[key])]
    mine, theirs = expected["provisional"], found.get("provisional", ABSENT)
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        wrong += [where + "provisional"] * (mine != theirs)
    else:
        wrong += [
            f"{where}provisional.{key}"
            for key in PROVISIONAL_KEYS
            if instant_of(theirs.get(key, ABSENT)) != instant_of(mine[key])
        ]
    return wrong + decided_differences(expected, found, where)


def decided_differences(expected, found, where):
    mine, theirs = expected["decided_by"], found.get("decided_by", ABSENT)
    if mine is None or theirs is None or expected["_silence"]:
        return []
    if not isinstance(theirs, dict):
        return [where + "decided_by"]
    wrong = [f"{where}decided_by.{key}" for key in ("rule", "anchor") if theirs.get(key) != mine[key]]
    if not wrong:
        wrong = [where + key for key in ("quote", "source") if found.get(key, ABSENT) != expected[key]]
    return wrong


def differences(expected, found):
    if not isinstance(found, dict):
        return ["answer"]
    if "error" in expected or "error" in found:
        return [] if "error" in expected and "error" in found else ["error"]
    if "answers" not in expected:
        return answer_differences(expected, found)
    wrong = [key for key in ("day", "session") if found.get(key, ABSENT) != expected[key]]
    mine, theirs = expected["answers"], found.get("answers", {})
    if set(mine) != set(theirs):
        wrong.append("answers (which activities)")
    for activity in mine:
        if activity in theirs:
            wrong += answer_differences(mine[activity], theirs[activity], f"answers.{activity}.")
    duties = [one.get("id") for one in found.get("duties", [])]
    if sorted(map(str, duties)) != sorted(one["id"] for one in expected["duties"]):
        wrong.append("duties")
    return wrong


def field_of(given, path):
    for step in path.split(".") if isinstance(given, dict) else []:
        given = given.get(step, ABSENT) if isinstance(given, dict) else ABSENT
    return given


def run_program(program, lines):
    asked = "\n".join(lines) + "\n"
    ran = subprocess.run([program, "answer"], input=asked, capture_output=True, text=True, check=False)
    answers = []
    for line in filter(str.strip, ran.stdout.splitlines()):
        try:
            answers.append(json.loads(line))
        except json.JSONDecodeError:
            answers.append(line)
    if len(answers) != len(lines):
        print(f"{len(lines)} questions, {len(answers)} answers; exit {ran.returncode}; it said: {ran.stderr[-500:]}")
    return answers + [None] * (len(lines) - len(answers))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--questions", required=True, nargs="+", metavar="FILE")
    parser.add_argument("--sheets", default=".", help="folder of the built-in sheets, <id>.toml each")
    parser.add_argument("--show", type=int, default=5, help="how many differences to print in full")
    parser.add_argument("--jobs", type=int, default=1, help="processes for the oracle")
    given = parser.parse_args()
    lines = []
    for path in given.questions:
        with open(path, encoding="utf-8") as file:
            lines += [line.strip() for line in file if line.strip()]
    questions = [json.loads(line) for line in lines]
    found = run_program(given.program, lines)
    ask = partial(answer_or_error, sheet_dir=given.sheets)
    if given.jobs > 1:
        with ProcessPoolExecutor(given.jobs) as pool:
            expected = list(pool.map(ask, questions, chunksize=50))
    else:
        expected = [ask(question) for question in questions]
    failed, fields = 0, {}
    for line, mine, theirs in zip(lines, expected, found):
        wrong = differences(mine, theirs)
        failed += bool(wrong)
        for path in {one.split(".")[-1] if one.startswith("answers.") else one for one in wrong}:
            fields[path] = fields.get(path, 0) + 1
        if wrong and failed <= given.show:
            print(f"question {line}")
            print(f"  oracle  {json.dumps(public(mine), ensure_ascii=False)}")
            print(f"  program {json.dumps(theirs, ensure_ascii=False)}")
            for path in wrong:
                here, there = json.dumps(field_of(mine, path)), json.dumps(field_of(theirs, path))
                print(f"  {path}: oracle {here}, program {there}")
    if fields:
        print("fields: " + ", ".join(f"{name} {count}" for name, count in sorted(fields.items(), key=lambda x: -x[1])))
    print(f"{len(lines) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
