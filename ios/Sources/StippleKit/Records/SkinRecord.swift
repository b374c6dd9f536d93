// The Skin check screen: what can be said, and when the last check was. Not for: what a check unlocked (the core says it when
// one is recorded).
internal import StippleBindings

public struct SkinRecord: Hashable, Sendable {
    /// What every sheet knows, then what only the client's own declares.
    public let states: [SkinState]
    /// When the last check was and what it said, or that there was none since the session.
    public let lines: [String]

    init(_ view: SkinView) {
        states = view.states.map { SkinState(id: $0.id, label: $0.label) }
        lines = view.lines
    }
}

/// A state of the skin, as a client reads it.
public struct SkinState: Hashable, Sendable, Identifiable {
    public let id: String
    public let label: String
}
