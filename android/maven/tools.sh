# shellcheck shell=bash
# Sourced by scripts that want programs of Maven's repositories, with the repository's root as working directory.
#   need_maven CONSEQUENCE           ends the script where Python, Maven or a JDK is missing, with what that leaves undone; sets
#                                    `target`, where cargo builds
#   version NAME                     what gradle/libs.versions.toml says
#   class_path FOLDER GROUP:NAME:VERSION[:CLASSIFIER]
#                                    where the program's jars lie, downloaded where they are not there; with a classifier it
#                                    is one jar that has everything in it. FOLDER keeps the answer.
# Not for: what the app is made of (maven/locked.txt).

need_maven() {
    missing() { echo "missing: $1; $consequence." >&2; exit 1; }
    local java consequence=$1
    command -v python3 >/dev/null 2>&1 || missing "python3. Install the package python3"
    command -v mvn >/dev/null 2>&1 || missing "mvn. Install the package maven"
    java=$(java -version 2>&1 | sed -nE 's/.* version "([0-9]+).*/\1/p') || true
    ((${java:-0} >= 17)) || missing "a JDK, 17 or later. Install the package default-jdk-headless"
    mkdir -p "${CARGO_TARGET_DIR:-target}"
    target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
}

version() { sed -nE "s/^$1 = \"(.*)\"/\1/p" android/gradle/libs.versions.toml; }

class_path() {
    local group name version classifier folder out
    IFS=: read -r group name version classifier <<<"$2"
    folder=$1/$name-$version
    out=$folder/class-path
    if [[ ! -s $out ]] || ! tr : '\0' <"$out" | xargs -0 ls >/dev/null 2>&1; then
        mkdir -p "$folder"
        cat >"$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>stipple</groupId><artifactId>$name</artifactId><version>1</version><packaging>pom</packaging>
  <repositories>
    <repository><id>central</id><url>https://repo.maven.apache.org/maven2</url></repository>
    <repository><id>google</id><url>https://maven.google.com</url></repository>
  </repositories>
  <dependencies>
    <dependency>
      <groupId>$group</groupId><artifactId>$name</artifactId><version>$version</version>${classifier:+<classifier>$classifier</classifier>
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>}
    </dependency>
  </dependencies>
</project>
POM
        mvn --quiet --batch-mode -Dstyle.color=never -f "$folder/pom.xml" -Dmdep.outputFile=class-path \
            "org.apache.maven.plugins:maven-dependency-plugin:$(version mavenDependency):build-classpath" >"$folder/log" 2>&1 || { cat "$folder/log" >&2; return 1; }
    fi
    cat "$out"
}
