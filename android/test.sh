#!/usr/bin/env bash
# The Android shell on a plain JVM with the real core inside: logic, every screen, the activity, receivers and alarms.
#
#     android/test.sh [MAVEN ARGUMENT...]        e.g. -Dtest=JourneyTest
#
# Makes what it needs (bindings, a server on loopback, poms) and prints `Android: N passed, M failed`. Golden pictures are rewritten by
# UPDATE_GOLDEN=1 android/test.sh, and the difference belongs in the commit. CARGO_TARGET_DIR is honoured.
# Not for: installing a JDK or Maven (scripts/test.sh), or Gradle (android/README.md).
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=android/maven/tools.sh
source android/maven/tools.sh
need_maven "no test was run"
build=$target/android
log=$build/log
mkdir -p "$build"
# With what only tests may call, as tests/bindings has it: then whichever runs second builds nothing.
bindings/generate.sh --testing kotlin >"$log" 2>&1 || { cat "$log"; echo "bindings/generate.sh failed; no test was run." >&2; exit 1; }
# The journey's second device: gone with this script. Accounts are for those who were invited.
cargo build --quiet --locked -p stipple-backend >"$log" 2>&1 || { cat "$log"; echo "the server did not build; no test was run." >&2; exit 1; }
# shellcheck source=tests/foreign/backend.sh
source tests/foreign/backend.sh
trap stop_backend EXIT
start_backend "$target/debug/stipple-backend" STIPPLE_ACCOUNTS=invitation STIPPLE_INVITATIONS='["day 4"]'
# A sheet that a studio signed, for the journey with a scanned code.
python3 tests/bindings/publish.py "$backend_url"
python3 android/maven/words.py --check
python3 android/maven/pom.py "$build/pom.xml" "build=$build" "bindings=$target/bindings" flavour=kotlin

# What an earlier build left and this one does not make must not be found.
rm -rf "$build"/{classes,test-classes,surefire-reports}
status=0
mvn --quiet --batch-mode -Dstyle.color=never -f "$build/pom.xml" -Dstipple.server="$backend_url" "$@" test >"$log" 2>&1 || status=$?
((status == 0)) || sed $'s/\e\\[[0-9;]*m//g' "$log"
python3 tests/bindings/count.py Android "$status" "$build"/surefire-reports/TEST-*.xml
