"""Names the classes that dex files define, one a line, as a JVM calls them; with --strings every string in them instead.

    dex.py [--strings] FILE.dex...

Not for: their code. The format is https://source.android.com/docs/core/runtime/dex-format.
"""

import struct
import sys
from pathlib import Path

# Where the header says how many strings, types and classes there are, and where their tables lie.
STRINGS, TYPES, CLASSES = 0x38, 0x40, 0x60
CLASS_SIZE = 32


def strings(dex: bytes) -> list[str]:
    count, table = struct.unpack_from("<II", dex, STRINGS)
    found = []
    for (at,) in struct.iter_unpack("<I", dex[table : table + 4 * count]):
        while dex[at] & 0x80:  # Its length, in UTF-16 units; a zero byte ends it as well.
            at += 1
        at += 1
        found.append(dex[at : dex.index(0, at)].decode(errors="replace"))
    return found


def classes(dex: bytes) -> list[str]:
    names = strings(dex)
    _, types = struct.unpack_from("<II", dex, TYPES)
    count, table = struct.unpack_from("<II", dex, CLASSES)
    of = (struct.unpack_from("<I", dex, table + CLASS_SIZE * number)[0] for number in range(count))
    return [names[struct.unpack_from("<I", dex, types + 4 * kind)[0]][1:-1].replace("/", ".") for kind in of]


read = strings if sys.argv[1:2] == ["--strings"] else classes
for file in sys.argv[1 + (read is strings) :]:
    data = Path(file).read_bytes()
    if data[:4] != b"dex\n":
        sys.exit(f"{file} is no dex file")
    print("\n".join(read(data)))
