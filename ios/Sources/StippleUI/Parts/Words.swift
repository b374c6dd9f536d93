// Phrases as SwiftUI takes them. No view has words of its own. Not for: what a record says (Text(verbatim:)).
import StippleKit
import SwiftUI

extension Text {
    init(_ phrase: Phrase) {
        self.init(verbatim: phrase.text)
    }
}

extension Button where Label == Text {
    /// A button that says what it does.
    init(_ phrase: Phrase, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) {
        self.init(role: role, action: action) { Text(phrase) }
    }
}

/// A line for each text, for what the core says in lines.
struct Lines: View {
    let lines: [String]

    var body: some View {
        ForEach(lines, id: \.self) { line in
            Text(verbatim: line)
                .fixedSize(horizontal: false, vertical: true)
        }
    }
}

/// A symbol that says nothing: what it stands beside does.
struct Symbol: View {
    let name: String

    var body: some View {
        Image(systemName: name).accessibilityHidden(true)
    }
}

/// A name and a symbol.
struct Named: View {
    let phrase: Phrase
    let symbol: String

    var body: some View {
        Label {
            Text(phrase)
        } icon: {
            Symbol(name: symbol)
        }
    }
}

extension View {
    /// For an address or a code: nothing is corrected, and no letter made a capital. (A Mac makes none.)
    func typedAsIs() -> some View {
        #if os(macOS)
            autocorrectionDisabled()
        #else
            autocorrectionDisabled().textInputAutocapitalization(.never)
        #endif
    }

    /// A title that leaves the room to what is below it. (A Mac, where the package is tested too, has no such bar.)
    func smallTitle() -> some View {
        #if os(macOS)
            self
        #else
            navigationBarTitleDisplayMode(.inline)
        #endif
    }
}
