"""What apk.sh does to files: what R8 reads, the APK before it is signed, and questions about both.

    apk.py inputs BUILD FRAMEWORK REPOSITORY      classes.jar, framework.jar and libraries.txt into BUILD/apk
    apk.py pack BUILD JNILIBS APK                 resources, dex files and native libraries, always the same for the same
    apk.py named MANIFEST                         the classes that a merged manifest names
    apk.py bound JAR                              what C calls or fills in: JNA's callbacks and structures
    apk.py resources BUILD                        fails where a resource of the app is missing, or has another number than in R
    apk.py aligned APK                            fails where what Android maps is compressed or lies askew

Not for: deciding what is kept (R8's rules).
"""

import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Iterable
from xml.etree import ElementTree

from artifacts import artifacts

FRAMEWORK = ("android/", "java/", "javax/", "dalvik/", "org/xml/", "org/w3c/", "org/json/", "org/xmlpull/", "com/android/internal/", "com/android/modules/", "sun/misc/Unsafe")
ALIGN, PAGE = 4, 16384
# A flag of a class file.
INTERFACE = 0x0200
# What a zip can say at the earliest, and a second more: no build is younger than another.
DATE = (1981, 1, 1, 1, 1, 2)


def jar(path: Path, entries: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as to:
        for name, data in entries:
            to.writestr(zipfile.ZipInfo(name, DATE), data)


def inputs(build: Path, framework: Path, repository: Path) -> None:
    classes = build / "classes"
    jar(build / "apk/classes.jar", ((str(f.relative_to(classes)), f.read_bytes()) for f in sorted(classes.rglob("*")) if f.is_file()))
    with zipfile.ZipFile(framework) as all_of_it:
        wanted = (n for n in all_of_it.namelist() if n.endswith(".class") and n.startswith(FRAMEWORK))
        jar(build / "apk/framework.jar", ((n, all_of_it.read(n)) for n in wanted))
    packed = (one.classes for one in artifacts(build, repository) if one.scope in ("compile", "runtime"))
    (build / "apk/libraries.txt").write_text("".join(f"{classes}\n" for classes in packed if classes.is_file()))


def pack(build: Path, native: Path, apk: Path) -> None:
    out = zipfile.ZipFile(apk, "w")

    def put(name: str, data: bytes, how: int, align: int = ALIGN) -> None:
        info = zipfile.ZipInfo(name, DATE)
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


def named(manifest: Path) -> None:
    android = "{http://schemas.android.com/apk/res/android}"
    application = ElementTree.parse(manifest).getroot().find("application")
    parts = [one for kind in ("activity", "service", "receiver", "provider") for one in application.iter(kind)]
    names = {one.attrib[f"{android}name"] for one in (application, *parts)} | {application.attrib.get(f"{android}appComponentFactory")}
    print("\n".join(sorted(names - {None})))


def bound(classes: Path) -> None:
    """Those of app.stipple that are structures, or interfaces of callbacks; what implements one is called through it."""
    with zipfile.ZipFile(classes) as all_of_it:
        files = {
            name.removesuffix(".class"): heading(all_of_it.read(name))
            for name in all_of_it.namelist()
            if name.startswith("app/stipple/") and name.endswith(".class")
        }

    def above(name: str) -> set[str]:
        return {name}.union(*(above(parent) for parent in files[name][1])) if name in files else {name}

    for name, (is_interface, _) in sorted(files.items()):
        if "com/sun/jna/Structure" in above(name) or (is_interface and "com/sun/jna/Callback" in above(name)):
            print(name.replace("/", "."))


def heading(data: bytes) -> tuple[bool, list[str]]:
    """Of a class file: whether it is an interface, and what it extends. The JVM's specification, chapter 4, says how it is laid out."""
    count, at = struct.unpack_from(">H", data, 8)[0], 10
    words: dict[int, str] = {}
    classes: dict[int, int] = {}
    number = 1
    while number < count:
        tag = data[at]
        if tag == 1:
            size = struct.unpack_from(">H", data, at + 1)[0]
            words[number] = data[at + 3 : at + 3 + size].decode(errors="replace")
            at += 3 + size
        else:
            if tag == 7:
                classes[number] = struct.unpack_from(">H", data, at + 1)[0]
            at += {3: 5, 4: 5, 5: 9, 6: 9, 7: 3, 8: 3, 9: 5, 10: 5, 11: 5, 12: 5, 15: 4, 16: 3, 17: 5, 18: 5, 19: 3, 20: 3}[tag]
        number += 2 if tag in (5, 6) else 1
    flags, _, above, many = struct.unpack_from(">4H", data, at)
    return bool(flags & INTERFACE), [words[classes[one]] for one in (above, *struct.unpack_from(f">{many}H", data, at + 8))]


def resources(build: Path) -> None:
    apk = build / "stipple.apk"
    dump = subprocess.run([build / "android/aapt2", "dump", "resources", apk], capture_output=True, text=True, check=True).stdout
    packed = {name: number for number, name in re.findall(r"resource (0x[0-9a-f]+) ([a-z]+/[\w.]+)", dump)}
    known = dict(re.findall(r"^app\.stipple:([a-z]+/[\w.]+) = (0x[0-9a-f]+)$", (build / "android/ids.txt").read_text(), re.M))
    own = set()
    for folder in (Path(__file__).resolve().parent.parent / f"{part}/src/main/res" for part in ("ui", "app")):
        for file in folder.glob("*/*"):
            kind = file.parent.name.split("-")[0]
            if kind == "values":
                own |= {f"{one.tag}/{one.attrib['name']}" for one in ElementTree.parse(file).getroot()}
            else:
                own.add(f"{kind}/{file.name.split('.')[0]}")
    wrong = [f"{name}: packed {packed.get(name)}, known {known.get(name)}" for name in sorted(own) if not packed.get(name) or packed[name] != known.get(name)]
    with zipfile.ZipFile(apk) as files:
        gone = sorted(set(re.findall(r"\(file\) (\S+)", dump)) - set(files.namelist()))
    if wrong or gone or not own:
        sys.exit("\n".join([*wrong, *(f"{file} is not in the APK" for file in gone), f"{len(own)} resources"]))


def aligned(apk: Path) -> None:
    data = apk.read_bytes()
    wrong = []
    with zipfile.ZipFile(apk) as files:
        for info in files.infolist():
            name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            align = PAGE if info.filename.startswith("lib/") else ALIGN
            if info.compress_type == zipfile.ZIP_STORED and start % align:
                wrong.append(f"{info.filename} lies at {start}")
            elif info.compress_type != zipfile.ZIP_STORED and (info.filename == "resources.arsc" or align == PAGE):
                wrong.append(f"{info.filename} is compressed")
        if "resources.arsc" not in files.namelist():
            wrong.append("resources.arsc is missing")
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    steps = {"inputs": inputs, "pack": pack, "named": named, "bound": bound, "resources": resources, "aligned": aligned}
    steps[sys.argv[1]](*map(Path, sys.argv[2:]))
