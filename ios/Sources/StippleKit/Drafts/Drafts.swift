// What was typed and not yet done: kept at every keystroke, so that it survives the process dying, and gone once it is done.
// Not for: what was done (the core's diary).
import Foundation

/// A draft by its name. Each is one small file, written whole or not at all.
public struct Drafts: Sendable {
    private let folder: URL

    public init(_ place: Place) {
        folder = place.drafts
    }

    public func read<Draft: Codable>(_ kind: Draft.Type, _ name: String) -> Draft? {
        guard let data = try? Data(contentsOf: file(name)) else { return nil }
        return try? JSONDecoder().decode(kind, from: data)
    }

    /// A draft that cannot be kept is no reason to stop somebody typing.
    public func keep<Draft: Codable>(_ draft: Draft, _ name: String) {
        guard let data = try? JSONEncoder().encode(draft) else { return }
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? data.write(to: file(name), options: options)
    }

    public func drop(_ name: String) {
        try? FileManager.default.removeItem(at: file(name))
    }

    private func file(_ name: String) -> URL {
        folder.appending(path: "\(name).json")
    }

    private var options: Data.WritingOptions {
        #if canImport(Darwin)
            [.atomic, .completeFileProtection]
        #else
            .atomic
        #endif
    }
}

/// A session being logged, planned or moved.
public struct SessionDraft: Hashable, Sendable, Codable {
    /// When it ended, or is to start; none: now.
    public var moment: Date?
    public var isFinal = false
    public var touchUp = false
    /// The unconfirmed session that this is.
    public var replaces: Int?
    public var notes = NotesDraft()

    public init(moment: Date? = nil, isFinal: Bool = false, touchUp: Bool = false, replaces: Int? = nil) {
        self.moment = moment
        self.isFinal = isFinal
        self.touchUp = touchUp
        self.replaces = replaces
    }
}

public struct NotesDraft: Hashable, Sendable, Codable {
    public enum Shade: String, Hashable, Sendable, Codable, CaseIterable {
        case lighter, darker, same

        public var phrase: Phrase {
            switch self {
            case .lighter: .noteLighter
            case .darker: .noteDarker
            case .same: .noteSame
            }
        }
    }

    public var pigment = ""
    public var technician = ""
    public var shade: Shade?
    public var text = ""

    public init() {}
}

/// Five seconds: what is there, what is gone, what was not said.
public struct SkinDraft: Hashable, Sendable, Codable {
    public enum Answer: String, Hashable, Sendable, Codable, CaseIterable {
        case unsaid, seen, gone

        public var phrase: Phrase {
            switch self {
            case .unsaid: .skinUnsaid
            case .seen: .skinSeen
            case .gone: .skinGone
            }
        }

        /// What a tap makes of it.
        public var next: Answer {
            switch self {
            case .unsaid: .seen
            case .seen: .gone
            case .gone: .unsaid
            }
        }
    }

    public var answers: [String: Answer] = [:]

    public init() {}

    public subscript(state: String) -> Answer {
        get { answers[state] ?? .unsaid }
        set { answers[state] = newValue == .unsaid ? nil : newValue }
    }

    public var seen: [String] { named(.seen) }
    public var gone: [String] { named(.gone) }

    /// Without what the sheet that holds now does not know.
    func only(_ states: [SkinState]) -> SkinDraft {
        var draft = self
        draft.answers = answers.filter { id, _ in states.contains { $0.id == id } }
        return draft
    }

    private func named(_ answer: Answer) -> [String] {
        answers.filter { $0.value == answer }.keys.sorted()
    }
}

/// A holiday being planned.
public struct PlannerDraft: Hashable, Sendable, Codable {
    public var activities: [Activity] = []
    public var first: Day?
    public var last: Day?

    public init() {}
}

/// A photo's place and note, before photos are brought in.
public struct PhotoDraft: Hashable, Sendable, Codable {
    public var angle = "crown"
    public var note = ""

    public init() {}
}
