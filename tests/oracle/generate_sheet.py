"""Random sheets that the contract does not refuse, with every mechanism that it has.

For: the sheet files of generate.py.
Not for: good aftercare, nor sheets without warnings: contradictions between rules are what the tests want.

What the contract leaves open (see DOUBTFUL) is written only when asked for, so that a difference found without it is
a mistake of one side and not a matter of taste.
"""

import json

from oracle_sheet import CATALOGUE

DOUBTFUL = (
    'until = "unstated" beside until_state',
    "fuzzy bounds on duties",
    "after on before-session",
)
STATES = ["scabs", "flaking", "weeping", "redness", "dry", "healed"]
ATTRIBUTES = ["long-hair", "very-fair-skin", "dry-scalp", "oily-scalp"]
OWN_ACTIVITIES = ["cold-plunge", "hot-yoga", "jog", "band", "sand-bath", "helmet-ride"]
ANCHOR_WEIGHTS = {"session": 8, "between-sessions": 2, "before-session": 2, "final-session": 3, "always": 1}
# Groups of activities that involve one another, so that rules meet.
CLUSTERS = [
    ["wet", "rinse", "shower", "hot-shower", "wash", "shampoo", "baby-shampoo"],
    ["wet", "swim", "pool", "soak", "jacuzzi"],
    ["light-sweat", "heavy-sweat", "exercise", "gym", "cardio", "running", "sport"],
    ["heavy-sweat", "sauna", "steam-room", "wet"],
    ["shave", "razor", "foil-shave", "clipper"],
    ["products", "dye", "make-up", "matte", "fake-tan", "sun", "sun-cream"],
    ["touch", "scratch", "exfoliate", "alcohol", "hat", "helmet"],
]


def toml_value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value)


def toml_table(head, table):
    return "\n".join([head, *(f"{key} = {toml_value(value)}" for key, value in table.items())])


