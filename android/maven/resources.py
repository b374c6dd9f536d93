"""Writes R for a desktop window: the names of ui/src/main/res as numbers, as Android's own tool has them, and back. What they
stand for is read from those same files when the window runs.

    resources.py OUT

Not for: Android, where aapt2 does this.
"""

import re
import sys
from pathlib import Path

res = Path(__file__).resolve().parent.parent / "ui/src/main/res"
files = sorted((res / "values").glob("*.xml"))
kinds = {
    "string": sorted(name for file in files for name in re.findall(r'<string name="(\w+)"', file.read_text())),
    "plurals": sorted(name for file in files for name in re.findall(r'<plurals name="(\w+)"', file.read_text())),
    "drawable": sorted(file.stem for file in (res / "drawable").glob("*.xml")),
}
lines = ["@file:Suppress(\"ktlint\", \"ClassName\", \"ConstPropertyName\")", "", "package app.stipple.ui", "", "object R {"]
for kind, names in kinds.items():
    lines += [f"    object {kind} {{", *(f"        const val {name} = {at}" for at, name in enumerate(names)), "    }"]
lines += ["}", "", "/** The names, where the numbers say. */", "internal object Names {"]
for kind, names in kinds.items():
    quoted = ", ".join('"' + name + '"' for name in names)
    lines += [f"    val {kind} = listOf({quoted})"]
lines += ["}", ""]
out = Path(sys.argv[1])
out.parent.mkdir(parents=True, exist_ok=True)
if not out.is_file() or out.read_text() != "\n".join(lines):
    out.write_text("\n".join(lines))
