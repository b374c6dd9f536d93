#!/usr/bin/env bash
# The plain `age` tool opens what Stipple sealed, with the identity that a client exports and nothing else of ours.
#
#     check_age.sh STIPPLE
#
# Prints "N passed" and, where something is wrong, "N failed"; exit 1 if anything is.
# Not for: what is in the vault (core/src/vault), or the program's own export (cli/tests/photos.rs).
set -euo pipefail
stipple=$(realpath "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/counting.sh
source "$here/tests/counting.sh"
command -v age >/dev/null || { echo "missing: age; nothing was checked" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

photo=$here/core/photo/tests/golden/side-by-side.png
"$stipple" --data data course start --at "2026-05-01 12:00" >/dev/null
"$stipple" --data data photo add "$photo" --angle back --at "2026-05-02 12:00" >/dev/null
"$stipple" --data data photo identity -o identity.txt >/dev/null
original=$(find data/vault -name original.age)
that "the original is what went in" cmp -s "$photo" <(age -d -i identity.txt "$original")
for preview in view grid; do
    age -d -i identity.txt "$(find data/vault -name "$preview.age")" >"$preview.jpg"
    that "the $preview is a JPEG" test "$(head -c 3 "$preview.jpg" | od -An -tx1 | tr -d ' ')" = ffd8ff
done
# Nobody else's identity opens it, and the course's own lies sealed to the device's key.
age-keygen -o other.txt 2>/dev/null
that "another identity opens nothing" not age -d -i other.txt -o /dev/null "$original" 2>/dev/null
that "the device's key opens the course's identity" \
    test "$(grep AGE-SECRET-KEY identity.txt)" = "$(age -d -i data/keys/device-key "$(find data/vault -name identity.age)")"
that "age-keygen reads what was exported" \
    test "$(age-keygen -y identity.txt)" = "$(sed -n 's/^# public key: //p' identity.txt)"

counted
