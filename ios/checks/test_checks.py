"""Each rule of the checkers, tried on an example that breaks it and on one that does not: a checker that catches nothing is none.

Not for: the files themselves (each checker reads them).
"""

import sys
import unittest
from pathlib import Path

import plists
import project
import sources
import strings

UNIT = strings.unit


def catalog(**entries: dict) -> dict:
    made = {key.replace("_", "-"): {"comment": "what for", "localizations": value} for key, value in entries.items()}
    return {"sourceLanguage": "en", "version": "1.0", "strings": made}


def plural(**forms: str) -> dict:
    return {"variations": {"plural": {form: UNIT(text) for form, text in forms.items()}}}


class Strings(unittest.TestCase):
    used = {"shell-a": (0, False), "shell-n": (1, True), "core-x": (1, False)}
    core = {"core-x": UNIT("Delete %@?")}

    def good(self) -> dict:
        return catalog(
            shell_a={"en": UNIT("Words")},
            shell_n={"en": plural(one="%lld photo", other="%lld photos")},
            core_x={"en": UNIT("Delete %@?")},
        )

    def said(self, change) -> str:
        found = self.good()
        change(found["strings"])
        return "\n".join(strings.faults(found, self.used, self.core))

    def test_nothing_is_said_of_what_is_right(self):
        self.assertEqual(self.said(lambda found: None), "")

    def test_a_key_that_nobody_has(self):
        self.assertIn("is in no catalog", self.said(lambda found: found.pop("shell-a")))

    def test_a_key_that_nobody_says(self):
        self.assertIn("nobody says it", self.said(lambda found: found.update({"shell-b": found["shell-a"]})))

    def test_a_plural_form_that_is_missing(self):
        self.assertIn("has the forms", self.said(lambda found: found["shell-n"]["localizations"].update(en=plural(other="%lld"))))
        polish = plural(one="%lld", other="%lld")
        self.assertIn("has the forms", self.said(lambda found: found["shell-n"]["localizations"].update(pl=polish)))

    def test_a_count_without_forms_and_forms_without_a_count(self):
        self.assertIn("has to have plural", self.said(lambda found: found["shell-n"]["localizations"].update(en=UNIT("%lld"))))
        self.assertIn("needs no plural", self.said(lambda found: found["shell-a"]["localizations"].update(en=plural(one="", other=""))))

    def test_a_language_that_lacks_a_sentence(self):
        self.assertIn("in de is missing", self.said(lambda found: found["shell-a"]["localizations"].update(de=UNIT("Worte"))))

    def test_what_is_not_translated(self):
        new = {"stringUnit": {"state": "needs_review", "value": "Words"}}
        self.assertIn("is not translated", self.said(lambda found: found["shell-a"]["localizations"].update(en=new)))

    def test_placeholders_that_differ(self):
        self.assertIn("is given 0", self.said(lambda found: found["shell-a"]["localizations"].update(en=UNIT("Words %@"))))
        self.assertIn("is given 1", self.said(lambda found: found["core-x"]["localizations"].update(en=UNIT("Delete?"))))

    def test_other_words_than_the_cores(self):
        self.assertIn("says something else", self.said(lambda found: found["core-x"]["localizations"].update(en=UNIT("Erase %@?"))))

    def test_no_comment(self):
        self.assertIn("nothing to its translators", self.said(lambda found: found["shell-a"].pop("comment")))

    def test_a_key_of_the_shells_own_is_named_so(self):
        found = catalog(own={"en": UNIT("Words")})
        self.assertIn("begins with shell-", "\n".join(strings.faults(found, {"own": (0, False)}, {})))

    def test_what_is_read_from_swift_and_fluent(self):
        used = strings.used_keys('Phrase("a") Phrase("b", one, String(two)) Phrase("c", count: n)')
        self.assertEqual(used, {"a": (0, False), "b": (2, False), "c": (1, True)})
        self.assertEqual(strings.placed("{ $a } to { $b }, { $a }"), "%1$@ to %2$@, %1$@")
        self.assertEqual(strings.placed("{ $count } photos", number=True), "%lld photos")
        self.assertEqual(strings.core_words()["screen-today"], UNIT("Today"))
        self.assertEqual(set(strings.core_words()["reminders-count"]["variations"]["plural"]), {"one", "other"})


