"""Adds up JUnit result files and prints `NAME: N passed, M failed`, the line that scripts/test.sh adds up in turn.

    count.py NAME STATUS [FILE...]        STATUS: how the program that should have written the files ended

Fails where a test failed, where that program failed without one, and where no test was run: Swift's succeeds at nothing.
Skipped tests are not counted. Not for: saying what failed; the program did.
"""

import sys
from pathlib import Path
from xml.etree import ElementTree

name, status, *files = sys.argv[1:]
passed = failed = 0
for file in map(Path, files):
    if not file.is_file():
        continue
    try:
        cases = list(ElementTree.parse(file).iter("testcase"))
    except ElementTree.ParseError:  # whoever wrote it was killed
        failed += 1
        continue
    for case in cases:
        outcome = {child.tag for child in case}
        if outcome & {"failure", "error"}:
            failed += 1
        elif "skipped" not in outcome:
            passed += 1

why = ""
if passed + failed == 0 and status == "0":
    why = " (no test was run)"
if failed == 0 and (passed == 0 or status != "0"):
    failed = 1
    why = why or f" (it ended with {status}, and no test says why)"
print(f"{name}: {passed} passed, {failed} failed{why}")
sys.exit(failed > 0)
