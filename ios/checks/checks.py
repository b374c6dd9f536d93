"""What the checkers share. Not for: a rule."""

from pathlib import Path

IOS = Path(__file__).resolve().parent.parent


def report(name: str, faults: list[str]) -> int:
    """Says what is wrong, a line each; the way a checker ends."""
    for fault in faults:
        print(f"  {fault}")
    print(f"{name}: {'0 passed, ' + str(len(faults)) + ' failed' if faults else '1 passed, 0 failed'}")
    return 1 if faults else 0