class Plists(unittest.TestCase):
    info = {key: "x" for key in plists.ALWAYS}

    def test_info(self):
        self.assertEqual(plists.info(self.info, ""), [])
        for change, words in [
            ({"CFBundelName": "x"}, "no key that is known"),
            ({"LSRequiresIPhoneOS": "yes"}, "has to be a bool"),
            ({"UIBackgroundModes": ["fetching"]}, "cannot be fetching"),
            ({"NSCameraUsageDescription": " "}, "says nothing"),
            ({"BGTaskSchedulerPermittedIdentifiers": ["a.b"], "UIBackgroundModes": ["fetch"]}, "nobody registers"),
        ]:
            self.assertIn(words, "\n".join(plists.info(self.info | change, "")))
        self.assertIn("`CFBundleName` is missing", plists.info({}, ""))
        self.assertIn("LAContext is used", "\n".join(plists.info(self.info, "LAContext()")))

    def test_entitlements(self):
        good = {
            "com.apple.developer.default-data-protection": "NSFileProtectionComplete",
            "com.apple.security.application-groups": ["group.a"],
        }
        self.assertEqual(plists.entitlements(good, '"group.a"', app=True), [])
        self.assertIn("nobody uses the group group.a", plists.entitlements(good, "", app=True))
        weaker = good | {"com.apple.developer.default-data-protection": "NSFileProtectionCompleteUnlessOpen"}
        self.assertIn("protected completely", "\n".join(plists.entitlements(weaker, '"group.a"', app=True)))

    def test_privacy(self):
        use = {
            "NSPrivacyAccessedAPIType": "NSPrivacyAccessedAPICategoryFileTimestamp",
            "NSPrivacyAccessedAPITypeReasons": ["C617.1"],
        }
        good = {
            "NSPrivacyTracking": False, "NSPrivacyTrackingDomains": [], "NSPrivacyCollectedDataTypes": [],
            "NSPrivacyAccessedAPITypes": [use],
        }
        self.assertEqual(plists.privacy(good), [])
        for change, words in [
            ({"NSPrivacyTracking": True}, "nothing is tracked"),
            ({"NSPrivacyTracking": 0}, "has to be a bool"),
            ({"NSPrivacyAccessedAPITypes": [use | {"NSPrivacyAccessedAPITypeReasons": ["CA92.1"]}]}, "are not among"),
            ({"NSPrivacyAccessedAPITypes": [use, use]}, "is there twice"),
            ({"NSPrivacyAccessedAPITypes": [{"NSPrivacyAccessedAPIType": "x"}]}, "a type and reasons"),
        ]:
            self.assertIn(words, "\n".join(plists.privacy(good | change)))
        self.assertIn("`NSPrivacyTracking` is missing", plists.privacy({}))


