// The system's notifications. Each is due at a moment, not at a time on a wall clock: the core plans anew when the zone changes.
// Unproven on Linux.
import Foundation
import StippleKit
@preconcurrency import UserNotifications

struct UserNotifications: NotificationCenterPort {
    private static let moment = "at"
    private var center: UNUserNotificationCenter { .current() }

    func permission() async -> NotificationPermission {
        switch await center.notificationSettings().authorizationStatus {
        case .notDetermined: .notAsked
        case .denied: .refused
        default: .allowed
        }
    }

    func askPermission() async -> Bool {
        (try? await center.requestAuthorization(options: [.alert, .sound])) ?? false
    }

    func pending() async -> [PendingNotification] {
        await center.pendingNotificationRequests().map { request in
            let at = request.content.userInfo[Self.moment] as? TimeInterval
            return PendingNotification(
                id: request.identifier, at: Date(timeIntervalSince1970: at ?? 0), title: request.content.title,
                body: request.content.body)
        }
    }

    func add(_ notification: PendingNotification) async throws {
        let content = UNMutableNotificationContent()
        content.title = notification.title
        content.body = notification.body
        content.sound = .default
        content.userInfo = [Self.moment: notification.at.timeIntervalSince1970]
        // In UTC, so that the moment stays the same wherever the phone is by then.
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: notification.at)
        parts.calendar = calendar
        parts.timeZone = .gmt
        let trigger = UNCalendarNotificationTrigger(dateMatching: parts, repeats: false)
        try await center.add(UNNotificationRequest(identifier: notification.id, content: content, trigger: trigger))
    }

    func remove(ids: [String]) async {
        center.removePendingNotificationRequests(withIdentifiers: ids)
    }

    func removeDelivered() async {
        center.removeAllDeliveredNotifications()
    }
}
