"""Parses what cannot be compiled without Apple's frameworks (App, Widget, AppTests), and lints all Swift that is written here.

Not for: whether the adapters are right; only a Mac type-checks them, and only a phone runs them.
"""

import subprocess
import sys

from checks import IOS, report

UNBUILT = ["App", "Widget", "AppTests"]
LINTED = ["Package.swift", "Sources/StippleKit", "Sources/StippleUI", "Stubs/SwiftUI", "Tests", *UNBUILT]


def swift(*command: str) -> list[str]:
    done = subprocess.run([IOS.parent / "scripts/swift.sh", *command], cwd=IOS, capture_output=True, text=True)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if "error:" in line or "warning:" in line]
    return lines or ([f"{command[0]} {command[1]} failed: {done.stderr[-500:]}"] if done.returncode else [])


def main() -> int:
    files = [str(file.relative_to(IOS)) for folder in UNBUILT for file in sorted((IOS / folder).glob("*.swift"))]
    said = swift("swiftc", "-parse", "-swift-version", "6", "-diagnostic-style", "llvm", *files) if files else ["there are none"]
    said += swift("swift", "format", "lint", "--strict", "--recursive", *LINTED)
    return report(f"the app's own sources ({len(files)} files parse; all are linted)", said)


if __name__ == "__main__":
    sys.exit(main())