class Project(unittest.TestCase):
    def said(self, change: dict) -> str:
        spec = {
            "name": "A", "packages": {"P": {"path": "."}},
            "targets": {"A": {"type": "application", "platform": "iOS", "sources": ["App"]}},
            "schemes": {"A": {"build": {"targets": {"A": "all"}}}},
        }
        return "\n".join(project.faults(spec | change, sources.IOS))

    def test_project(self):
        self.assertEqual(self.said({}), "")
        target = {"type": "application", "platform": "iOS", "sources": ["App"]}
        for change, words in [
            ({"target": {}}, "knows no `target`"),
            ({"options": {"deployment": 17}}, "knows no `deployment`"),
            ({"settings": {"base": {"SWIFT_VERSION": 6.0}}}, "has to be in quotes"),
            ({"targets": {"A": target | {"type": "app"}}}, "app is no type"),
            ({"targets": {"A": target | {"platform": "ios"}}}, "ios is no platform"),
            ({"targets": {"A": target | {"sources": ["Apps"]}}}, "Apps is not there"),
            ({"targets": {"A": target | {"sources": [{"path": "App", "exclude": []}]}}}, "knows no `exclude`"),
            ({"targets": {"A": target | {"dependencies": [{"target": "B"}]}}}, "no target B"),
            ({"targets": {"A": target | {"dependencies": [{"package": "Q"}]}}}, "no package Q"),
            ({"targets": {"A": target | {"dependencies": [{"package": "P", "product": "X"}]}}}, "no product X"),
            ({"targets": {"A": target | {"settings": {"base": {"INFOPLIST_FILE": "No.plist"}}}}}, "No.plist is not there"),
            (
                {"targets": {"A": target | {"settings": {"base": {"ASSETCATALOG_COMPILER_ALTERNATE_APPICON_NAMES": "Other"}}}}},
                "no icon Other",
            ),
            ({"packages": {"P": {"path": "App"}}}, "no package is at App"),
            ({"schemes": {"A": {"build": {"targets": {"B": "all"}}}}}, "no target B"),
            ({"schemes": {"A": {"build": {"targets": {"A": "all"}}, "run": {"config": "Fast"}}}}, "no configuration Fast"),
        ]:
            self.assertIn(words, self.said(change))


class Sources(unittest.TestCase):
    def test_kit(self):
        good = "import Foundation\ninternal import StippleBindings\nlet x = Date(timeIntervalSince1970: 0)  // not Date()\n"
        self.assertEqual(sources.kit("A.swift", good), [])
        for text, words in [
            ("import SwiftUI", "does not import SwiftUI"),
            ("@preconcurrency import UserNotifications", "does not import UserNotifications"),
            ("import StippleBindings", "generated types stay inside"),
            ("public import StippleBindings", "generated types stay inside"),
            ("let x = Date()", "asks the operating system"),
            ("let x = TimeZone.current", "asks the operating system"),
        ]:
            self.assertIn(words, "\n".join(sources.kit("A.swift", text)))

    def test_ui(self):
        good = "import SwiftUI\nText(verbatim: record.title).padding(.leading)\nSymbol(name: verdict.symbol).foregroundStyle(verdict.color)"
        self.assertEqual(sources.ui("A.swift", good), [])
        for text, words in [
            ("import UIKit", "not UIKit"),
            ('Text(verbatim: "Words")', "no words of its own"),
            ('Button("Words") {}', "no words of its own"),
            ("padding(.left)", "leading and trailing"),
            (".font(.system(size: 12))", "the size that the client chose"),
            (".lineLimit(1)", "large text wraps"),
            (".sheet(isPresented: shown) { Secret() }", "has one of its own"),
            ("Rectangle().fill(verdict.color)", "never by colour alone"),
            ("Button { go() } label: { Symbol(name: name) }.padding()", "needs accessibilityLabel"),
            ("Image(systemName: name).padding()", "is hidden from a screen reader"),
        ]:
            self.assertIn(words, "\n".join(sources.ui("A.swift", text)))

    def test_app_and_phrases(self):
        self.assertTrue(sources.app("A.swift", "import StippleBindings"))
        phrases = 'static let one = Phrase("a")\nstatic func two(_ n: Int) -> Phrase { }'
        self.assertEqual(sources.phrases_are_said(phrases, "Text(.one)"), ["nobody says the phrase two"])

    def test_contrast(self):
        self.assertAlmostEqual(sources.contrast("000000", "FFFFFF"), 21)
        grey = {"color": {"components": {"red": "0x99", "green": "0x99", "blue": "0x99"}}}
        self.assertTrue(sources.colours("grey", {"colors": [grey]}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    ran = unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    bad = len(ran.failures) + len(ran.errors)
    print(f"what the checkers themselves catch: {ran.testsRun - bad} passed, {bad} failed")
    sys.exit(bad > 0 or ran.testsRun == 0)
