#!/usr/bin/env bash
# Packs the app and checks what came out: bindings for Android, R8 with the rules of every library, aligned, signed (v2, v3) with a
# key made here, and verified. Prints how large it is, and `Android APK: N passed, M failed`.
#
#     android/apk.sh          into target/android-apk/stipple.apk
#
# With the core inside only where bindings/package/android.sh has made it for phones, which needs an NDK; without, it says so,
# and the APK shows packing, not an app that runs. Not for: releases; Gradle builds those with a key that is kept elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/counting.sh
source tests/counting.sh
# shellcheck source=android/maven/tools.sh
source android/maven/tools.sh

need_maven "nothing was packed"
build=$target/android-apk
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
out=$build/apk
# Libraries and resources are those of the tests: unpacked and compiled once.
mkdir -p "$build" "$target/android/android"
ln -sfn "$target/android/android" "$build/android"
step() { "$@" >"$build/log" 2>&1 || { head -n 60 "$build/log"; echo "apk.sh: $1 failed ($build/log); nothing was packed." >&2; exit 1; }; }

step bindings/generate.sh --debug kotlin-android
python3 android/maven/words.py --check
python3 android/maven/pom.py "$build/pom.xml" "build=$build" "bindings=$target/bindings" flavour=kotlin-android
rm -rf "$build/classes" "$out"
step mvn --quiet --batch-mode -Dstyle.color=never -f "$build/pom.xml" compile
r8=$(class_path "$build/tools" "com.android.tools:r8:$(version r8)")
apksig=$(class_path "$build/tools" "com.android.tools.build:apksig:$(version apksig)")
framework=$repository/org/robolectric/android-all/$(version framework)/android-all-$(version framework).jar

mkdir -p "$out/dex"
python3 android/maven/apk.py inputs "$build" "$framework" "$repository"
{
    cat "$build/android/aapt-rules.pro" bindings/consumer-rules.pro
    # A library's last line may lack its end.
    find "$build/android/aar/" -name proguard.txt | sort | xargs awk 1
    # What a foldable phone may bring: in an SDK these lie beside the framework.
    printf '%s\n' '-dontwarn androidx.window.extensions.**' '-dontwarn androidx.window.sidecar.**'
} >"$out/rules.pro"
mapfile -t libraries <"$out/libraries.txt"
home=$(java -XshowSettings:properties -version 2>&1 | sed -nE 's/^ *java.home = (.*)/\1/p')
step java -Xmx2500m -cp "$r8" com.android.tools.r8.R8 --release --min-api "$(version minSdk)" --lib "$home" --lib "$out/framework.jar" \
    --pg-conf "$out/rules.pro" --pg-map-output "$out/mapping.txt" --output "$out/dex" "$out/classes.jar" "${libraries[@]}"
for copy in unsigned again; do
    core=$(python3 android/maven/apk.py pack "$build" "$target/package/android/jniLibs" "$out/$copy.apk")
done
[[ -f $build/key.p12 ]] || keytool -genkeypair -keystore "$build/key.p12" -storetype PKCS12 -storepass stipple -alias key \
    -keyalg EC -validity 10000 -dname CN=Stipple-local >/dev/null 2>&1
signed=$(java -cp "$apksig" android/maven/Sign.java "$build/key.p12" stipple "$out/unsigned.apk" "$build/stipple.apk" "$(version minSdk)")
echo "stipple.apk: $(stat -c %s "$build/stipple.apk") bytes, of them code $(cat "$out"/dex/*.dex | wc -c) before packing; $core"

