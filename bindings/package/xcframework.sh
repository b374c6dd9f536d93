#!/usr/bin/env bash
# The bindings for an iOS app: StippleFFI.xcframework for devices and simulators, and the Swift sources, in
# target/package/ios.
#
#     bindings/package/xcframework.sh
#
# Needs a Mac with Xcode; says so in one line and builds nothing elsewhere. Not for: the app itself.
set -euo pipefail
cd "$(dirname "$0")/../.."

refuse() { echo "xcframework.sh: $1; nothing was built" >&2; exit 1; }
[[ $(uname -s) == Darwin ]] || refuse "an XCFramework is built on a Mac"
command -v xcodebuild >/dev/null 2>&1 || refuse "xcodebuild is missing: install Xcode"

target=${CARGO_TARGET_DIR:-target}
out=$target/package/ios
rm -rf "$out"
mkdir -p "$out/headers/StippleFFI" "$out/simulator"
export IPHONEOS_DEPLOYMENT_TARGET=17.0
rustup target add aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios
for platform in aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
    cargo build --release --locked --target "$platform" -p stipple-bindings --lib
done
lipo -create -output "$out/simulator/libstipple_bindings.a" \
    "$target/aarch64-apple-ios-sim/release/libstipple_bindings.a" "$target/x86_64-apple-ios/release/libstipple_bindings.a"

bindings/generate.sh swift
# A folder of their own: the headers of two frameworks land in one, and each has a module.modulemap.
cp "$target"/bindings/swift/*.h "$target/bindings/swift/module.modulemap" "$out/headers/StippleFFI/"
xcodebuild -create-xcframework -output "$out/StippleFFI.xcframework" \
    -library "$target/aarch64-apple-ios/release/libstipple_bindings.a" -headers "$out/headers" \
    -library "$out/simulator/libstipple_bindings.a" -headers "$out/headers"
mkdir "$out/swift"
cp "$target"/bindings/swift/*.swift "$out/swift/"
rm -r "$out/headers" "$out/simulator"
du -sh "$out/StippleFFI.xcframework"/*/
