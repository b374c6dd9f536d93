#!/usr/bin/env bash
# The plain `minisign` tool and ours check what the other signed, and open each other's keys.
#
#     check_minisign.sh STIPPLE
#
# Prints "N passed" and, where something is wrong, "N failed"; exit 1 if anything is.
# Not for: accepting a sheet (cli/tests/signed.rs), or the server.
set -euo pipefail
stipple=$(realpath "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/counting.sh
source "$here/tests/counting.sh"
command -v minisign >/dev/null || { echo "missing: minisign; nothing was checked" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cp "$here/core/sheets/scalp-envy.toml" sheet.toml
ours() { "$stipple" --data data "$@"; }

# Ours signs, theirs checks: a key without a password, and one with.
printf 'correct horse\n' >password
that "a key is made" ours sheet keygen -o open.key --no-password
that "a key with a password is made" ours sheet keygen -o shut.key --password-file password
that "nobody else may read a secret key" same "$(stat -c %a open.key)" 600
for key in open shut; do
    that "ours signs with the key that is $key" ours sheet sign sheet.toml --key "$key.key" --password-file password -o "$key.minisig"
    that "theirs checks it" minisign -V -p "$key.pub" -m sheet.toml -x "$key.minisig"
    that "ours checks it" ours sheet verify sheet.toml --key "$key.pub" --signature "$key.minisig"
done
that "a wrong password opens nothing" not ours sheet sign sheet.toml --key shut.key --password-file sheet.toml -o no.minisig
that "theirs says what we said beside it" same "$(minisign -V -Q -p open.pub -m sheet.toml -x open.minisig | cut -f 2-)" "$(printf 'file:sheet.toml\thashed')"

# Theirs signs, ours checks: hashed, and the way of before.
minisign -G -W -p their.pub -s their.key >/dev/null
for way in -t -l; do # -t says nothing of the way: hashed
    [[ $way == -l ]] && older=(-l) || older=()
    minisign -S "${older[@]}" -s their.key -m sheet.toml -x "their$way.minisig" -t "a comment" >/dev/null
    that "ours checks what theirs signed with $way" ours sheet verify sheet.toml --key their.pub --signature "their$way.minisig"
    that "with the comment" grep -q "a comment" <(ours sheet verify sheet.toml --key their.pub --signature "their$way.minisig")
    that "under another key it does not count" not ours sheet verify sheet.toml --key open.pub --signature "their$way.minisig"
    sed 's/10d/11d/' sheet.toml >changed.toml
    that "changed, it does not count" not ours sheet verify changed.toml --key their.pub --signature "their$way.minisig"
    sed 's/a comment/A comment/' "their$way.minisig" >comment.minisig
    that "with another comment, it does not count" not ours sheet verify sheet.toml --key their.pub --signature comment.minisig
done

# Each opens the other's keys.
that "ours signs with their key" ours sheet sign sheet.toml --key their.key -o with-their.minisig
that "and theirs checks it" minisign -V -p their.pub -m sheet.toml -x with-their.minisig
minisign -S -s open.key -m sheet.toml -x with-ours.minisig >/dev/null
that "theirs signs with our key, and ours checks it" ours sheet verify sheet.toml --key open.pub --signature with-ours.minisig
minisign -S -s shut.key -m sheet.toml -x with-shut.minisig <password >/dev/null 2>&1 || true
that "with our password too" ours sheet verify sheet.toml --key shut.pub --signature with-shut.minisig
printf 'correct horse\ncorrect horse\n' | minisign -G -p theirs-shut.pub -s theirs-shut.key >/dev/null 2>&1
that "ours opens their key with its password" ours sheet sign sheet.toml --key theirs-shut.key --password-file password -o theirs-shut.minisig
that "and theirs checks that" minisign -V -p theirs-shut.pub -m sheet.toml -x theirs-shut.minisig

counted
