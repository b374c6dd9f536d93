"""Publishes the signed sheet of tests/fixtures on a server: publish.py URL. Not for: the call itself (backend/tests)."""

import json
import sys
import urllib.request
from pathlib import Path

signed = Path(__file__).parents[1] / "fixtures" / "sheets" / "signed"
sheet = {
    "text": (signed / "revision-2.toml").read_text(encoding="utf-8"),
    "signature": (signed / "studio.minisig").read_text(encoding="utf-8"),
    "public_key": (signed / "studio.pub").read_text(encoding="utf-8").splitlines()[1],
}
request = urllib.request.Request(
    f"{sys.argv[1]}/v1/sheets/scalp-envy/2", json.dumps(sheet).encode(), {"content-type": "application/json"}, method="PUT"
)
with urllib.request.urlopen(request) as answer:
    assert answer.status in (200, 201), answer.status
