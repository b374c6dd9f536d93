"""The two steps of apk.sh that move files: what R8 reads, and the APK before it is signed.

    apk.py inputs BUILD FRAMEWORK REPOSITORY      classes.jar, framework.jar and libraries.txt into BUILD/apk
    apk.py pack BUILD JNILIBS                     BUILD/apk/unsigned.apk of resources, dex files and native libraries

Not for: deciding what is kept (R8's rules).
"""

import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

FRAMEWORK = ("android/", "java/", "javax/", "dalvik/", "org/xml/", "org/w3c/", "org/json/", "org/xmlpull/", "com/android/internal/", "sun/misc/Unsafe")
ALIGN, PAGE = 4, 16384


def jar(path: Path, entries) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as to:
        for name, data in entries:
            to.writestr(name, data)


def inputs(build: Path, framework: Path, repository: Path) -> None:
    classes = build / "classes"
    jar(build / "apk/classes.jar", ((str(f.relative_to(classes)), f.read_bytes()) for f in sorted(classes.rglob("*")) if f.is_file()))
    with zipfile.ZipFile(framework) as all_of_it:
        wanted = (n for n in all_of_it.namelist() if n.endswith(".class") and n.startswith(FRAMEWORK))
        jar(build / "apk/framework.jar", ((n, all_of_it.read(n)) for n in wanted))
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    libraries = []
    for one in ElementTree.parse(build / "pom.xml").findall("m:dependencies/m:dependency", space):
        group, artifact, version, scope = (one.findtext(f"m:{key}", "", space) for key in ("groupId", "artifactId", "version", "scope"))
        if scope not in ("compile", "runtime"):
            continue
        if one.findtext("m:type", "jar", space) == "aar":
            path = build / f"android/aar/{group}.{artifact}-{version}/classes.jar"
        else:
            path = repository / group.replace(".", "/") / artifact / version / f"{artifact}-{version}.jar"
        if path.is_file():
            libraries.append(str(path))
    (build / "apk/libraries.txt").write_text("\n".join(libraries) + "\n")


def pack(build: Path, native: Path) -> None:
    out = zipfile.ZipFile(build / "apk/unsigned.apk", "w")

    def put(name: str, data: bytes, how: int, align: int = ALIGN) -> None:
        info = zipfile.ZipInfo(name, (1981, 1, 1, 1, 1, 2))
        info.compress_type = how
        info.external_attr = 0o644 << 16
        if how == zipfile.ZIP_STORED:
            # What is not compressed is mapped where it lies: the header is filled up with an extra field, which takes 4 bytes.
            short = -(out.fp.tell() + 30 + len(name.encode())) % align
            if short:
                short += align if short < 4 else 0
                info.extra = b"\x35\xd9" + (short - 4).to_bytes(2, "little") + bytes(short - 4)
        out.writestr(info, data)

    with zipfile.ZipFile(build / "android/resources.apk") as resources:
        for info in resources.infolist():
            stored = info.filename == "resources.arsc" or info.compress_type == zipfile.ZIP_STORED
            put(info.filename, resources.read(info), zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    for dex in sorted((build / "apk/dex").glob("*.dex")):
        put(dex.name, dex.read_bytes(), zipfile.ZIP_DEFLATED)
    libraries = sorted(native.glob("*/*.so"))
    for library in libraries:
        put(f"lib/{library.parent.name}/{library.name}", library.read_bytes(), zipfile.ZIP_STORED, PAGE)
    out.close()
    print("the core is inside" if libraries else "the core is NOT inside: bindings/package/android.sh was not run (it needs an NDK)")


if sys.argv[1] == "inputs":
    inputs(*map(Path, sys.argv[2:5]))
else:
    pack(*map(Path, sys.argv[2:4]))
