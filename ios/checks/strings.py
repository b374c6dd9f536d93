"""Holds the String Catalogs, the phrases in Swift and the core's words together.

    strings.py [--write]        `--write` first copies what the core says into the catalog.

Fails where a key is used that no catalog has, or had that nobody uses; where a language lacks a plural form that it needs or a
placeholder differs; where nothing is said to translators; where the core says the same thing in other words. Not for: whether a
sentence is a good one.
"""

import json
import re
import sys
from pathlib import Path

from checks import IOS, report

CATALOG = IOS / "Sources/StippleKit/Phrases/Localizable.xcstrings"
PHRASES = IOS / "Sources/StippleKit/Phrases/Phrase+Keys.swift"
INFO = IOS / "App/InfoPlist.xcstrings"
WORDS = IOS.parent / "core/words/en"
# The categories of the Unicode CLDR for cardinals, of languages that the catalogs may speak.
PLURALS = {
    "en": {"one", "other"},
    "de": {"one", "other"},
    "nl": {"one", "other"},
    "es": {"one", "many", "other"},
    "fr": {"one", "many", "other"},
    "it": {"one", "many", "other"},
    "pt": {"one", "many", "other"},
    "pl": {"one", "few", "many", "other"},
    "ru": {"one", "few", "many", "other"},
    "cs": {"one", "few", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "he": {"one", "two", "other"},
    "ja": {"other"},
    "zh-Hans": {"other"},
}
# Xcode marks what has to be looked at again; `new` is what nobody translated.
READY = {"translated"}


def core_words(folder: Path = WORDS) -> dict[str, dict]:
    """Each message of the core's as a localization of a String Catalog."""
    found: dict[str, dict] = {}
    for file in sorted(folder.glob("*.ftl")):
        lines = file.read_text(encoding="utf-8").splitlines()
        name = ""
        for place, line in enumerate(lines):
            if match := re.match(r"([a-z][a-z0-9-]*) =\s?(.*)", line):
                name, value = match.groups()
                if value.endswith("->"):
                    forms = {}
                    for form in lines[place + 1 :]:
                        if form.startswith("}"):
                            break
                        if variant := re.match(r"\s*\*?\[(\w+)\] (.*)", form):
                            forms[variant[1]] = unit(placed(variant[2], number=True))
                    found[name] = {"variations": {"plural": forms}}
                elif value:
                    found[name] = unit(placed(value))
            elif match := re.match(r"\s+\.([a-z-]+) = (.*)", line):
                found[f"{name}.{match[1]}"] = unit(placed(match[2]))
    return found


def placed(text: str, number: bool = False) -> str:
    """Fluent's `{ $name }` as a printf placeholder; numbered where there are several."""
    names = list(dict.fromkeys(re.findall(r"\{ \$(\w+) \}", text)))
    text = text.replace("%", "%%") if names else text

    def one(match: re.Match[str]) -> str:
        if number and len(names) == 1:
            return "%lld"
        return "%@" if len(names) == 1 else f"%{names.index(match[1]) + 1}$@"

    return re.sub(r"\{ \$(\w+) \}", one, text)


def unit(value: str) -> dict:
    return {"stringUnit": {"state": "translated", "value": value}}


def used_keys(swift: str) -> dict[str, tuple[int, bool]]:
    """Every `Phrase("key", …)`: how many arguments it takes, and whether it counts."""
    used = {}
    for key, rest in re.findall(r'Phrase\("([^"]+)"((?:[^()]|\([^()]*\))*)\)', swift):
        counts = "count:" in rest
        used[key] = (1 if counts else rest.count(",") - rest.count("(,"), counts)
    return used


def units(localization: dict) -> list[tuple[str, dict]]:
    if "stringUnit" in localization:
        return [("", localization["stringUnit"])]
    plural = localization.get("variations", {}).get("plural", {})
    return [(form, entry.get("stringUnit", {})) for form, entry in plural.items()]


def placeholders(text: str) -> int:
    return len(set(re.findall(r"%(\d+\$)?(@|lld|d)", text.replace("%%", ""))))


def faults(catalog: dict, used: dict[str, tuple[int, bool]], core: dict[str, dict]) -> list[str]:
    said = []
    if catalog.get("sourceLanguage") != "en" or catalog.get("version") != "1.0":
        said.append("a catalog is in version 1.0 and its source language is en")
    strings = catalog.get("strings", {})
    said += [f"`{key}` is used and is in no catalog" for key in used if key not in strings]
    languages = {language for entry in strings.values() for language in entry.get("localizations", {})} | {"en"}
    for key, entry in strings.items():
        if key not in used:
            said.append(f"`{key}` is in the catalog and nobody says it")
            continue
        if not entry.get("comment"):
            said.append(f"`{key}` says nothing to its translators")
        arguments, counts = used[key]
        for language in sorted(languages):
            place = f"`{key}` in {language}"
            localization = entry.get("localizations", {}).get(language)
            if localization is None:
                said.append(f"{place} is missing")
                continue
            if counts != ("variations" in localization):
                said.append(f"{place} {'has to have' if counts else 'needs no'} plural forms")
            if counts:
                forms = set(localization.get("variations", {}).get("plural", {}))
                needed = PLURALS.get(language)
                if needed is None:
                    said.append(f"{language}: say in strings.py which plural forms it has")
                elif forms != needed:
                    said.append(f"{place} has the forms {sorted(forms)}, not {sorted(needed)}")
            for form, one in units(localization):
                where = f"{place}{f' ({form})' if form else ''}"
                if not one.get("value") or one.get("state") not in READY:
                    said.append(f"{where} is not translated")
                elif placeholders(one["value"]) > arguments or (not form and placeholders(one["value"]) != arguments):
                    said.append(f"{where} takes {placeholders(one['value'])} values, and is given {arguments}")
        if key in core and entry.get("localizations", {}).get("en") != core[key]:
            said.append(f"`{key}` is the core's too, and says something else there; strings.py --write")
        elif key not in core and not key.startswith("shell-"):
            said.append(f"`{key}` is not the core's: a key of the shell's own begins with shell-")
    return said


def write(catalog: dict, used: dict, core: dict) -> dict:
    for key in used:
        if key in core:
            entry = catalog["strings"].setdefault(key, {})
            entry.setdefault("comment", "The core says the same: core/words")
            entry.setdefault("extractionState", "manual")
            entry.setdefault("localizations", {})["en"] = core[key]
    return catalog


def main() -> int:
    used = used_keys(PHRASES.read_text(encoding="utf-8"))
    catalog = json.loads(CATALOG.read_text(encoding="utf-8"))
    core = core_words()
    if "--write" in sys.argv:
        text = json.dumps(write(catalog, used, core), ensure_ascii=False, indent=2, sort_keys=True)
        CATALOG.write_text(text + "\n", encoding="utf-8")
    said = faults(catalog, used, core)
    swift = [file for file in (IOS / "Sources").rglob("*.swift") if file != PHRASES and "StippleBindings" not in file.parts]
    strays = [file for file in swift if re.search(r'\bPhrase\("', file.read_text(encoding="utf-8"))]
    said += [f"{file.name} makes a phrase of its own: only {PHRASES.name} may" for file in strays]
    return report(f"strings ({len(used)} phrases)", said)


if __name__ == "__main__":
    sys.exit(main())
