"""Shows that the stand-in for SwiftUI catches mistakes: compiles Stubs/Mistakes against what `swift build` left behind.

Each line that says `// mistake: WORDS` has to be an error with those words, and no other line may be one. Not for: what Apple's
own SwiftUI would say.
"""

import re
import subprocess
import sys
from pathlib import Path

from checks import IOS

MISTAKES = IOS / "Stubs/Mistakes"


def planted(file: Path) -> dict[int, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {place: line.split("// mistake: ")[1] for place, line in enumerate(lines, 1) if "// mistake: " in line}


def compiled(files: list[Path], modules: Path) -> str:
    swift = [
        *("swiftc", "-typecheck", "-swift-version", "6", "-parse-as-library", "-module-name", "Mistakes"),
        *("-diagnostic-style", "llvm", "-I", str(modules), "-I", str(IOS / "Sources/StippleFFI/include"), *map(str, files)),
    ]
    done = subprocess.run([IOS.parent / "scripts/swift.sh", *swift], cwd=IOS, capture_output=True, text=True)
    return done.stderr + done.stdout


def main() -> int:
    modules = next(IOS.glob(".build/*/debug/Modules"), None)
    if modules is None:
        print("mistakes: 0 passed, 1 failed (build the package first)")
        return 1
    files = sorted(MISTAKES.glob("*.swift"))
    said = compiled(files, modules)
    errors: dict[tuple[str, int], list[str]] = {}
    for name, line, text in re.findall(r"/([\w+]+\.swift):(\d+):\d+: error: (.*)", said):
        errors.setdefault((name, int(line)), []).append(text)
    passed = failed = 0
    for file in files:
        for line, words in planted(file).items():
            found = errors.pop((file.name, line), [])
            if any(words in text for text in found):
                passed += 1
            else:
                failed += 1
                print(f"  {file.name}:{line}: not caught: {words}; instead: {found}")
    for (name, line), texts in errors.items():
        failed += 1
        print(f"  {name}:{line}: an error that nobody planted: {texts}")
    if passed == 0:
        print(said)
    print(f"planted mistakes: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
