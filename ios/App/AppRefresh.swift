// Waking in the background, at the earliest at a moment; when, the system decides. Unproven on Linux.
@preconcurrency import BackgroundTasks
import Foundation
import StippleKit

struct AppRefresh: BackgroundWork {
    static let name = "app.stipple.refresh"

    /// Once, while the app launches.
    static func register(_ work: @escaping @Sendable @MainActor () async -> Bool) {
        BGTaskScheduler.shared.register(forTaskWithIdentifier: name, using: nil) { task in
            let running = Task { @MainActor in
                task.setTaskCompleted(success: await work())
            }
            task.expirationHandler = { running.cancel() }
        }
    }

    func wake(after moment: Date?) async {
        BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: Self.name)
        guard let moment else { return }
        let request = BGAppRefreshTaskRequest(identifier: Self.name)
        request.earliestBeginDate = moment
        try? BGTaskScheduler.shared.submit(request)
    }
}
