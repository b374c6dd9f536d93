// Where a phrase's format comes from. Xcode compiles the String Catalog into the bundle, and Foundation chooses the language and
// the plural form. Elsewhere nothing compiles it: the catalog itself is read, in English, for tests.
// Not for: the phrases (Phrase+Keys).
import Foundation

enum Catalog {
    #if canImport(Darwin)
        static let locale = Locale.current

        static func format(for phrase: Phrase) -> String {
            Bundle.module.localizedString(forKey: phrase.key, value: nil, table: nil)
        }

        static func argument(_ text: String) -> any CVarArg {
            text
        }
    #else
        static let locale = Locale(identifier: "en_GB")

        static func format(for phrase: Phrase) -> String {
            guard let entry = entries[phrase.key]?.localizations["en"] else { return phrase.key }
            let form = phrase.count == 1 ? "one" : "other"
            let unit = entry.variations?.plural[form]?.stringUnit ?? entry.stringUnit
            return unit?.value ?? phrase.key
        }

        static func argument(_ text: String) -> any CVarArg {
            NSString(string: text)
        }

        private static let entries: [String: Entry] = {
            guard let file = Bundle.module.url(forResource: "Localizable", withExtension: "xcstrings"),
                let read = try? JSONDecoder().decode(File.self, from: Data(contentsOf: file))
            else { return [:] }
            return read.strings
        }()

        private struct File: Decodable {
            let strings: [String: Entry]
        }

        private struct Entry: Decodable {
            let localizations: [String: Localization]
        }

        private struct Localization: Decodable {
            let stringUnit: Unit?
            let variations: Variations?
        }

        private struct Variations: Decodable {
            let plural: [String: Form]
        }

        private struct Form: Decodable {
            let stringUnit: Unit
        }

        private struct Unit: Decodable {
            let value: String
        }
    #endif
}
