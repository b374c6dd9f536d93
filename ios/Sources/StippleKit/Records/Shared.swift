// What several screens show. Records are immutable and carry words that can be drawn as they stand; no screen sees a generated
// type. Not for: making any of it up; each is what the core said.
import Foundation
internal import StippleBindings

public enum Verdict: Hashable, Sendable, Codable {
    case yes, yesIf, ask, no

    /// In a word.
    public var word: String {
        switch self {
        case .yes: Phrase.boardYes.text
        case .yesIf: Phrase.boardYesIf.text
        case .ask: Phrase.boardAsk.text
        case .no: Phrase.boardNo.text
        }
    }

    init(_ verdict: StippleBindings.Verdict) {
        switch verdict {
        case .yes: self = .yes
        case .yesIf: self = .yesIf
        case .ask: self = .ask
        case .no: self = .no
        }
    }
}

public struct Activity: Hashable, Sendable, Codable, Identifiable {
    public let id: String
    public let label: String

    init(_ view: ActivityView) {
        id = view.id
        label = view.label
    }
}

/// The studio's words, where they stand, and why something is not in them.
public struct Reasons: Hashable, Sendable {
    public let quote: String?
    public let source: String?
    public let inferred: String?

    init(_ view: ReasonsView) {
        quote = view.quote
        source = view.source
        inferred = view.inferred
    }
}

/// A duty, what is normal, or what would stop a session.
public struct Statement: Hashable, Sendable, Identifiable {
    public let id: String
    public let text: String
    public let reasons: Reasons

    init(_ view: StatementView) {
        id = view.id ?? view.text
        text = view.text
        reasons = Reasons(view.reasons)
    }
}

public struct NextSession: Hashable, Sendable {
    public let number: Int
    /// When it starts, if it is planned.
    public let starts: Date?
    public let earliest: Day?
    public let latest: Day?
    public let text: String
    public let warning: String?

    init(_ view: NextSessionView) {
        number = Int(view.number)
        starts = view.starts
        earliest = view.earliest.flatMap(Day.init)
        latest = view.latest.flatMap(Day.init)
        text = view.text
        warning = view.warning
    }
}

/// What a change did, in words.
public struct Done: Hashable, Sendable {
    public let lines: [String]
    /// Offers and warnings.
    public let warnings: [String]
    public let session: Int?

    init(_ view: DoneView) {
        lines = view.lines
        warnings = view.warnings
        session = view.session.map(Int.init)
    }

    public init(lines: [String], warnings: [String] = [], session: Int? = nil) {
        self.lines = lines
        self.warnings = warnings
        self.session = session
    }
}

/// How far a long call is.
public struct HowFar: Hashable, Sendable {
    public let done: Int
    /// 0 while that is not known.
    public let total: Int

    /// As long as nothing is known.
    public static let unknown = HowFar(done: 0, total: 0)

    init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }

    init(_ view: ProgressView) {
        self.init(done: Int(view.done), total: Int(view.total))
    }
}

/// A day on a calendar, the same day in every zone.
public struct Day: Hashable, Sendable, Codable, Comparable {
    public let year: Int
    public let month: Int
    public let day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that a moment falls on in a zone.
    public init(of moment: Date, in zone: TimeZone) {
        let parts = Calendar.gregorian(in: zone).dateComponents([.year, .month, .day], from: moment)
        self.init(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
    }

    init?(_ components: DateComponents) {
        guard let year = components.year, let month = components.month, let day = components.day else { return nil }
        self.init(year: year, month: month, day: day)
    }

    var components: DateComponents {
        DateComponents(year: year, month: month, day: day)
    }

    /// Noon of it in a zone: for the system's date pickers, which know moments alone.
    public func noon(in zone: TimeZone) -> Date {
        let noon = DateComponents(year: year, month: month, day: day, hour: 12)
        return Calendar.gregorian(in: zone).date(from: noon) ?? .distantPast
    }

    public static func < (one: Day, other: Day) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }
}

/// A time of day on a wall clock, to the minute.
public struct ClockTime: Hashable, Sendable, Codable {
    public let hour: Int
    public let minute: Int

    public init(hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }

    init(_ components: DateComponents) {
        self.init(hour: components.hour ?? 0, minute: components.minute ?? 0)
    }

    var components: DateComponents {
        DateComponents(hour: hour, minute: minute, second: 0)
    }
}

extension Calendar {
    static func gregorian(in zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}

extension ClockTime {
    /// The time of day that a moment has in a zone.
    public init(of moment: Date, in zone: TimeZone) {
        let parts = Calendar.gregorian(in: zone).dateComponents([.hour, .minute], from: moment)
        self.init(hour: parts.hour ?? 0, minute: parts.minute ?? 0)
    }

    /// A moment of that time of day, for pickers that know moments alone: on a day without a clock change.
    public func moment(in zone: TimeZone) -> Date {
        let parts = DateComponents(year: 2026, month: 1, day: 15, hour: hour, minute: minute)
        return Calendar.gregorian(in: zone).date(from: parts) ?? .distantPast
    }
}
