#!/usr/bin/env bash
# Reads the app without running it: ktlint how its Kotlin looks (.editorconfig), detekt what smells (android/detekt.yml), Android
# Lint what the platform and Compose mind (android/lint.xml). Any finding fails, a warning too; there is no list of old ones.
#
#     android/lint.sh              prints `Android lint: N passed, M failed`
#     android/lint.sh --format     lets ktlint mend what it can, and does nothing else
#
# Each tool reads planted mistakes in the same run (tests/android-lint), and has to find them. CARGO_TARGET_DIR is honoured.
# Not for: generated code, or installing a JDK or Maven (scripts/test.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tests/counting.sh
source tests/counting.sh
# shellcheck source=android/maven/tools.sh
source android/maven/tools.sh

need_maven "nothing was read"
build=$target/android
work=$target/android-lint
mkdir -p "$build" "$work/no-sdk"

planted=tests/android-lint
mapfile -t kotlin < <(find android/*/src tests/bindings/kotlin/src -name '*.kt'; find android -name '*.kts' -not -path '*/build/*')
ktlint=$(class_path "$work" "com.pinterest.ktlint:ktlint-cli:$(version ktlint):all")
# Started where there is no more to be compiled than is run once.
jvm=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1500m)
if [[ "${1:-}" == --format ]]; then
    exec "${jvm[@]}" -jar "$ktlint" --format --relative "${kotlin[@]}"
fi
kotlin+=("$planted/src/Planted.kt")
detekt=$(class_path "$work" "io.gitlab.arturbosch.detekt:detekt-cli:$(version detekt):all")
lint=$(class_path "$work" "com.android.tools.lint:lint:$(version androidLint)")

# What an earlier run found must not be found again.
rm -f "$work"/{ktlint,detekt,lint}.txt "$work/lint.out"
# What a tool found, a line each: FILE:LINE: …, from the repository's root on.
read_kotlin() {
    "${jvm[@]}" -jar "$ktlint" --relative --log-level=error "${kotlin[@]}" >"$work/ktlint.log" 2>&1 || true
    grep -E '^[^ ]+:[0-9]+:[0-9]+: ' "$work/ktlint.log" >"$work/ktlint.txt" || true
    "${jvm[@]}" -jar "$detekt" --input "$(IFS=,; echo "${kotlin[*]}")" --build-upon-default-config --config android/detekt.yml \
        >"$work/detekt.log" 2>&1 || true
    grep -E '^/.*\[[A-Za-z]+\]$' "$work/detekt.log" | sed "s#^$PWD/##" >"$work/detekt.txt" || true
}
read_kotlin &

# The app as the Maven build has it: libraries, the merged manifest, R, and the bindings compiled.
bindings/generate.sh --testing kotlin >"$work/log" 2>&1 || { cat "$work/log"; echo "bindings/generate.sh failed; nothing was read." >&2; exit 1; }
python3 android/maven/words.py --check
python3 android/maven/pom.py "$build/pom.xml" "build=$build" "bindings=$target/bindings" flavour=kotlin
generated=$(find "$target/bindings/kotlin" -name '*.kt' | sort | xargs cat | sha256sum)
[[ -d $build/classes/app/stipple/bindings && $generated == "$(cat "$work/bindings.sum" 2>/dev/null)" ]] && compile=() || compile=(kotlin:compile@bindings)
mvn --quiet --batch-mode -Dstyle.color=never -f "$build/pom.xml" initialize "${compile[@]}" >"$work/log" 2>&1 ||
    { cat "$work/log"; echo "the app could not be prepared; nothing was read." >&2; exit 1; }
echo "$generated" >"$work/bindings.sum"
python3 android/maven/lint.py "$build" "$work" "${MAVEN_REPOSITORY:-$HOME/.m2/repository}"
"${jvm[@]}" -cp "$lint" com.android.tools.lint.Main --project "$work/project.xml" --sdk-home "$work/no-sdk" --offline \
    --config android/lint.xml --lint-rule-jars "$(find "$work/rules" -name '*.jar' | sort | paste -sd:)" \
    --fullpath --nolines --showall --quiet --text "$work/lint.out" >"$work/lint.log" 2>&1 || true
grep -E '^/.*\[[A-Za-z]+( .*)?\]$' "$work/lint.out" | sed "s#^$PWD/##" >"$work/lint.txt" || true

wait

for tool in ktlint detekt lint; do
    that "$tool finds nothing in the app" same "" "$(grep -v "^$planted/" "$work/$tool.txt" || true)"
done
while IFS=: read -r file line tool rule; do
    that "$tool finds the planted $rule" grep -E "^$file:$line:.*\b$rule\b" "$work/$tool.txt"
done < <(grep -rnoE '(ktlint|detekt|lint): [A-Za-z-]+' "$planted" | tr -d ' ')
printf 'Android lint: '
counted