class SheetMaker:
    def __init__(self, random, name, doubtful=False):
        self.random, self.name, self.doubtful = random, name, doubtful
        self.treatment_day = random.choice([0, 0, 1])
        self.chance = lambda part: random.random() < part

    # Bounds. A day bound is drawn as a number of days and written in one of the ways that name it.

    def day(self, number):
        ways = [f"{number}d"] * 4 + [f"D{number + self.treatment_day}"] * 2
        if number and number % 7 == 0:
            ways += [f"{number // 7}w"] * 3
        return self.random.choice(ways)

    def after(self, number):
        """A `from` that begins where day `number` does, in one of the ways that say so."""
        if number > 0 and self.chance(0.3):
            return f"after {self.day(number - 1)}"
        return self.day(number)

    def fuzzy_from(self, earlier, later):
        """`after a..b` is after a, or after b: so both sides are written one day lower, or none is."""
        if earlier > 0 and self.chance(0.3):
            return f"after {self.day(earlier - 1)}..{self.day(later - 1)}"
        return f"{self.day(earlier)}..{self.day(later)}"

    def window(self, fuzzy=True):
        """`from` and `until` of a rule that counts from an end. Not empty for a session of some hour."""
        random, fuzzy = self.random, fuzzy and self.chance(0.3)
        shape = random.choice(["from", "from", "until", "until", "until", "both", "both", "both", "hours", "mixed",
                               "sometimes", "long", "unstated", "open"])
        a = random.choice([0, 0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28])
        b = a + random.choice([0, 1, 2, 3, 4, 7, 14])
        if shape == "from":
            if fuzzy and a and self.chance(0.2):  # here the side written first is the later instant
                return {"from": f"{a * 24}h..{self.day(a)}"}
            if fuzzy:
                return {"from": self.fuzzy_from(a, a + random.randint(1, 3))}
            return {"from": self.after(a)}
        if shape == "until":
            if fuzzy:
                last = a + random.randint(1, 4)
                return {"until": f"{random.choice([self.day(a), f'{(a + 1) * 24}h'])}..{self.day(last)}"}
            return {"until": self.day(a)}
        if shape == "both":
            if fuzzy:  # both sides grow, so that neither reading is empty
                step = random.randint(1, 2)
                return {
                    "from": self.fuzzy_from(a, a + step),
                    "until": f"{self.day(b)}..{self.day(b + step)}",
                }
            return {"from": self.after(a), "until": self.day(b)}
        if shape == "hours":
            hours = sorted(random.sample([0, 4, 12, 24, 36, 48, 72, 96, 120, 168], 2))
            if hours[0] == 0 or self.chance(0.4):
                return {"until": f"{hours[1]}h..{hours[1] + 24}h" if fuzzy else f"{hours[1]}h"}
            begin = random.choice([f"{hours[0]}h", f"after {hours[0]}h"])
            return {"from": begin, "until": f"{hours[1]}h"}
        if shape == "mixed":
            return {"from": f"{random.choice([12, 24, 36])}h", "until": self.day(random.randint(3, 12))}
        if shape == "sometimes":  # empty for a session that ends early in the day, and only for that
            a = random.randint(1, 6)
            return {"from": self.after(a), "until": f"{(a - 1) * 24 + random.randint(2, 23)}h"}
        if shape == "long":
            begin, until = random.choice([("1mo", "2mo"), ("4w", "6mo"), ("30d", "1y"), ("1mo", "1y"), ("1y", "2y"),
                                          ("after 4w", "3mo"), ("after 1mo", "2mo"), ("4w..1mo", "2mo..3mo"),
                                          ("14d", "30d..1mo"), ("30d..1mo", "1y")])  # in February the later is first
            return random.choice([{"from": begin}, {"until": until}, {"from": begin, "until": until}])
        if shape == "unstated":
            return {"from": self.after(a), "until": "unstated"} if self.chance(0.5) else {"until": "unstated"}
        return {}

    def before_window(self):
        random = self.random
        after = "after " if self.doubtful and self.chance(0.2) else ""
        day = random.choice([1, 2, 3, 7, 14])
        clock = random.choice(["21:00", "00:30", "02:30", "00:00"])
        begin = random.choice(
            [f"{after}-{day}d", f"-{day}d", f"-{day * 24}h", f"-{day}d@{clock}",
             "-1w", "-1mo", f"-{day + 1}d..-{day}d", "0d"]
        )
        window = {"from": begin}
        if not after and "0d" not in begin and day > 1 and self.chance(0.3):
            window["until"] = random.choice(["-1d", "0d", "0h", "-12h", "-1d@23:59"])
        return window

    def usually(self):
        a = self.random.randint(1, 8)
        b = a + self.random.randint(0, 5)
        return self.random.choice([f"{self.day(a)}..{self.day(b)}", f"{a * 24}h..{b * 24 + 24}h", "1w..2w", "3w..1mo"])

    # Tables.

    def activities(self):
        random = self.random
        pool = []
        for cluster in random.sample(CLUSTERS, random.randint(1, 3)):
            pool += random.sample(cluster, min(len(cluster), random.randint(2, 5)))
        self.pool = list(dict.fromkeys(pool))
        involves, tables = dict(CATALOGUE), []
        names = random.sample(OWN_ACTIVITIES, random.randint(0, 3))
        if self.chance(0.3):
            names.append(random.choice(self.pool))  # declared again, with other involvement
        for name in names:
            involved = random.sample(self.pool, min(len(self.pool), random.randint(0, 2)))
            kept = []
            for other in involved:
                if other != name and not self.reaches({**involves, name: kept}, other, name):
                    kept.append(other)
            table = {"id": name, "label": name.title()}
            if kept or self.chance(0.5):
                table["involves"] = kept
            involves[name] = kept
            tables.append(table)
        self.pool += [name for name in names if name not in self.pool]
        return tables

    def reaches(self, involves, begin, wanted):
        found = [begin]
        for one in found:
            found += [other for other in involves.get(one, []) if other not in found]
        return wanted in found

    def rule(self, number):
        random = self.random
        anchor = random.choices(list(ANCHOR_WEIGHTS), list(ANCHOR_WEIGHTS.values()))[0]
        verdict = random.choice(["no", "no", "no", "yes", "yes", "yes", "yes_if", "yes_if", "yes_if", "ask"])
        gate = None
        if anchor != "before-session" and self.chance(0.4):
            gate = random.choice({
                "yes": ["unless", "before_state"],
                "yes_if": ["unless", "before_state", "until_state"],
                "ask": ["until_state"],
                "no": ["until_state", "hold"],
            }[verdict])
        table = {
            "id": f"r{number}",
            "activities": random.sample(self.pool, min(len(self.pool), random.choice([1, 1, 1, 2, 3]))),
            "verdict": verdict,
            "anchor": anchor,
        }
        if verdict == "yes_if":
            conditions = ["pat dry", "rinse only", "loose hat", "unscented", "short"]
            table["conditions"] = random.sample(conditions, random.randint(1, 2))
        if anchor == "before-session":
            table.update(self.before_window())
        elif anchor != "always" and gate != "hold":
            table.update(self.window())
        if gate in ("unless", "before_state"):
            table[gate] = random.choice(self.states)
        elif gate == "until_state":
            table[gate] = random.choice([*self.states, "healed", "healed"])
            if table.get("until") == "unstated" and not self.doubtful:
                del table["until"]
            if anchor != "always" and self.chance(0.7):
                table["usually"] = self.usually()
            if self.chance(0.5):
                table.pop("until", None)
        elif gate == "hold":
            seen = random.choice(self.states)
            table["hold"] = {
                "seen": random.sample(self.states, min(2, len(self.states))) if self.chance(0.3) else seen,
                "for": random.choice(["24h", "48h", "24h..48h", "12h..36h", "96h", "168h"]),
            }
        if anchor != "before-session" and gate != "hold" and self.chance(0.3):
            table["then"] = random.choice(["yes", "yes", "ask", "no"])
        if anchor == "final-session" and self.chance(0.7):
            table["meanwhile"] = random.choice(["no", "ask", "nothing", "nothing"])
        self.fitting(table)
        for key in ("instead", "consequence", "inferred", "quote", "source"):
            if self.chance(0.3):
                table[key] = f"{key} of r{number}"
        return table

    def fitting(self, table):
        if self.chance(0.15):
            table["only_for"] = self.random.sample(self.attributes, self.random.randint(1, 2))
        if self.chance(0.1):
            table["not_for"] = [self.random.choice(self.attributes)]

    def duty(self, number):
        random = self.random
        anchor = random.choice(list(ANCHOR_WEIGHTS))
        table = {"id": f"d{number}", "task": f"Task {number}"}
        if self.chance(0.4):
            table["activity"] = random.choice(self.pool)
        every = ["once", "day", "am-pm", "2/day", "2/day..5/day", "2/week", "when-outdoors", "as-needed"]
        table["every"] = random.choice(every)
        table["anchor"] = anchor
        if anchor == "before-session":
            window = self.before_window()
            if ".." in window["from"] and not self.doubtful:
                window["from"] = "-7d"
            table.update(window)
        elif anchor != "always":
            window = self.window(fuzzy=self.doubtful)
            while not self.doubtful and any(".." in bound for bound in window.values()):
                window = self.window(fuzzy=False)
            table.update(window)
            if self.chance(0.3):
                table["until_state"] = random.choice(self.states)
                if table.get("until") == "unstated" and not self.doubtful:
                    del table["until"]
                if self.chance(0.6):
                    table["usually"] = self.usually()
        self.fitting(table)
        return table

    def text(self):
        random = self.random
        self.states = random.sample(STATES, 3)
        self.attributes = random.sample(ATTRIBUTES, 2)
        activities = self.activities()
        parts = ["format = 1"]
        head = {"id": self.name, "revision": random.randint(1, 9), "language": "en"}
        if self.treatment_day or self.chance(0.5):
            head["treatment_day"] = self.treatment_day
        if self.chance(0.6):
            head["silence"] = random.choice(["yes", "yes", "ask"])
        parts.append(toml_table("[sheet]", head))
        course = {"sessions": {"usual": 3, "most": 4}}
        if self.chance(0.7):
            course["hours"] = {"min": 1, "max": random.choice([2, 3.5, 4.25, 7])}
        parts.append(toml_table("[course]", course))
        for number in (2, 3):
            if self.chance(0.3):
                hours = {"min": 1, "max": random.choice([1.5, 5, 6])}
                parts.append(toml_table("[[session]]", {"number": number, "hours": hours}))
        parts += [toml_table("[[activity]]", table) for table in activities]
        if self.chance(0.3):
            self.states.append("pus")
            parts.append(toml_table("[[state]]", {"id": "pus", "label": "Pus"}))
        if self.chance(0.3):
            self.attributes.append("sensitive")
            parts.append(toml_table("[[attribute]]", {"id": "sensitive", "label": "Sensitive skin"}))
        for number in range(random.choice([4, 8, 12, 18])):
            parts.append(toml_table("[[rule]]", self.rule(number)))
        for number in range(random.randint(0, 4)):
            parts.append(toml_table("[[duty]]", self.duty(number)))
        return "\n\n".join(parts) + "\n"
