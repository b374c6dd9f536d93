// The Can I …? screen: one answer with its reason, "When can I …?", and the holiday planner.
// Not for: search results, which are activities and nothing more.
import Foundation
internal import StippleBindings

public struct CanRecord: Hashable, Sendable {
    public let activity: Activity
    public let at: Date
    public let verdict: Verdict
    /// "swim: not yet".
    public let headline: String
    /// Until when, then what, what would have to happen first; the nearest first.
    public let lines: [String]
    public let deadline: Date?
    /// The studio's words, where they stand, and whether it is inferred; worded.
    public let reasons: [String]
    /// "When can I …?", worded.
    public let when: [String]

    init(_ view: CanView, when: WhenView) {
        activity = Activity(view.activity)
        at = view.at
        verdict = Verdict(view.verdict)
        headline = view.headline
        lines = view.lines
        deadline = view.deadline
        reasons = view.reasonLines
        self.when = when.lines
    }
}

/// "Will I be clear from … to …, and which session dates still fit?"
public struct PlannerRecord: Hashable, Sendable {
    /// "15 to 22 May".
    public let title: String
    /// Whether everything asked about is allowed throughout.
    public let clear: Bool
    public let activities: [Stretch]
    /// All of it in words, a line each.
    public let lines: [String]
    /// When each session that is left would start, so that it still fits.
    public let fits: [Date]

    public struct Stretch: Hashable, Sendable, Identifiable {
        public let activity: Activity
        public let verdict: Verdict
        public let days: [PlannedDay]
        public var id: String { activity.id }
    }

    public struct PlannedDay: Hashable, Sendable, Identifiable {
        public let day: Day
        public let verdict: Verdict
        public var id: Day { day }
    }

    init(_ view: ClearView) {
        title = view.title
        clear = view.clear
        activities = view.activities.map { activity in
            let days = activity.days.compactMap { day in
                Day(day.date).map { PlannedDay(day: $0, verdict: Verdict(day.verdict)) }
            }
            return Stretch(
                activity: Activity(activity.activity), verdict: Verdict(activity.verdict), days: days)
        }
        lines = view.lines
        fits = view.fit.dates ?? []
    }
}
