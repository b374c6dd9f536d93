"""The sheet file and the catalogue as plain data.

For: reading a sheet that is known to be good, and asking it which rules name what, and what involves what.
Not for: refusing or warning. A sheet that the contract refuses gives nonsense here, not a message.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from oracle_time import BadInput, parse_bound

ANCHORS = ("session", "between-sessions", "before-session", "final-session", "always")
RANK = {"yes": 0, "yes_if": 1, "ask": 2, "no": 3}
VERDICT = ("yes", "yes_if", "ask", "no")

# "The catalogue", as the contract writes it: id > what it involves.
CATALOGUE_TEXT = """
wet; rinse > wet; shower > wet; hot-shower > shower; soak > wet; swim > wet; pool > swim; sea > swim; lake > swim;
jacuzzi > soak; rain > wet; damp-cloth;
wash > wet; soap > wash; shampoo > wash; baby-shampoo > wash; conditioner > wash; dry-shampoo > products; studio-spray;
light-sweat; heavy-sweat > light-sweat; exercise > light-sweat; gym > exercise; lifting > exercise;
cardio > exercise, heavy-sweat; running > cardio; sport > exercise, heavy-sweat; sauna > heavy-sweat;
steam-room > heavy-sweat, wet; dirty-work > heavy-sweat;
sun; tanning-bed; fake-tan > products; sun-cream;
shave; razor > shave; foil-shave > shave; clipper; scissors; barber; dye > products; styling > products; hair-dryer;
hair-piece; hair-fibres > products; minoxidil > products;
products; moisturise; balm; matte > products; make-up > products; acids > products; exfoliate > touch; scrub > touch;
peel > products; laser; touch; scratch > touch;
hat; helmet > hat; swim-cap; sleep;
work; alcohol; smoking; caffeine; blood-thinners; painkillers; medicines; sex > light-sweat; gardening; animals;
open-vehicle; blood-donation; mri; other-treatment
"""


def _catalogue():
    entries = {}
    for entry in CATALOGUE_TEXT.replace("\n", " ").split(";"):
        name, _, involved = entry.partition(">")
        entries[name.strip()] = [one.strip() for one in involved.split(",") if one.strip()]
    return entries


CATALOGUE = _catalogue()


class Rule:
    """One [[rule]], or one [[duty]] read as the rule that it hangs on its anchor like."""

    def __init__(self, index, table, treatment_day, sheet_silence, duty=False):
        def bound(key):
            return parse_bound(table[key], treatment_day) if key in table else None

        self.index = index
        self.id = table["id"]
        self.anchor = table["anchor"]
        # A duty has no verdict. As a `no` that leaves `ask` it runs out plainly, once `usually` is over at the latest.
        self.verdict = "no" if duty else table["verdict"]
        self.activities = [] if duty else table["activities"]
        self.conditions = table.get("conditions", [])
        self.starts = bound("from")
        self.unstated = table.get("until") == "unstated"
        self.ends = None if self.unstated else bound("until")
        if duty:
            self.silence = "ask"
        else:
            self.silence = table.get("then", "ask" if self.verdict in ("yes", "yes_if") else sheet_silence)
        self.meanwhile = table.get("meanwhile", self.verdict if self.verdict in ("ask", "no") else "no")
        self.only_for = table.get("only_for")
        self.not_for = table.get("not_for", [])
        self.unless = table.get("unless")
        self.before_state = table.get("before_state")
        self.until_state = table.get("until_state")
        self.usually = bound("usually")
        hold = table.get("hold")
        self.hold_seen = None
        if hold:
            self.hold_seen = [hold["seen"]] if isinstance(hold["seen"], str) else hold["seen"]
            self.hold_for = parse_bound(hold["for"], treatment_day)
        self.quote = table.get("quote")
        self.source = table.get("source")
        # Only a duty has these.
        self.task = table.get("task")
        self.every = table.get("every")
        self.activity = table.get("activity")

    @property
    def fuzzy(self):
        """`usually` is a range, not fuzzy."""
        bounds = [self.starts, self.ends, self.hold_for if self.hold_seen else None]
        return any(bound is not None and bound.fuzzy for bound in bounds)

    def fits(self, client):
        if self.only_for is not None and not any(one in client for one in self.only_for):
            return False
        return not any(one in client for one in self.not_for)


class Sheet:
    def __init__(self, table):
        head = table["sheet"]
        self.silence = head.get("silence", "yes")
        treatment_day = head.get("treatment_day", 0)
        self.rules = [
            Rule(index, one, treatment_day, self.silence) for index, one in enumerate(table.get("rule", []))
        ]
        self.duties = [
            Rule(index, one, treatment_day, self.silence, duty=True) for index, one in enumerate(table.get("duty", []))
        ]
        self.declared = [one["id"] for one in table.get("activity", [])]
        self.involves = dict(CATALOGUE)
        for one in table.get("activity", []):
            self.involves[one["id"]] = one.get("involves", [])
        self._course_hours = table.get("course", {}).get("hours", {})
        self._session_hours = {one["number"]: one.get("hours", {}) for one in table.get("session", [])}
        self._closures = {}

    def longest_hours(self, number):
        """How long a planned session without an end lasts."""
        of_session = self._session_hours.get(number, {})
        return of_session.get("max", self._course_hours.get("max", 8))

    def knows(self, activity):
        return activity in self.involves

    def closure(self, activity):
        """The activity itself, first, and everything that it involves, transitively."""
        if activity not in self._closures:
            found = [activity]
            for one in found:  # grows while it is read
                found.extend(other for other in self.involves[one] if other not in found)
            self._closures[activity] = found
        return self._closures[activity]


@lru_cache(maxsize=None)
def _read_sheet(path):
    with open(path, "rb") as file:
        return Sheet(tomllib.load(file))


def find_sheet(name, sheet_dir):
    """`name` is the id of a built-in sheet or a path to a sheet file."""
    places = [Path(sheet_dir) / f"{name}.toml", Path(name), Path(sheet_dir) / name]
    for place in places:
        if place.is_file():
            return _read_sheet(str(place))
    raise BadInput(f"no such sheet: {name!r}")
