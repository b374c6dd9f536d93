// The Sheet screen: the studio's sheet as pinned, and what another would change. Not for: reading a sheet (the core).
internal import StippleBindings

public struct SheetName: Hashable, Sendable, Identifiable {
    public let id: String
    public let revision: Int
    public let title: String
    public let studio: String?

    init(_ view: SheetNameView) {
        id = view.id
        revision = Int(view.revision)
        title = view.title
        studio = view.studio
    }
}

public struct SheetRecord: Hashable, Sendable {
    public let name: SheetName
    /// How many statements are not in the sheet's own words.
    public let inferred: Int
    public let parts: [Part]

    public struct Part: Hashable, Sendable, Identifiable {
        public let title: String
        public let statements: [Said]
        public var id: String { title }
    }

    public struct Said: Hashable, Sendable, Identifiable {
        public let id: String
        public let lines: [String]
        public let reasons: Reasons
    }

    init(_ view: SheetView) {
        name = SheetName(view.name)
        inferred = Int(view.inferred)
        parts = view.parts.map { part in
            let said = part.statements.enumerated().map { place, one in
                Said(id: one.id ?? "\(place)", lines: one.lines, reasons: Reasons(one.reasons))
            }
            return Part(title: part.title, statements: said)
        }
    }
}

/// A sheet to start under, or to change to: the whole text of its file, and what is in it.
public struct SheetOffer: Hashable, Sendable, Identifiable {
    public let text: String
    public let name: SheetName
    public var id: String { "\(name.id) \(name.revision)" }
}

/// What would change for the client under another sheet.
public struct SheetDifference: Hashable, Sendable {
    public let title: String
    /// "scalp-envy 1 → scalp-envy 2".
    public let beside: String
    /// Said where the two say the same.
    public let same: String?
    public let parts: [Part]

    public struct Part: Hashable, Sendable, Identifiable {
        public let place: String
        public let changes: [Change]
        public var id: String { place }
    }

    public struct Change: Hashable, Sendable {
        /// What differs, and what that means for a client.
        public let text: String
        public let effect: Effect?
        /// What it said and says.
        public let lines: [String]
    }

    public enum Effect: Hashable, Sendable {
        case looser, tighter
    }

    init(_ view: SheetDiffView) {
        title = view.title
        beside = view.beside
        same = view.same
        parts = view.parts.map { part in
            let changes = part.changes.map { change in
                let effect: Effect? =
                    switch change.effect {
                    case .looser: .looser
                    case .tighter: .tighter
                    case nil: nil
                    }
                return Change(text: change.text, effect: effect, lines: change.lines)
            }
            return Part(place: part.place, changes: changes)
        }
    }
}
