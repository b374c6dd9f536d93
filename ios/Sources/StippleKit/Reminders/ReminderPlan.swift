// What has to change at the operating system, so that it sends what the core wants sent: a difference, never a clean sweep, so
// that a kill half-way leaves no hole. Pure. Not for: when a reminder is due (the core), or talking to the system (ReminderPlanner).
import Foundation

public struct ReminderPlan: Hashable, Sendable {
    /// What to take back, by id.
    public let remove: [String]
    /// What to hand over, the soonest first.
    public let add: [PendingNotification]
    /// How many the system will hold after it.
    public let kept: Int

    /// How many notifications iOS keeps for an app; what comes later is dropped without a word.
    public static let limit = 64
    /// Ids of reminders begin so; another notification of Stipple's (a test) is not touched, but counts.
    public static let prefix = "reminder."

    /// `wanted` by time, as the core gives them.
    public init(wanted: [Reminder], pending: [PendingNotification], now: Date, limit: Int = ReminderPlan.limit) {
        let others = pending.filter { !$0.id.hasPrefix(Self.prefix) }.count
        let room = max(limit - others, 0)
        let coming = wanted.filter { $0.at > now }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.prefix(room)
        let targets = coming.map(PendingNotification.init)
        let held = Dictionary(pending.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = Set(targets.map(\.id))
        remove = pending.map(\.id).filter { $0.hasPrefix(Self.prefix) && !ids.contains($0) }
        // The system replaces a notification of the same id in one step.
        add = targets.filter { held[$0.id] != $0 }
        kept = others + targets.count
    }

    public var changesNothing: Bool {
        remove.isEmpty && add.isEmpty
    }
}

extension PendingNotification {
    init(_ reminder: Reminder) {
        // To the second, as the system keeps it: else every plan would find a difference.
        let second = Date(timeIntervalSince1970: reminder.at.timeIntervalSince1970.rounded(.up))
        self.init(id: ReminderPlan.prefix + reminder.id, at: second, title: reminder.title, body: reminder.body)
    }
}
