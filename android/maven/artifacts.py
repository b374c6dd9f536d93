"""What the app is made of, as the Maven build resolved it: for programs that read its class path. Not for: resolving."""

from pathlib import Path
from typing import Iterator, NamedTuple
from xml.etree import ElementTree

SPACE = {"m": "http://maven.apache.org/POM/4.0.0"}


class Artifact(NamedTuple):
    """One dependency: its file in the repository, and the jar of its classes (of an archive the unpacked one)."""

    scope: str
    file: Path
    classes: Path


def artifacts(build: Path, repository: Path) -> Iterator[Artifact]:
    """Those of BUILD/pom.xml that Maven has brought."""
    for one in ElementTree.parse(build / "pom.xml").findall("m:dependencies/m:dependency", SPACE):
        group, name, version, scope, kind = (
            one.findtext(f"m:{key}", "", SPACE) for key in ("groupId", "artifactId", "version", "scope", "type")
        )
        file = repository / group.replace(".", "/") / name / version / f"{name}-{version}.{kind or 'jar'}"
        classes = build / f"android/aar/{group}.{name}-{version}/classes.jar" if kind == "aar" else file
        if file.is_file():
            yield Artifact(scope, file, classes)
