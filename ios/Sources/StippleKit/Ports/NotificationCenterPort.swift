// The operating system's notifications. Not for: which there should be (Reminders/ReminderPlan).
import Foundation

public protocol NotificationCenterPort: Sendable {
    func permission() async -> NotificationPermission
    /// Shows the system's question, once in the life of an installation; later it answers what was said then.
    func askPermission() async -> Bool
    /// Everything that waits to be sent, Stipple's or not.
    func pending() async -> [PendingNotification]
    func add(_ notification: PendingNotification) async throws
    func remove(ids: [String]) async
    /// Takes what was sent off the lock screen.
    func removeDelivered() async
}

public enum NotificationPermission: Hashable, Sendable {
    case notAsked, allowed, refused
}

/// A notification that is to be sent at a moment, whatever the zone will be then.
public struct PendingNotification: Hashable, Sendable, Codable {
    public let id: String
    public let at: Date
    public let title: String
    public let body: String

    public init(id: String, at: Date, title: String, body: String) {
        self.id = id
        self.at = at
        self.title = title
        self.body = body
    }
}
