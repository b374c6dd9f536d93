"""Rules on the sources that no compiler holds: who may import what, who may ask the clock, which words and sizes a view may have,
what a screen reader needs, and that a verdict is never told by colour alone.

Each rule is tried on an example that breaks it (test_checks.py). Not for: style (`swift format lint`, parse.py).
"""

import re
import sys
from pathlib import Path

from checks import IOS, report

# Apple-only frameworks: behind a protocol, in the app.
APPLE = {
    "AVFoundation", "BackgroundTasks", "CoreMotion", "ImageIO", "LocalAuthentication", "Network", "PhotosUI", "Security", "UIKit",
    "UserNotifications", "VisionKit", "WidgetKit",
}


def code(text: str) -> str:
    return re.sub(r"//.*", "", text)


def kit(name: str, text: str) -> list[str]:
    said = []
    imports = re.findall(r"^\s*(?:(?:@\w+|internal|public|private|package)\s+)*import (\w+)", text, re.M)
    said += [f"{name}: StippleKit does not import {one}" for one in imports if one in APPLE | {"SwiftUI"}]
    if re.search(r"^\s*(?!internal )(?:\w+ )?import StippleBindings", text, re.M):
        said.append(f"{name}: generated types stay inside: `internal import StippleBindings`")
    if name != "Surroundings.swift" and re.search(r"\bDate\(\)|\bDate\.now\b|: \.now\b|TimeZone\.(current|autoupdatingCurrent)", code(text)):
        said.append(f"{name}: only SystemSurroundings asks the operating system for the time")
    return said


def ui(name: str, text: str) -> list[str]:
    said = []
    bare = code(text)
    imports = re.findall(r"^\s*(?:@?\w+ )*import (\w+)", text, re.M)
    said += [f"{name}: a view imports SwiftUI and StippleKit, not {one}" for one in imports if one not in {"SwiftUI", "StippleKit"}]
    if re.search(r'(?:Text|Button|Toggle|Label|navigationTitle|accessibility\w+)\(\s*(?:verbatim:\s*)?"[^"\\]', bare):
        said.append(f"{name}: a view has no words of its own: a phrase, or what the record says")
    if re.search(r"\.left\b|\.right\b|offset\(x:|\bscaleEffect\(x:", bare):
        said.append(f"{name}: leading and trailing, which follow the language")
    if re.search(r"\.system\(size:|UIFont|\.dynamicTypeSize\(", bare):
        said.append(f"{name}: text has the size that the client chose")
    if name != "Covered.swift" and re.search(r"\.(?:sheet|fullScreenCover|popover)\(", bare):
        said.append(f"{name}: what lies over the app's cover has one of its own: coveredSheet")
    if re.search(r"lineLimit\(1\)|minimumScaleFactor", bare):
        said.append(f"{name}: large text wraps, it is not cut off")
    for match in re.finditer(r"\bverdict\.color\b", bare):
        around = bare[max(match.start() - 300, 0) : match.end() + 300]
        if "verdict.symbol" not in around:
            said.append(f"{name}: a verdict is told by a shape as well, never by colour alone")
    for match in re.finditer(r"Button(?:\(role: \.\w+\))? \{[^{}]*\} label: \{\s*Symbol\([^)]*\)\s*\}(.{0,80})", bare, re.S):
        if "accessibilityLabel" not in match[1]:
            said.append(f"{name}: a button without words needs accessibilityLabel")
    for match in re.finditer(r"\bImage\(systemName:", bare):
        around = bare[match.start() : match.end() + 120] + bare[max(match.start() - 400, 0) : match.start()]
        if "accessibilityHidden(true)" not in bare[match.start() :] and "accessibilityLabel" not in around:
            said.append(f"{name}: a picture is hidden from a screen reader, or has a label")
    return said


def app(name: str, text: str) -> list[str]:
    if re.search(r"import StippleBindings", text):
        return [f"{name}: nobody but StippleKit knows generated code"]
    return []


def phrases_are_said(phrases: str, sources: str) -> list[str]:
    """Every phrase that is declared is used by somebody."""
    names = re.findall(r"static (?:let|func) (\w+)", phrases)
    return [f"nobody says the phrase {name}" for name in names if not re.search(rf"\.{name}\b", sources)]


def read(folder: str) -> dict[str, str]:
    files = (IOS / folder).rglob("*.swift")
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, of two colours in hexadecimal."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = sorted((light(one), light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def colours(name: str, found: dict) -> list[str]:
    """Each colour on the system's lists: white, and the grey of grouped rows; black, and the grey of dark ones."""
    said = []
    for one in found["colors"]:
        parts = one["color"]["components"]
        colour = "".join(parts[part].removeprefix("0x") for part in ("red", "green", "blue"))
        dark = any(look.get("value") == "dark" for look in one.get("appearances", []))
        for ground in ("000000", "1C1C1E") if dark else ("FFFFFF", "F2F2F7"):
            if contrast(colour, ground) < 4.5:
                said.append(f"{name}: {colour} on {ground} has {contrast(colour, ground):.1f} : 1, not 4.5")
    return said


def main() -> int:
    import json

    said = []
    for name, text in read("Sources/StippleKit").items():
        said += kit(name, text)
    for name, text in read("Sources/StippleUI").items():
        said += ui(name, text)
    for name, text in (read("App") | read("Widget")).items():
        said += app(name, text)
    kit_sources = read("Sources/StippleKit")
    phrases = kit_sources.pop("Phrase+Keys.swift")
    sources = "\n".join([*kit_sources.values(), *read("Sources/StippleUI").values(), *read("App").values(), *read("Widget").values()])
    said += phrases_are_said(phrases, sources)
    for asset in (IOS / "App/Assets.xcassets").glob("Verdict*.colorset/Contents.json"):
        said += colours(asset.parent.name, json.loads(asset.read_text(encoding="utf-8")))
    return report("sources", said)


if __name__ == "__main__":
    sys.exit(main())