aapt2=$build/android/aapt2 manifest=$build/android/AndroidManifest.xml
"$aapt2" dump badging "$build/stipple.apk" >"$out/badging.txt"
python3 android/maven/dex.py "$out"/dex/*.dex | sort >"$out/classes.txt"
python3 android/maven/dex.py --strings "$out"/dex/*.dex | sort -u >"$out/strings.txt"
badge() { grep -E "^$1$" "$out/badging.txt"; }
# in_dex NAME...: every class is there, by that name.
in_dex() {
    (($# > 0)) || { echo "no class was asked for"; return 1; }
    same "" "$(comm -23 <(printf '%s\n' "$@" | sort -u) "$out/classes.txt")"
}
lacks() { not grep -E "$1" "$2"; }

that "it is signed (v2, v3), and verified" same "verified: true, v2: true, v3: true" "$signed"
that "packed twice, it is the same" cmp "$out/unsigned.apk" "$out/again.apk"
that "package and version" badge "package: name='app.stipple' versionCode='1' versionName='0.1.0'.*"
that "the oldest Android" badge "(minSdkVersion|sdkVersion):'$(version minSdk)'"
that "the Android that it is made for" badge "targetSdkVersion:'$(version targetSdk)'"
that "its name" badge "application-label:'Stipple'"
# The entries of the launcher that are switched on, and what they open; badging passes over aliases.
entries() {
    "$aapt2" dump xmltree --file AndroidManifest.xml "$build/stipple.apk" | awk '
        /E: (activity|activity-alias|receiver|service|provider) / { kind = $2; name = target = ""; enabled = 1 }
        kind ~ /^activity/ && /:name\(.*="app\.stipple/ { split($0, part, "\""); if (name == "") name = part[2] }
        kind ~ /^activity/ && /:targetActivity\(/ { split($0, part, "\""); target = part[2] }
        kind ~ /^activity/ && /:enabled\(.*=false/ { enabled = 0 }
        kind ~ /^activity/ && enabled && /"android.intent.category.LAUNCHER"/ { print name, target }'
}
that "what the launcher opens" same "app.stipple.UsualEntry app.stipple.MainActivity" "$(entries)"
that "its languages are the app's own" badge "locales: '--_--'( 'en(-[A-Z]{2})?')*"
that "it cannot be debugged" lacks "^application-debuggable" "$out/badging.txt"
# Its own, and the one by which androidx.core guards receivers that are made while it runs.
that "no permission but those of the manifest" same \
    "$({ sed -nE '/tools:node="remove"/d; s/.*<uses-permission android:name="([^"]*)".*/\1/p' android/app/src/main/AndroidManifest.xml; echo app.stipple.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION; } | sort)" \
    "$(sed -nE "s/^uses-permission: name='([^']*)'.*/\1/p" "$out/badging.txt" | sort)"

mapfile -t named < <(python3 android/maven/apk.py named "$manifest")
that "what the manifest names keeps its name" in_dex "${named[@]}"
mapfile -t bound < <(python3 android/maven/apk.py bound "$out/classes.jar")
that "what C calls or fills in keeps its name" in_dex "${bound[@]}"
that "what JNA's native half looks up keeps its name" in_dex com.sun.jna.{Native,Pointer,Structure,Callback,CallbackReference,NativeMapped,PointerType,Memory}
that "functions of the core are bound by name" grep -E '^uniffi_stipple_bindings_fn_' "$out/strings.txt"
that "R8 renamed what nobody names" grep -E '^app\.stipple\.ui\.[A-Za-z]+ -> [a-z0-9A-Z$.]{1,6}:$' "$out/mapping.txt"
that "nothing of the tests is inside" lacks '^(org\.junit|org\.robolectric|org\.hamcrest|androidx\.test|androidx\.compose\.ui\.test)\.|Fake|Test$' "$out/classes.txt"
that "nothing of the bindings' tests is inside" lacks '^uniffi_stipple_bindings_fn_func_(live_bytes|back_)' "$out/strings.txt"
that "every resource is inside, under the number that the code knows it by" python3 android/maven/apk.py resources "$build"
that "what is mapped is not compressed, and aligned" python3 android/maven/apk.py aligned "$build/stipple.apk"
printf 'Android APK: '
counted
