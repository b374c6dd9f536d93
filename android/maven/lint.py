"""Writes what Android Lint reads: the app as one project, the planted mistakes (tests/android-lint) as another, and the
checks that libraries bring along, which are Compose's.

    lint.py BUILD WORK REPOSITORY      BUILD: the Maven build; WORK/project.xml, WORK/bindings.jar, WORK/rules/*.jar

The bindings are given compiled: nobody writes them, and they are long. Not for: judging findings (lint.sh).
"""

import shutil
import sys
import zipfile
from pathlib import Path
from typing import Iterable
from xml.sax.saxutils import quoteattr

from artifacts import artifacts

root = Path(__file__).resolve().parent.parent.parent
build, work, repository = map(Path, sys.argv[1:4])
parts = [part for part in artifacts(build, repository) if part.scope != "test"]

GENERATED = ("app/stipple/bindings", "app/stipple/core")
bindings = work / "bindings.jar"
with zipfile.ZipFile(bindings, "w", zipfile.ZIP_STORED) as jar:
    for file in sorted(file for folder in GENERATED for file in (build / "classes" / folder).rglob("*.class")):
        jar.write(file, file.relative_to(build / "classes"))

shutil.rmtree(work / "rules", ignore_errors=True)
(work / "rules").mkdir(parents=True)
for part in parts:
    with zipfile.ZipFile(part.file) as archive:
        if "lint.jar" in archive.namelist():
            (work / f"rules/{part.file.stem}.jar").write_bytes(archive.read("lint.jar"))


def files(kind: str, folders: Iterable[Path], *suffixes: str) -> list[str]:
    found = (file for folder in folders for file in sorted(folder.rglob("*")) if file.suffix in suffixes)
    return [f"<{kind} file={quoteattr(str(file))}/>" for file in found]


def module(name: str, manifest: Path, merged: Path, sources: Iterable[Path], resources: Iterable[Path]) -> list[str]:
    return [
        f'<module name="{name}" android="true" library="false">',
        f"<manifest file={quoteattr(str(manifest))}/>",
        f"<merged-manifest file={quoteattr(str(merged))}/>",
        *files("src", sources, ".kt", ".java"),
        *files("resource", resources, ".xml", ".png", ".webp"),
        f"<classpath jar={quoteattr(str(bindings))}/>",
        # Of an archive Lint takes the resources and the manifest; its classes it looks for in a place of its own.
        *(f"<aar file={quoteattr(str(part.file))} extracted={quoteattr(str(part.classes.parent))}/>" for part in parts if part.file.suffix == ".aar"),
        *(f"<classpath jar={quoteattr(str(part.classes))}/>" for part in parts if part.classes.is_file()),
        "</module>",
    ]


android, planted = root / "android", root / "tests/android-lint"
lines = [
    "<project>",
    f"<root dir={quoteattr(str(root))}/>",
    *module(
        "app",
        android / "app/src/main/AndroidManifest.xml",
        build / "android/AndroidManifest.xml",
        [*(android / f"{part}/kotlin" for part in ("logic/src/main", "ui/src/main", "ui/src/android", "app/src/main")), build / "android/gen/app/stipple"],
        [android / f"{part}/src/main/res" for part in ("ui", "app")],
    ),
    *module("planted", planted / "AndroidManifest.xml", planted / "AndroidManifest.xml", [planted / "src"], [planted / "res"]),
    "</project>",
]
(work / "project.xml").write_text("\n".join(lines) + "\n")
