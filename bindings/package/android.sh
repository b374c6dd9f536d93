#!/usr/bin/env bash
# The bindings for an Android app: libraries for three processors, Kotlin, and R8's rules, in target/package/android.
#
#     ANDROID_NDK_HOME=… bindings/package/android.sh
#
# Needs an NDK, r28 or later, and cargo-ndk; says so in one line and builds nothing where one is missing. Not for: the
# app itself, or an AAR (the app's Gradle project takes the folder as it is).
set -euo pipefail
cd "$(dirname "$0")/../.."

refuse() { echo "android.sh: $1; nothing was built" >&2; exit 1; }
ndk=${ANDROID_NDK_HOME:-${ANDROID_NDK_ROOT:-}}
[[ -n $ndk && -f $ndk/source.properties ]] || refuse "ANDROID_NDK_HOME names no NDK: install r28 or later and set it"
release=$(sed -nE 's/^Pkg\.Revision *= *([0-9]+).*/\1/p' "$ndk/source.properties")
((${release:-0} >= 28)) || refuse "the NDK is r${release:-?}, and pages of 16 KB need r28 or later"
command -v cargo-ndk >/dev/null 2>&1 || refuse "cargo-ndk is missing: cargo install cargo-ndk"

target=${CARGO_TARGET_DIR:-target}
out=$target/package/android
rm -rf "$out"
mkdir -p "$out/jniLibs"
rustup target add aarch64-linux-android armv7-linux-androideabi x86_64-linux-android
# Google Play wants libraries that load where pages have 16 KB. API 26 is the oldest Android with java.time.
RUSTFLAGS="-C link-arg=-Wl,-z,max-page-size=16384" ANDROID_NDK_HOME=$ndk \
    cargo ndk --target arm64-v8a --target armeabi-v7a --target x86_64 --platform 26 --output-dir "$out/jniLibs" \
    build --release --locked -p stipple-bindings --lib

readelf=$(echo "$ndk"/toolchains/llvm/prebuilt/*/bin/llvm-readelf)
for library in "$out"/jniLibs/{arm64-v8a,x86_64}/libstipple_bindings.so; do
    "$readelf" -lW "$library" | awk '$1 == "LOAD" && $NF != "0x4000" { exit 1 }' ||
        { echo "android.sh: $library does not load where pages have 16 KB" >&2; exit 1; }
done

bindings/generate.sh kotlin-android
cp -r "$target/bindings/kotlin-android" "$out/kotlin"
cp bindings/consumer-rules.pro "$out/"
du -h "$out"/jniLibs/*/*.so
