// The Today screen. Not for: another moment's answer to one question (CanRecord).
import Foundation
internal import StippleBindings

public struct TodayRecord: Hashable, Sendable {
    public let at: Date
    /// "Day 4 after session 1 of 3".
    public let headline: String
    /// "Scalp Envy · Tue 5 May, 09:00".
    public let beside: String
    public let unconfirmed: Unconfirmed?
    /// What is closed first, by when it opens; then *yes, if*, *yes*, *ask*.
    public let sections: [Section]
    public let duties: [Statement]
    public let expect: [Statement]
    /// What was reported comes first.
    public let signs: [Sign]
    /// What comes next, worded, nearest first.
    public let next: [String]
    /// The moments from now on at which the board changes, nearest first.
    public let changes: [Date]
    public let nextSession: NextSession?
    /// Whether a photo is due today.
    public let photoIsDue: Bool

    public struct Unconfirmed: Hashable, Sendable {
        public let session: Int
        public let question: String
        public let note: String
    }

    public struct Section: Hashable, Sendable, Identifiable {
        public let verdict: Verdict
        public let title: String
        public let rows: [Row]
        public var id: Verdict { verdict }
    }

    public struct Row: Hashable, Sendable, Identifiable {
        public let activities: [Activity]
        /// "rinse · shower".
        public let labels: String
        public let lines: [String]
        /// What counts down, if anything does.
        public let deadline: Date?
        public var id: String { activities.map(\.id).joined(separator: " ") }

        /// For a screen reader: one activity, its verdict, when that changes.
        public func spoken(_ activity: Activity, verdict: String) -> String {
            lines.isEmpty
                ? Phrase.spokenRowPlain(activity.label, verdict).text
                : Phrase.spokenRow(activity.label, verdict, lines.joined(separator: ", ")).text
        }
    }

    public struct Sign: Hashable, Sendable, Identifiable {
        public let text: String
        public let say: String?
        public let reported: Bool
        public let reasons: Reasons
        public var id: String { text }
    }

    init(_ view: TodayView, zone: TimeZone) {
        at = view.at
        headline = view.headline
        beside = view.beside
        unconfirmed = view.unconfirmed.map {
            Unconfirmed(session: Int($0.session), question: $0.question, note: $0.note)
        }
        sections = view.sections.map { section in
            Section(verdict: Verdict(section.verdict), title: section.title, rows: section.rows.map(Row.init))
        }
        duties = view.duties.map(Statement.init)
        expect = view.expect.map(Statement.init)
        signs = view.signs.map {
            Sign(text: $0.text, say: $0.say, reported: $0.reported, reasons: Reasons($0.reasons))
        }
        next = view.next
        changes = view.changes.map(\.at)
        nextSession = view.nextSession.map(NextSession.init)
        let today = Day(of: view.at, in: zone)
        photoIsDue = view.photosDue.contains { Day($0.date) == today }
    }
}

extension TodayRecord.Row {
    init(_ view: RowView) {
        activities = view.activities.map(Activity.init)
        labels = view.labels
        lines = view.lines
        deadline = view.deadline
    }
}
