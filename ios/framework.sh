#!/usr/bin/env bash
# The core for devices and simulators, where the package looks for it:
#     ios/framework.sh
# Needs a Mac with Xcode (bindings/package/xcframework.sh says so elsewhere). After it, Package.swift takes the framework in place
# of the static library that ios/test.sh uses. Not for: the app itself (`xcodegen generate`, then Xcode).
set -euo pipefail
cd "$(dirname "$0")/.."
bindings/package/xcframework.sh
made=${CARGO_TARGET_DIR:-target}/package/ios
rm -rf ios/lib/StippleFFI.xcframework
mkdir -p ios/lib ios/Sources/StippleBindings
cp -R "$made/StippleFFI.xcframework" ios/lib/
cp "$made"/swift/*.swift ios/Sources/StippleBindings/
