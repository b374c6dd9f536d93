#!/usr/bin/env bash
# Puts the core into a Swift package that holds the bindings (tests/bindings/swift, ios):
#     scripts/swift-package.sh PACKAGE
# what bindings/generate.sh swift wrote to its Sources/StippleBindings and Sources/StippleFFI/include, the library to its lib.
# What an earlier build generated and this one does not is removed; what is the same is left alone, so that nothing is built
# again for a file that only looks new. Not for: generating (bindings/generate.sh), building or testing (scripts/swift.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
package=${1:?say which package}
target=${CARGO_TARGET_DIR:-target}
generated=$target/bindings/swift
library=$target/bindings/lib/static/libstipple_bindings.a

# put FILE FOLDER: copies it where it differs.
put() {
    mkdir -p "$2"
    cmp -s "$1" "$2/${1##*/}" || cp "$1" "$2/"
}

for file in "$package"/Sources/StippleBindings/*.swift "$package"/Sources/StippleFFI/include/*.h; do
    [[ -e $generated/${file##*/} ]] || rm -f "$file"
done
for file in "$generated"/*.swift; do put "$file" "$package/Sources/StippleBindings"; done
for file in "$generated"/*.h; do put "$file" "$package/Sources/StippleFFI/include"; done
# The linker would take the shared library, were it beside the static one; and SwiftPM links again only where a source changed:
# what it linked is removed.
if ! cmp -s "$library" "$package/lib/libstipple_bindings.a"; then
    put "$library" "$package/lib"
    for folder in "$package"/.build/*/{debug,release}; do
        [[ -d $folder ]] || continue
        find "$folder" -maxdepth 1 \( -name '*.xctest' -o -type f -executable ! -name '*.so' \) -exec rm -rf {} +
    done
fi
