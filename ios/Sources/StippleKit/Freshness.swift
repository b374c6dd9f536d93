// Whether what a screen shows still holds: a verdict must not stand there longer than it is true.
// Not for: counting down to a moment (Countdown), or reading anew (Shell).
import Foundation

enum Freshness {
    /// What changes without a verdict: a session that begins or ends, days that turn where the session was.
    private static let atMost: TimeInterval = 10 * 60
    /// The clock may be set meanwhile: it is looked at as often as that.
    private static let look: TimeInterval = 60

    /// Whether what was read at `read`, and changes at `changes`, may still be shown at `now` to a client in `zone`.
    static func holds(read: Date, now: Date, changes: [Date], zone: TimeZone) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return now >= read
            && now.timeIntervalSince(read) < atMost
            && !changes.contains { $0 > read && $0 <= now }
            && calendar.isDate(read, inSameDayAs: now)
    }

    /// How long nobody has to look whether it does: until the next of `changes`, and never for long.
    static func untilNextLook(now: Date, changes: [Date]) -> Duration {
        let next = changes.filter { $0 > now }.min()?.timeIntervalSince(now) ?? look
        return .milliseconds(max(1, Int64((min(next, look) * 1000).rounded(.up))))
    }
}
