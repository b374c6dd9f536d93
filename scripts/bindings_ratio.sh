#!/usr/bin/env bash
# How much code stands between the core and other languages: lines of code of the bindings for each hundred of the
# core's. Fails above 5: then something is decided where it should only be handed on. Blank lines, comments and tests
# are not counted; core/src/foreign, which is only there for the bindings, counts as theirs.
set -euo pipefail
cd "$(dirname "$0")/.."
most=5

code() { # code FOLDER…: lines of code in it
    find "$@" -name '*.rs' ! -path '*/tests/*' ! -name 'tests.rs' ! -name '*_tests.rs' ! -name '*laws.rs' ! -name 'testing.rs' -print0 |
        xargs -0 awk '
            FNR == 1 { tests = 0 }
            /^#\[cfg\(test\)\]$/ { pending = 1; next }
            pending { pending = 0; if (/^(pub(\([a-z]+\))? )?mod [a-z_]+ \{/) tests = 1; if (/^(pub(\([a-z]+\))? )?mod [a-z_]+;/) next }
            tests || /^[[:space:]]*(\/\/.*)?$/ { next }
            { lines++ }
            END { print lines + 0 }'
}

foreign=$(code core/src/foreign)
core=$(($(code core/src) - foreign))
bindings=$(($(code bindings/src bindings/uniffi-bindgen/src) + foreign))
awk -v bindings="$bindings" -v core="$core" -v most="$most" 'BEGIN {
    ratio = 100 * bindings / core
    printf "bindings: %d lines of code, core: %d; %.1f %% (at most %d %%)\n", bindings, core, ratio, most
    exit ratio > most
}'
