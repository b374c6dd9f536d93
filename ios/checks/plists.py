"""Checks the property lists of the app and its widget: they parse, their keys are known ones with values of the right kind, and they
say what the sources need said. Not for: signing, or what App Store Connect wants beside (Apple's own validation says).
"""

import json
import plistlib
import re
import sys
from pathlib import Path

from checks import IOS, report

STRING, FLAG, STRINGS, TABLE = str, bool, list, dict
# As Apple documents them (Information Property List): only those that are used here.
INFO = {
    "BGTaskSchedulerPermittedIdentifiers": STRINGS,
    "CFBundleDevelopmentRegion": STRING,
    "CFBundleDisplayName": STRING,
    "CFBundleExecutable": STRING,
    "CFBundleIdentifier": STRING,
    "CFBundleInfoDictionaryVersion": STRING,
    "CFBundleName": STRING,
    "CFBundlePackageType": STRING,
    "CFBundleShortVersionString": STRING,
    "CFBundleVersion": STRING,
    "ITSAppUsesNonExemptEncryption": FLAG,
    "LSRequiresIPhoneOS": FLAG,
    "NSCameraUsageDescription": STRING,
    "NSExtension": TABLE,
    "NSFaceIDUsageDescription": STRING,
    "NSLocalNetworkUsageDescription": STRING,
    "UIApplicationSceneManifest": TABLE,
    "UIBackgroundModes": STRINGS,
    "UILaunchScreen": TABLE,
    "UISupportedInterfaceOrientations": STRINGS,
}
ALWAYS = [key for key in INFO if key.startswith("CFBundle") and key != "CFBundleDisplayName"]
VALUES = {
    "UIBackgroundModes": {"audio", "fetch", "location", "processing", "remote-notification"},
    "UISupportedInterfaceOrientations": {
        "UIInterfaceOrientationPortrait",
        "UIInterfaceOrientationPortraitUpsideDown",
        "UIInterfaceOrientationLandscapeLeft",
        "UIInterfaceOrientationLandscapeRight",
    },
}
# What has to be said in a target's Info.plist where its sources use it.
NEEDS = {
    "AVCaptureDevice": "NSCameraUsageDescription",
    "DataScannerViewController": "NSCameraUsageDescription",
    "LAContext": "NSFaceIDUsageDescription",
    "BGTaskScheduler": "BGTaskSchedulerPermittedIdentifiers",
    # A server of one's own may stand in one's own network.
    "createAccount(": "NSLocalNetworkUsageDescription",
    # Out of process: needs no leave. Whoever asks for the library itself needs one.
    "PHPhotoLibrary": "NSPhotoLibraryUsageDescription",
    "CLLocationManager": "NSLocationWhenInUseUsageDescription",
}
ENTITLEMENTS = {"com.apple.developer.default-data-protection": STRING, "com.apple.security.application-groups": STRINGS}
# Apple: "Describing use of required reason API".
REASONS = {
    "NSPrivacyAccessedAPICategoryFileTimestamp": {"DDA9.1", "C617.1", "3B52.1", "0A2A.1"},
    "NSPrivacyAccessedAPICategorySystemBootTime": {"35F9.1", "8FFB.1", "3D61.1"},
    "NSPrivacyAccessedAPICategoryDiskSpace": {"85F4.1", "E174.1", "7D9E.1", "B728.1"},
    "NSPrivacyAccessedAPICategoryActiveKeyboards": {"3EC4.1", "54BD.1"},
    "NSPrivacyAccessedAPICategoryUserDefaults": {"CA92.1", "1C8F.1", "C56D.1", "AC6B.1"},
}
PRIVACY = {
    "NSPrivacyTracking": FLAG,
    "NSPrivacyTrackingDomains": STRINGS,
    "NSPrivacyCollectedDataTypes": STRINGS,
    "NSPrivacyAccessedAPITypes": STRINGS,
}


def kinds(plist: dict, known: dict) -> list[str]:
    said = [f"`{key}` is no key that is known here" for key in plist if key not in known]
    return said + [
        f"`{key}` has to be a {known[key].__name__}"
        for key, value in plist.items()
        if key in known and type(value) is not known[key]
    ]


