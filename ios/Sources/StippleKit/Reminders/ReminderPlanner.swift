// Keeps the operating system's notifications in step with the core's reminders: at launch, after each change, when the zone or the
// clock is set, and in the background. One plan at a time; a plan asked for meanwhile is made once more after it.
// Not for: what is planned (ReminderPlan, the core).
import Foundation

public actor ReminderPlanner {
    private let companion: Companion
    private let device: Device
    private var running: Task<Outcome, Never>?
    private var again = false

    public enum Outcome: Hashable, Sendable {
        case planned(ReminderPlan)
        /// The client did not allow notifications, or was not asked yet.
        case notAllowed
        case failed(Problem)
    }

    public init(_ companion: Companion, on device: Device) {
        self.companion = companion
        self.device = device
    }

    /// Returns once a plan that began after this call is carried out.
    @discardableResult
    public func replan() async -> Outcome {
        if let running {
            again = true
            return await running.value
        }
        let task = Task { await plans() }
        running = task
        return await task.value
    }

    private func plans() async -> Outcome {
        var outcome: Outcome
        repeat {
            again = false
            outcome = await plan()
        } while again
        running = nil
        return outcome
    }

    private func plan() async -> Outcome {
        guard await device.notifications.permission() == .allowed else { return .notAllowed }
        do {
            let wanted = try await remindersWanted()
            let now = device.surroundings.now
            let plan = ReminderPlan(wanted: wanted, pending: await device.notifications.pending(), now: now)
            if !plan.remove.isEmpty { await device.notifications.remove(ids: plan.remove) }
            for notification in plan.add { try await device.notifications.add(notification) }
            await device.background.wake(after: Self.nextWake(wanted, now: now))
            return .planned(plan)
        } catch {
            // What was handed over stays; the next plan finds what is missing.
            return .failed(Problem(error))
        }
    }

    private func remindersWanted() async throws(Problem) -> [Reminder] {
        do {
            return try await companion.reminders()
        } catch  where error.kind == .noCourse {
            return []
        }
    }

    /// Takes back everything, once there is nothing to remind of any more.
    public func clear() async {
        let ids = await device.notifications.pending().map(\.id)
        if !ids.isEmpty { await device.notifications.remove(ids: ids) }
        await device.notifications.removeDelivered()
        await device.background.wake(after: nil)
    }

    /// The core plans a limited number: before the last of them is sent the app has to wake and plan more. Once a day at least,
    /// where there is anything to come.
    static func nextWake(_ wanted: [Reminder], now: Date) -> Date? {
        guard let last = wanted.last else { return nil }
        return min(now.addingTimeInterval(24 * 60 * 60), last.at)
    }
}
