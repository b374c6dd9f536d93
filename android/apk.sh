#!/usr/bin/env bash
# Packs the app: bindings for Android, R8 with the rules of every library, aligned, signed (v2, v3) with a key made here, and
# verified. Prints what is inside and how large it is.
#
#     android/apk.sh          into target/android-apk/stipple.apk
#
# With the core inside only where bindings/package/android.sh has made it for phones, which needs an NDK; without, it says so,
# and the APK shows packing, not an app that runs. Not for: releases; Gradle builds those with a key that is kept elsewhere.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "${CARGO_TARGET_DIR:-target}"
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
build=$target/android-apk
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
mkdir -p "$build"

bindings/generate.sh kotlin-android
python3 android/maven/words.py --check
python3 android/maven/pom.py "$build/pom.xml" "build=$build" "bindings=$target/bindings" flavour=kotlin-android
rm -rf "$build/classes"
mvn --quiet --batch-mode -Dstyle.color=never -f "$build/pom.xml" compile
version() { sed -nE "s/^$1 = \"(.*)\"/\1/p" android/gradle/libs.versions.toml; }
get() { mvn --quiet --batch-mode org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dartifact="$1:$2:$3" -Dtransitive=false; }
get com.android.tools r8 "$(version r8)"
get com.android.tools.build apksig "$(version apksig)"
r8=$repository/com/android/tools/r8/$(version r8)/r8-$(version r8).jar
apksig=$repository/com/android/tools/build/apksig/$(version apksig)/apksig-$(version apksig).jar
framework=$repository/org/robolectric/android-all/$(version framework)/android-all-$(version framework).jar

out=$build/apk
rm -rf "$out"
mkdir -p "$out/dex"
python3 android/maven/apk.py inputs "$build" "$framework" "$repository"
{
    cat "$build/android/aapt-rules.pro" bindings/consumer-rules.pro
    find "$build/android/aar" -name proguard.txt -exec cat {} +
} >"$out/rules.pro"
mapfile -t libraries <"$out/libraries.txt"
home=$(java -XshowSettings:properties -version 2>&1 | sed -nE 's/^ *java.home = (.*)/\1/p')
java -Xmx2500m -cp "$r8" com.android.tools.r8.R8 --release --min-api "$(version minSdk)" --lib "$home" --lib "$out/framework.jar" \
    --pg-conf "$out/rules.pro" --pg-map-output "$out/mapping.txt" --output "$out/dex" "$out/classes.jar" "${libraries[@]}" \
    >"$out/r8.log" 2>&1 || { tail -n 30 "$out/r8.log" >&2; exit 1; }
python3 android/maven/apk.py pack "$build" "$target/package/android/jniLibs"
[[ -f $build/key.p12 ]] || keytool -genkeypair -keystore "$build/key.p12" -storetype PKCS12 -storepass stipple -alias key \
    -keyalg EC -validity 10000 -dname CN=Stipple-local >/dev/null 2>&1
java -cp "$apksig" android/maven/Sign.java "$build/key.p12" stipple "$out/unsigned.apk" "$build/stipple.apk" "$(version minSdk)"
"$build/android/aapt2" dump badging "$build/stipple.apk" | grep -E '^(package|minSdk|sdkVersion|targetSdk|application:|launchable|uses-permission)'
echo "stipple.apk: $(stat -c %s "$build/stipple.apk") bytes"