def info(plist: dict, sources: str) -> list[str]:
    said = kinds(plist, INFO)
    said += [f"`{key}` is missing" for key in ALWAYS if key not in plist]
    for key, allowed in VALUES.items():
        said += [f"`{key}` cannot be {value}" for value in plist.get(key, []) if value not in allowed]
    said += [f"{use} is used, and `{key}` is missing" for use, key in NEEDS.items() if use in sources and key not in plist]
    said += [f"`{key}` says nothing" for key in plist if key.endswith("UsageDescription") and not plist[key].strip()]
    for name in plist.get("BGTaskSchedulerPermittedIdentifiers", []):
        if f'"{name}"' not in sources:
            said.append(f"nobody registers the task {name}")
        if "fetch" not in plist.get("UIBackgroundModes", []):
            said.append("a refresh in the background needs the mode `fetch`")
    return said


def entitlements(plist: dict, sources: str, app: bool) -> list[str]:
    said = kinds(plist, ENTITLEMENTS)
    if app and plist.get("com.apple.developer.default-data-protection") != "NSFileProtectionComplete":
        said.append("the app's files have to be protected completely")
    for group in plist.get("com.apple.security.application-groups", []):
        if not group.startswith("group.") or f'"{group}"' not in sources:
            said.append(f"nobody uses the group {group}")
    return said


def privacy(plist: dict) -> list[str]:
    said = kinds(plist, PRIVACY) + [f"`{key}` is missing" for key in PRIVACY if key not in plist]
    if plist.get("NSPrivacyTracking") or plist.get("NSPrivacyTrackingDomains") or plist.get("NSPrivacyCollectedDataTypes"):
        said.append("nothing is tracked and nothing is collected")
    seen = set()
    for entry in plist.get("NSPrivacyAccessedAPITypes", []):
        if set(entry) != {"NSPrivacyAccessedAPIType", "NSPrivacyAccessedAPITypeReasons"}:
            said.append(f"{sorted(entry)}: a use has a type and reasons, and nothing else")
            continue
        kind, reasons = entry["NSPrivacyAccessedAPIType"], entry["NSPrivacyAccessedAPITypeReasons"]
        if kind not in REASONS or kind in seen:
            said.append(f"{kind} is no category, or is there twice")
        elif not reasons or not set(reasons) <= REASONS[kind]:
            said.append(f"{kind}: {reasons} are not among {sorted(REASONS[kind])}")
        seen.add(kind)
    return said


def info_strings(catalog: dict, plist: dict) -> list[str]:
    told = {key: plist[key] for key in plist if key.endswith("UsageDescription")}
    strings = catalog.get("strings", {})
    said = [f"InfoPlist.xcstrings: `{key}` is missing, or not of Info.plist" for key in set(told) ^ set(strings)]
    for key in set(told) & set(strings):
        unit = strings[key]["localizations"]["en"]["stringUnit"]
        if unit != {"state": "translated", "value": told[key]}:
            said.append(f"InfoPlist.xcstrings: `{key}` says something else than Info.plist")
    return said


def swift(*folders: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for folder in folders for file in (IOS / folder).rglob("*.swift"))


def read(name: str, said: list[str]) -> dict:
    try:
        return plistlib.loads((IOS / name).read_bytes())
    except Exception as error:  # whatever it is, the file is of no use
        said.append(f"{name} is no property list: {error}")
        return {}


def main() -> int:
    said: list[str] = []
    for target in ("App", "Widget"):
        sources = swift(target, "Sources/StippleKit", "Widget")
        names = {"App": "App/Stipple.entitlements", "Widget": "Widget/Widget.entitlements"}
        found = info(read(f"{target}/Info.plist", said), sources if target == "App" else swift(target))
        found += entitlements(read(names[target], said), sources, app=target == "App")
        found += privacy(read(f"{target}/PrivacyInfo.xcprivacy", said))
        said += [f"{target}: {fault}" for fault in found]
    catalog = json.loads((IOS / "App/InfoPlist.xcstrings").read_text(encoding="utf-8"))
    said += info_strings(catalog, read("App/Info.plist", said))
    if re.search(r"\bUserDefaults\b", swift("App", "Widget", "Sources/StippleKit", "Sources/StippleUI")):
        said.append("UserDefaults is used, and the privacy manifest does not say so")
    return report("property lists", said)


if __name__ == "__main__":
    sys.exit(main())
