"""Checks project.yml against what XcodeGen documents (Docs/ProjectSpec.md), and against the files that are there.

Keys that XcodeGen does not know it passes over without a word: here they are faults. Not for: building (only Xcode can).
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import yaml

from checks import IOS, report

PROJECT = {
    "name", "include", "options", "attributes", "configs", "configFiles", "settings", "settingGroups", "targets", "fileGroups",
    "schemes", "schemeTemplates", "targetTemplates", "packages", "projectReferences", "aggregateTargets", "breakpoints",
}
OPTIONS = {
    "minimumXcodeGenVersion", "carthageBuildPath", "carthageExecutablePath", "createIntermediateGroups", "bundleIdPrefix",
    "settingPresets", "developmentLanguage", "usesTabs", "indentWidth", "tabWidth", "xcodeVersion", "deploymentTarget",
    "disabledValidations", "defaultConfig", "groupSortPosition", "groupOrdering", "transitivelyLinkDependencies",
    "generateEmptyDirectories", "findCarthageFrameworks", "localPackagesGroup", "fileTypes", "preGenCommand", "postGenCommand",
    "useBaseInternationalization", "schemePathPrefix", "defaultSourceDirectoryType",
}
SETTINGS = {"base", "configs", "groups"}
TARGET = {
    "type", "platform", "platformPrefix", "platformSuffix", "supportedDestinations", "deploymentTarget", "sources", "configFiles",
    "settings", "dependencies", "info", "entitlements", "templates", "templateAttributes", "transitivelyLinkDependencies",
    "directlyEmbedCarthageDependencies", "requiresObjCLinking", "onlyCopyFilesOnInstall", "buildToolPlugins", "preBuildScripts",
    "postCompileScripts", "postBuildScripts", "buildRules", "scheme", "legacy", "attributes", "putResourcesBeforeSourcesBuildPhase",
}
TYPES = {"application", "app-extension", "extensionkit-extension", "bundle", "bundle.unit-test", "bundle.ui-testing", "framework",
         "framework.static", "library.dynamic", "library.static", "tool"}
PLATFORMS = {"auto", "iOS", "tvOS", "macOS", "watchOS", "visionOS"}
SOURCE = {
    "path", "name", "group", "compilerFlags", "excludes", "includes", "createIntermediateGroups", "optional", "buildPhase", "type",
    "headerVisibility", "inferDestinationFiltersByPath", "destinationFilters", "attributes", "resourceTags",
}
DEPENDENCY = {
    "target", "framework", "carthage", "sdk", "package", "bundle", "product", "products", "embed", "link", "codeSign",
    "removeHeaders", "weak", "platformFilter", "destinationFilters", "platforms", "copy", "implicit", "findFrameworks", "linkType",
    "root",
}
KINDS = {"target", "framework", "carthage", "sdk", "package", "bundle"}
PACKAGE = {
    "url", "github", "version", "from", "minorVersion", "majorVersion", "exactVersion", "minVersion", "maxVersion", "branch",
    "revision", "path", "group", "excludeFromProject",
}
SCHEME = {"build", "run", "test", "profile", "analyze", "archive", "management", "templates"}
BUILD = {"targets", "parallelizeBuild", "buildImplicitDependencies", "runPostActionsOnFailure", "preActions", "postActions"}
TEST = {
    "config", "commandLineArguments", "environmentVariables", "preActions", "postActions", "customLLDBInit", "captureScreenshotsAutomatically",
    "deleteScreenshotsWhenEachTestSucceeds", "preferredScreenCaptureFormat", "gatherCoverageData", "coverageTargets", "targets",
    "testPlans", "debugEnabled", "disableMainThreadChecker", "enableAddressSanitizer", "enableThreadSanitizer", "enableUBSanitizer",
    "language", "region", "macroExpansion", "randomExecutionOrder", "parallelizable",
}


def unknown(place: str, found: dict, known: set[str]) -> list[str]:
    return [f"{place}: XcodeGen knows no `{key}`" for key in found if key not in known]


def settings(place: str, found: dict) -> list[str]:
    if not set(found) & SETTINGS:
        found = {"base": found}
    said = unknown(place, found, SETTINGS)
    for key, value in found.get("base", {}).items():
        if not isinstance(value, str):
            said.append(f"{place}: `{key}` has to be in quotes: YAML makes {value!r} of it")
    return said


def target(name: str, found: dict, spec: dict, root: Path) -> list[str]:
    said = unknown(name, found, TARGET)
    if found.get("type") not in TYPES:
        said.append(f"{name}: {found.get('type')} is no type")
    if found.get("platform") not in PLATFORMS:
        said.append(f"{name}: {found.get('platform')} is no platform")
    said += settings(name, found.get("settings", {}))
    for key, value in found.get("settings", {}).get("base", {}).items():
        if key in ("INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS") and not (root / value).is_file():
            said.append(f"{name}: {value} is not there")
        if key in ("ASSETCATALOG_COMPILER_APPICON_NAME", "ASSETCATALOG_COMPILER_ALTERNATE_APPICON_NAMES"):
            said += [f"{name}: there is no icon {icon}" for icon in value.split() if not list(root.glob(f"*/*.xcassets/{icon}.appiconset"))]
    for source in found.get("sources", []):
        source = {"path": source} if isinstance(source, str) else source
        said += unknown(f"{name}, a source", source, SOURCE)
        if not source.get("optional") and not (root / source.get("path", "-")).exists():
            said.append(f"{name}: {source.get('path')} is not there")
    for dependency in found.get("dependencies", []):
        said += unknown(f"{name}, a dependency", dependency, DEPENDENCY)
        kind = set(dependency) & KINDS
        if len(kind) != 1:
            said.append(f"{name}: a dependency is one of {sorted(KINDS)}")
        elif "target" in kind and dependency["target"] not in spec.get("targets", {}):
            said.append(f"{name}: there is no target {dependency['target']}")
        elif "package" in kind and dependency["package"] not in spec.get("packages", {}):
            said.append(f"{name}: there is no package {dependency['package']}")
        elif "package" in kind and f'name: "{dependency.get("product")}"' not in (root / "Package.swift").read_text():
            said.append(f"{name}: the package has no product {dependency.get('product')}")
    return said


def scheme(name: str, found: dict, spec: dict) -> list[str]:
    said = unknown(name, found, SCHEME) + unknown(f"{name}, build", found.get("build", {}), BUILD)
    said += unknown(f"{name}, test", found.get("test", {}), TEST)
    built = found.get("build", {}).get("targets", {})
    tested = [one if isinstance(one, str) else one.get("name") for one in found.get("test", {}).get("targets", [])]
    if not built:
        said.append(f"{name}: a scheme builds a target")
    said += [f"{name}: there is no target {one}" for one in [*built, *tested] if one not in spec.get("targets", {})]
    configs = set(spec.get("configs", {"Debug": 0, "Release": 0}))
    for action in ("run", "test", "profile", "analyze", "archive"):
        config = found.get(action, {}).get("config")
        if config and config not in configs:
            said.append(f"{name}, {action}: there is no configuration {config}")
    return said


def faults(spec: dict, root: Path) -> list[str]:
    said = unknown("project.yml", spec, PROJECT) + unknown("options", spec.get("options", {}), OPTIONS)
    if not spec.get("name"):
        said.append("project.yml has no name")
    said += settings("settings", spec.get("settings", {}))
    for name, found in spec.get("packages", {}).items():
        said += unknown(name, found, PACKAGE)
        if "path" in found and not (root / found["path"] / "Package.swift").is_file():
            said.append(f"{name}: no package is at {found['path']}")
    for name, found in spec.get("targets", {}).items():
        said += target(name, found, spec, root)
    for name, found in spec.get("schemes", {}).items():
        said += scheme(name, found, spec)
    return said


def icon_script() -> ModuleType:
    """ios/icon.py, which is no part of the checks."""
    sys.path.insert(0, str(IOS))
    return import_module("icon")


def main() -> int:
    spec = yaml.safe_load((IOS / "project.yml").read_text(encoding="utf-8"))
    said = faults(spec, IOS)
    kinds = {one.get("type") for one in spec["targets"].values()}
    said += [f"there is no target of the type {kind}" for kind in {"application", "app-extension", "bundle.unit-test"} - kinds]
    workflow = IOS.parent / ".github/workflows/ios.yml"
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8")).get("jobs", {})
    steps = "\n".join(str(step.get("run", "")) for job in jobs.values() for step in job.get("steps", []))
    said += [f"{workflow.name} does not run {step}" for step in ("ios/test.sh", "xcodegen generate", "xcodebuild test") if step not in steps]
    drawn = icon_script()
    if drawn.read(drawn.FILE.read_bytes()) != drawn.rows():
        said.append("the discreet icon is not what ios/icon.py draws: run it")
    if f'"{drawn.FILE.parent.stem}"' not in (IOS / "App/HomeIcon.swift").read_text(encoding="utf-8"):
        said.append("nobody asks for the discreet icon by its name")
    return report("project.yml and the workflow", said)


if __name__ == "__main__":
    sys.exit(main())
