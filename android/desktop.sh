#!/usr/bin/env bash
# Stipple as a window, for anybody without a phone: the phone's own screens over the real core.
#
#     android/desktop.sh [FOLDER]        FOLDER: where everything is kept, else where this system keeps an app's data
#     android/desktop.sh --test [MAVEN ARGUMENT...]
#                                        without a display: prints `Desktop: N passed, M failed`.
#
# Makes what it needs (bindings, pom). CARGO_TARGET_DIR is honoured. Not for: installing a JDK or Maven (scripts/test.sh).
set -euo pipefail
# As whoever calls it means it, and not below the repository.
case ${1:-} in
    "" | --test | /*) ;;
    *) set -- "$PWD/$1" ;;
esac
cd "$(dirname "$0")/.."

# shellcheck source=android/maven/tools.sh
source android/maven/tools.sh
if [[ "${1:-}" == --test ]]; then
    testing=1 consequence="no test was run"
    shift
else
    testing=0 consequence="no window was opened"
    if [[ "$(uname)" == Linux && -z "${DISPLAY:-}" ]]; then
        echo "missing: a display (DISPLAY is not set); $consequence." >&2
        exit 1
    fi
fi
need_maven "$consequence"
if ((!testing)) && [[ "$(uname)" == Linux ]]; then
    java=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    [[ -e $java/lib/libawt_xawt.so ]] || { echo "missing: windows in this JDK ($java is headless). Install the package default-jre; $consequence." >&2; exit 1; }
fi
if [[ "$(uname)" == Linux ]]; then
    for library in libGL.so.1 libfontconfig.so.1; do
        PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F "$library" >/dev/null || { echo "missing: $library. Install the packages libgl1 and libfontconfig1; $consequence." >&2; exit 1; }
    done
fi
case "$(uname)-$(uname -m)" in
    Linux-x86_64) skiko=linux-x64 ;;
    Linux-aarch64) skiko=linux-arm64 ;;
    Darwin-x86_64) skiko=macos-x64 ;;
    Darwin-arm64) skiko=macos-arm64 ;;
    *) echo "Compose for Desktop has no native part for $(uname -sm) that this script knows; $consequence." >&2; exit 1 ;;
esac

# Not the same for both: a window that is open reads its classes when it first needs them.
((testing)) && build=$target/android-desktop-test || build=$target/android-desktop
log=$build/log
mkdir -p "$build"
bindings/generate.sh --testing kotlin >"$log" 2>&1 || { cat "$log"; echo "bindings/generate.sh failed; $consequence." >&2; exit 1; }
python3 android/maven/words.py --check
python3 android/maven/resources.py "$build/gen/app/stipple/ui/R.kt"
python3 android/maven/pom.py "$build/pom.xml" --desktop "build=$build" "bindings=$target/bindings" flavour=kotlin "skikoTarget=$skiko"
maven=(mvn --quiet --batch-mode -Dstyle.color=never -f "$build/pom.xml")
if ((testing)); then
    # What an earlier build left and this one does not make must not be found.
    rm -rf "$build"/{classes,test-classes,surefire-reports}
    status=0
    "${maven[@]}" "$@" test >"$log" 2>&1 || status=$?
    ((status == 0)) || sed $'s/\e\\[[0-9;]*m//g' "$log"
    python3 tests/bindings/count.py Desktop "$status" "$build"/surefire-reports/TEST-*.xml
else
    echo "building the window, for a minute; the first time, when everything is downloaded, for some …"
    "${maven[@]}" compile >"$log" 2>&1 || { cat "$log"; echo "the window was not built." >&2; exit 1; }
    exec java "-Djna.library.path=$target/bindings/lib" -cp "$build/classes:$(cat "$build/class-path")" app.stipple.desktop.WindowKt "$@"
fi
