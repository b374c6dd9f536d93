// A sentence that the shell says itself, by its key in the String Catalog. Where the core has the same sentence the key is the
// core's id, and ios/checks/strings.py holds the two together. Not for: what a record says already, nor the studio's words.
import Foundation

public struct Phrase: Hashable, Sendable {
    let key: String
    let arguments: [String]
    let count: Int?

    init(_ key: String, _ arguments: String...) {
        self.key = key
        self.arguments = arguments
        count = nil
    }

    /// With a number that decides the plural form.
    init(_ key: String, count: Int) {
        self.key = key
        arguments = []
        self.count = count
    }

    /// In the app's language.
    public var text: String {
        let format = Catalog.format(for: self)
        let values: [any CVarArg] = count.map { [$0] } ?? arguments.map { Catalog.argument($0) }
        return values.isEmpty ? format : String(format: format, locale: Catalog.locale, arguments: values)
    }
}
