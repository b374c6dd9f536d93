// The Course screen: consultation, sessions, the next one and what it wants, the final clock, touch-up, and every activity as a
// bar. Not for: changing any of it (Companion).
import Foundation
internal import StippleBindings

public struct CourseRecord: Hashable, Sendable {
    public let headline: String
    public let sheet: SheetName
    public let complete: Bool
    public let consultation: String?
    public let sessions: [Session]
    public let nextSession: NextSession?
    public let touchUp: String?
    /// Sessions usual, the final session, its clock.
    public let lines: [String]
    public let timeline: [Bar]
    public let ready: Ready

    public struct Session: Hashable, Sendable, Identifiable {
        public let number: Int
        public let starts: Date
        public let ends: Date
        public let done: Bool
        public let unconfirmed: Bool
        public let isFinal: Bool
        public let touchUp: Bool
        /// "session 2: Fri 15 May, 10:00".
        public let text: String
        /// Notes, agenda, warnings.
        public let lines: [String]
        public var id: Int { number }
    }

    /// An activity over time.
    public struct Bar: Hashable, Sendable, Identifiable {
        public let activity: Activity
        /// Each lasts until the next begins, the last one without end.
        public let segments: [Segment]
        public var id: String { activity.id }
    }

    public struct Segment: Hashable, Sendable {
        public let from: Date
        public let verdict: Verdict
    }

    /// Readiness for the next session.
    public struct Ready: Hashable, Sendable {
        public let title: String
        public let items: [Item]
        public let stops: [Statement]
        public let agenda: [String]
        public let bring: [String]
        public let lines: [String]

        public struct Item: Hashable, Sendable, Identifiable {
            public let id: String
            public let text: String
            public let begins: Date
            public let active: Bool
            public let over: Bool
            public let lines: [String]
        }
    }

    init(_ view: CourseView, ready: ReadyView) {
        headline = view.headline
        sheet = SheetName(view.sheet)
        complete = view.complete
        consultation = view.consultation
        sessions = view.sessions.map(Session.init)
        nextSession = view.nextSession.map(NextSession.init)
        touchUp = view.touchUp?.text
        lines = view.lines
        timeline = view.timeline.map { bar in
            let segments = bar.segments.map { Segment(from: $0.from, verdict: Verdict($0.verdict)) }
            return Bar(activity: Activity(bar.activity), segments: segments)
        }
        self.ready = Ready(ready)
    }
}

extension CourseRecord.Session {
    init(_ view: SessionView) {
        number = Int(view.number)
        starts = view.starts
        ends = view.ends
        done = view.done
        unconfirmed = view.unconfirmed
        isFinal = view.isFinal
        touchUp = view.touchUp
        text = view.text
        lines = view.lines
    }
}

extension CourseRecord.Ready {
    init(_ view: ReadyView) {
        title = view.title
        items = view.items.map {
            Item(
                id: $0.id, text: $0.text, begins: $0.begins, active: $0.active, over: $0.over, lines: $0.lines)
        }
        stops = view.stops.map(Statement.init)
        agenda = view.agenda
        bring = view.bring
        lines = view.lines
    }
}

// What a bar looks like between two moments: shares of its length, for a drawing that mirrors itself from right to left.
extension CourseRecord.Bar {
    public struct Piece: Hashable, Sendable, Identifiable {
        public let verdict: Verdict
        public let from: Date
        public let until: Date
        public let share: Double
        public var id: Date { from }
    }

    public func pieces(from start: Date, until end: Date) -> [Piece] {
        let length = end.timeIntervalSince(start)
        guard length > 0 else { return [] }
        let ends = segments.dropFirst().map(\.from) + [Date.distantFuture]
        return zip(segments, ends).compactMap { segment, next in
            let (from, until) = (max(segment.from, start), min(next, end))
            guard from < until else { return nil }
            let share = until.timeIntervalSince(from) / length
            return Piece(verdict: segment.verdict, from: from, until: until, share: share)
        }
    }
}

extension CourseRecord {
    /// The stretch of time that the bars are drawn over: from the first session, or now, to a little after the last change.
    public func stretch(now: Date) -> ClosedRange<Date> {
        let changes = timeline.flatMap(\.segments).map(\.from).filter { $0 > .distantPast && $0 < .distantFuture }
        let start = min(sessions.map(\.starts).min() ?? now, now)
        let end = max(changes.max() ?? now, sessions.map(\.ends).max() ?? now, now)
        let margin = max(end.timeIntervalSince(start) / 20, 24 * 60 * 60)
        return start...end.addingTimeInterval(margin)
    }
}
