// The Photos screen: those that are kept, those in the bin, shots due, pairs, trends. Pixels never stand in a record: a picture
// is named by its id. Not for: showing one (PhotosModel writes it where it can be read).
import Foundation
internal import StippleBindings

public struct PhotosRecord: Hashable, Sendable {
    /// By angle, in the order of the head; within it the latest first.
    public let angles: [SideGroup]
    public let bin: [Photo]
    /// "No photos yet."
    public let none: String?
    /// What is due, missed and later, in words.
    public let shots: [Shots]
    /// The angles of which a photo is due now.
    public let dueAngles: [Side]
    public let pairs: [Pair]

    public struct SideGroup: Hashable, Sendable, Identifiable {
        public let angle: Side
        public let photos: [Photo]
        public var id: String { angle.id }
    }

    public struct Shots: Hashable, Sendable, Identifiable {
        public let title: String
        public let lines: [String]
        public var id: String { title }
    }

    public struct Pair: Hashable, Sendable, Identifiable {
        public let angle: String
        public let first: String
        public let second: String
        /// "Before and now".
        public let text: String
        public var id: String { "\(first) \(second)" }
    }

    init(_ view: PhotosView, shots: ShotsView, pairs: [PairView]) {
        let photos = view.photos.map(Photo.init)
        let known = Side.all.map(\.id)
        let zones = photos.map(\.angle).filter { !known.contains($0.id) }
        let inOrder = Side.all + Set(zones).sorted { $0.label < $1.label }
        angles = inOrder.compactMap { angle in
            let taken = photos.filter { $0.angle.id == angle.id }
            return taken.isEmpty ? nil : SideGroup(angle: taken[0].angle, photos: taken)
        }
        bin = view.bin.map(Photo.init)
        none = view.none
        self.shots = shots.sections.map { Shots(title: $0.title, lines: $0.lines) }
        let due = shots.shots.flatMap(\.angles).filter { $0.status == .due }.map { Side(id: $0.angle, label: $0.label) }
        dueAngles = due.reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
        self.pairs = pairs.map { Pair(angle: $0.angle, first: $0.first, second: $0.second, text: $0.text) }
    }

    /// Every photo that is kept.
    public var all: [Photo] { angles.flatMap(\.photos) }
}

/// A side of the head, or a zone that the client named.
public struct Side: Hashable, Sendable, Codable, Identifiable {
    public let id: String
    public let label: String

    public init(id: String, label: String) {
        self.id = id
        self.label = label
    }

    /// The sides, in the words of the catalogue.
    public static var all: [Side] {
        [
            Side(id: "front", label: Phrase.angleFront.text), Side(id: "left", label: Phrase.angleLeft.text),
            Side(id: "right", label: Phrase.angleRight.text), Side(id: "crown", label: Phrase.angleCrown.text),
            Side(id: "back", label: Phrase.angleBack.text),
        ]
    }
}

public struct Photo: Hashable, Sendable, Identifiable {
    public let id: String
    public let angle: Side
    public let taken: Date
    public let session: Int?
    public let day: Int?
    /// "crown · Thu 7 May, 09:12 · session 1, day 6".
    public let text: String
    /// Findings with their hints, what is not known of its moment, until when it is in the bin.
    public let lines: [String]
    /// Whether it stands for its moment.
    public let stands: Bool
    public let note: String
    public let tags: [String]
    public let goneAt: Date?

    init(_ view: PhotoView) {
        id = view.id
        angle = Side(id: view.angle, label: view.angleLabel)
        taken = view.taken
        session = view.session.map(Int.init)
        day = view.day.map(Int.init)
        text = view.text
        lines = view.lines
        stands = view.stands
        note = view.note
        tags = view.tags
        goneAt = view.goneAt
    }
}

/// What an import did.
public struct PhotosAdded: Hashable, Sendable {
    public let ids: [String]
    public let added: Int
    public let failed: Int
    public let lines: [String]

    init(_ view: PhotosAddedView) {
        ids = view.files.compactMap(\.id)
        added = Int(view.added)
        failed = Int(view.failed)
        lines = view.lines
    }
}

/// A picture that was made, and what is said of it.
public struct MadePicture: Hashable, Sendable {
    public let file: URL
    public let lines: [String]

    init(_ view: MadeView) {
        file = URL(filePath: view.file)
        lines = view.lines
    }
}

/// How redness or dots developed on one side of the head: a line, never a verdict.
public struct Trend: Hashable, Sendable {
    public enum Of: Hashable, Sendable, CaseIterable {
        case redness, dots
    }

    public let picture: URL
    public let lines: [String]
}

/// Which copy of a photo is to be shown.
public enum PhotoSize: Hashable, Sendable {
    /// 256 pixels.
    case grid
    /// 1024 pixels.
    case view
}
