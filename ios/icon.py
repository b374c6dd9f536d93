"""Draws the discreet icon: a list like any other, which says nothing of what the app is for.

    python3 ios/icon.py        writes it into the asset catalog

The pixels are the same wherever it runs; checks/project.py compares them with the file. Not for: the app's usual icon.
"""

import struct
import zlib
from pathlib import Path

FILE = Path(__file__).parent / "App/Assets.xcassets/DiscreetIcon.appiconset/icon.png"
SIDE = 1024
PAPER, INK = (0xF4, 0xF3, 0xEE), (0x5B, 0x64, 0x70)
# Left, top, right, bottom: a box and a line of text beside it, four times, each line of another length.
BARS = [
    bar
    for row, end in enumerate((832, 704, 800, 640))
    for top in [216 + row * 168]
    for bar in [(192, top, 280, top + 88), (344, top + 20, end, top + 68)]
]


def rows() -> list[bytes]:
    """Each row's pixels, three bytes each."""
    drawn = []
    for y in range(SIDE):
        row = bytearray(bytes(PAPER) * SIDE)
        for left, top, right, bottom in BARS:
            if top <= y < bottom:
                row[3 * left : 3 * right] = bytes(INK) * (right - left)
        drawn.append(bytes(row))
    return drawn


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write(drawn: list[bytes]) -> bytes:
    """A PNG without alpha, as an icon has to be."""
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in drawn), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def read(png: bytes) -> list[bytes]:
    """The rows of a PNG that `write` wrote; none of another's."""
    place, body = 8, b""
    while place + 8 <= len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR" and data != struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0):
            return []
        body += data if kind == b"IDAT" else b""
        place += 12 + length
    pixels, step = zlib.decompress(body), 3 * SIDE + 1
    lines = [pixels[at : at + step] for at in range(0, len(pixels), step)]
    return [line[1:] for line in lines] if all(line[0] == 0 for line in lines) else []


if __name__ == "__main__":
    FILE.write_bytes(write(rows()))
