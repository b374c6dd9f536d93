"""Writes ui/src/main/res/values/core_words.xml: the core's own words (core/words/en) for what no record carries, so that both
phones and the terminal say the same. `--check` writes nothing, and fails where the file is not what this would write.

Not for: words of the shell alone (ui/src/main/res/values/strings.xml), or what a record says already.
"""

import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

root = Path(__file__).resolve().parent.parent.parent
out = root / "android/ui/src/main/res/values/core_words.xml"

WANTED = """
screen-today screen-can screen-course screen-photos screen-skin screen-sheet screen-reminders screen-settings
spoken-row spoken-row-plain verdict-yes verdict-yes-if verdict-ask verdict-no
board-today board-next board-expect board-signs board-no-duties
unconfirmed-took-place unconfirmed-did-not unconfirmed-moved
answer-search answer-search-none planner-title
course-none course-timeline course-consultation session-name-touch-up replace-yes replace-no
ready-stops ready-agenda ready-bring diff-accept
session-note session-note-pigment session-note-technician session-note-lighter session-note-darker session-note-same
session-note-shade
skin-question skin-seen skin-gone skin-unsaid skin-toggle
angle-front angle-left angle-right angle-crown angle-back pairs-title
settings-lock settings-lock-note settings-language settings-export settings-export-note settings-import settings-calendar
settings-report settings-delete settings-private
delete-question delete-undo-note delete-all-question delete-all-note
delete-all-account delete-all-account-note delete-all-account-leave delete-all-account-delete delete-all-telling
delete-all-not-told delete-all-again delete-all-anyway delete-all-later
reminder-test.title reminder-test.body
""".split()

words: dict[str, str] = {}
for file in sorted((root / "core/words/en").glob("*.ftl")):
    name = ""
    for line in file.read_text().splitlines():
        if match := re.match(r"([a-z][a-z0-9-]*) =\s?(.*)", line):
            name = match[1]
            words[name] = match[2]
        elif match := re.match(r"\s+\.([a-z-]+) = (.*)", line):
            words[f"{name}.{match[1]}"] = match[2]


def resource(name: str) -> str:
    text = words.get(name)
    if not text or text.endswith("->"):
        sys.exit(f"words.py: core/words/en has no plain message `{name}`")
    places: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match[1] not in places:
            places.append(match[1])
        return f"%{places.index(match[1]) + 1}$s"

    text = re.sub(r"\{ \$([a-z]+) \}", place, text)
    text = escape(text).replace("'", r"\'").replace('"', r"\"")
    return f'    <string name="{re.sub("[-.]", "_", name)}">{text}</string>'


made = "\n".join(
    [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!-- Written by maven/words.py from core/words/en: change it there. -->",
        "<resources>",
        *map(resource, WANTED),
        "</resources>",
        "",
    ]
)
if "--check" in sys.argv:
    if not out.is_file() or out.read_text() != made:
        sys.exit("android/ui/src/main/res/values/core_words.xml is not what core/words/en says: run android/maven/words.py")
else:
    out.write_text(made)
