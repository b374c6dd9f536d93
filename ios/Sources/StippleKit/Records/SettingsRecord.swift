// The Reminders and Settings screens. Not for: the app's lock, which is the device's own (Settings on this device alone).
import Foundation
internal import StippleBindings

public struct RemindersRecord: Hashable, Sendable {
    /// What will be sent, by time.
    public let reminders: [Reminder]
    /// "5 reminders to come", or that there is nothing.
    public let title: String
    public let quiet: QuietTimes
    public let discreet: Bool
    public let permission: NotificationPermission
}

/// A reminder to hand to the operating system.
public struct Reminder: Hashable, Sendable, Identifiable {
    /// Stays the same while it is about the same thing.
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

    init(_ view: ReminderView) {
        self.init(id: view.id, at: view.at, title: view.title, body: view.body)
    }
}

/// When no reminder may sound.
public struct QuietTimes: Hashable, Sendable, Codable {
    public var from: ClockTime
    public var until: ClockTime

    public init(from: ClockTime, until: ClockTime) {
        self.from = from
        self.until = until
    }

    /// What holds where nobody set anything: the core's own.
    public static let usual = QuietTimes(from: ClockTime(hour: 22, minute: 0), until: ClockTime(hour: 8, minute: 0))

    init(_ hours: QuietHours) {
        self.init(from: ClockTime(hours.from), until: ClockTime(hours.until))
    }

    var hours: QuietHours {
        QuietHours(from: from.components, until: until.components)
    }
}

/// What the client set; what nobody set is the usual.
struct Chosen: Hashable, Sendable {
    let quiet: QuietTimes
    let discreet: Bool

    init(_ view: SettingsView) {
        quiet = view.quiet.map(QuietTimes.init) ?? .usual
        // Nothing on the lock screen names hair, scalp or treatment unless the client wants it to.
        discreet = view.discreet ?? true
    }
}

public struct SettingsRecord: Hashable, Sendable {
    public let hasCourse: Bool
    public let lock: Bool
    public let canLock: Bool
    /// Whether the picture on the home screen says nothing of what the app is for.
    public let discreetIcon: Bool
    public let canChooseIcon: Bool
    public let zone: String
    public let language: String
    /// Broken data that was set aside at opening, in words.
    public let setAside: String?
}
