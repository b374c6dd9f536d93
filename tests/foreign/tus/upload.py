#!/usr/bin/env python3
"""The same as upload.mjs with tuspy: uploads a file over a line that breaks; run again, it resumes.

    upload.py ENDPOINT FILE HASH NOTES        the token comes in STIPPLE_TOKEN

Exits 3 where the line broke, 0 where the upload is whole. Not for: checking what the server then holds.
"""

import os
import sys

from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.fingerprint import fingerprint
from tusclient.storage import filestorage

endpoint, file, name, notes = sys.argv[1:]
client = TusClient(endpoint, headers={"Authorization": f"Bearer {os.environ['STIPPLE_TOKEN']}"})
try:
    upload = client.uploader(
        file_path=file,
        chunk_size=1024 * 1024,
        metadata={"hash": name},
        store_url=True,
        url_storage=filestorage.FileStorage(notes),
        fingerprinter=fingerprint.Fingerprint(),
    )
    start = upload.offset
    upload.upload()
except TusCommunicationError as error:
    print(f"broken off: {str(error)[:200]}")
    sys.exit(1 if error.status_code else 3)
print(f"whole, from byte {start}, at {upload.url}")
