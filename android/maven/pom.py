"""Writes the Maven build of the Android shell: maven/pom.xml with the versions of gradle/libs.versions.toml put in for
`@name@`, the artifacts of maven/locked.txt for `@dependencies@`, and what is named on the command line.

    pom.py OUT [NAME=VALUE]...
    pom.py OUT --desktop [NAME=VALUE]...        the window's: maven/desktop.xml and maven/desktop-locked.txt

Not for: resolving anything; a new version in the catalogue wants its line in locked.txt looked at.
"""

import re
import sys
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

android = Path(__file__).resolve().parent.parent
out, *values = sys.argv[1:]
desktop = "--desktop" in values
values = [value for value in values if value != "--desktop"]
catalogue = tomllib.loads((android / "gradle/libs.versions.toml").read_text())
names = dict(catalogue["versions"])
names |= {"android": str(android)}
names |= dict(value.split("=", 1) for value in values)


def put_in(text: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in names:
            sys.exit(f"pom.py: nothing called `{match[1]}` in gradle/libs.versions.toml or on the command line")
        return escape(names[match[1]])

    return re.sub(r"@([A-Za-z][A-Za-z0-9]*)@", value, text)


def dependency(line: str) -> str:
    group, artifact, version, kind, scope = (put_in(re.sub(r"@(\w+)$", r"@\1@", part)) for part in line.split(":"))
    return (
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
        f"<type>{kind}</type><scope>{scope}</scope>"
        "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
    )


locked = (android / ("maven/desktop-locked.txt" if desktop else "maven/locked.txt")).read_text().splitlines()
names["dependencies"] = ""
template = put_in((android / ("maven/desktop.xml" if desktop else "maven/pom.xml")).read_text().replace("@dependencies@", "\0"))
dependencies = "\n    ".join(dependency(line) for line in locked if line and not line.startswith("#"))
made = template.replace("\0", dependencies)
path = Path(out)
path.parent.mkdir(parents=True, exist_ok=True)
if not path.is_file() or path.read_text() != made:
    path.write_text(made)
