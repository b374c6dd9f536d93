#!/usr/bin/env bash
# Builds the library and writes the side of it that Kotlin, Swift and Python see.
#
#     bindings/generate.sh [--testing] [--debug] [kotlin|kotlin-android|swift|python]…
#
# Into target/bindings/LANGUAGE (CARGO_TARGET_DIR is honoured), which is made anew; the libraries that fit lie in
# target/bindings/lib (shared) and target/bindings/lib/static. Without a language: kotlin, swift and python. `--testing`
# builds what the tests in other languages need and no app may have (bindings/src/testing.rs). `--debug` writes the code alone,
# from a library that is quickly built and stays where it is. Not for: packaging (bindings/package).
set -euo pipefail
cd "$(dirname "$0")/.."

features=() languages=() profile=release
for argument; do
    case $argument in
        --testing) features=(--features testing) ;;
        --debug) profile=debug ;;
        kotlin | kotlin-android | swift | python) languages+=("$argument") ;;
        *) echo "generate.sh: \`$argument\` is none of --testing, --debug, kotlin, kotlin-android, swift, python" >&2; exit 2 ;;
    esac
done
((${#languages[@]})) || languages=(kotlin swift python)

target=${CARGO_TARGET_DIR:-target}
out=$target/bindings
case $(uname -s) in
    Darwin) library=libstipple_bindings.dylib ;;
    MINGW* | MSYS*) library=stipple_bindings.dll ;;
    *) library=libstipple_bindings.so ;;
esac
if [[ $profile == release ]]; then release=(--release); else release=(); fi
cargo build --quiet --locked "${release[@]}" -p stipple-bindings "${features[@]}"
cargo build --quiet --locked -p stipple-uniffi-bindgen
if [[ $profile == release ]]; then
    mkdir -p "$out/lib/static"
    cp "$target/release/$library" "$out/lib/"
    cp "$target/release/libstipple_bindings.a" "$out/lib/static/"
fi

generate() { # generate LANGUAGE FOLDER [ARGUMENT…]
    rm -rf "${out:?}/$2"
    mkdir -p "$out/$2"
    "$target/debug/uniffi-bindgen" generate --no-format --language "$1" --out-dir "$out/$2" "${@:3}" "$target/$profile/$library"
}
for language in "${languages[@]}"; do
    case $language in
        kotlin) generate kotlin kotlin ;;
        kotlin-android) generate kotlin kotlin-android --config bindings/android.toml ;;
        swift)
            generate swift swift
            # UniFFI's own says `use "Darwin"`, which is not to be had on Linux, and would make two modules of it.
            printf 'module StippleFFI {\n    header "StippleCoreFFI.h"\n    header "StippleBindingsFFI.h"\n    export *\n}\n' \
                >"$out/swift/module.modulemap"
            ;;
        python)
            generate python python/stipple
            printf 'from .stipple_core import *\nfrom .stipple_bindings import *\n' >"$out/python/stipple/__init__.py"
            cp "$target/$profile/$library" "$out/python/stipple/"
            ;;
    esac
    echo "$out/$language"
done
