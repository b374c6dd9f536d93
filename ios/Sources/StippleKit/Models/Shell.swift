// What all models share: the core, the device, drafts, and what was last done or went wrong. After each change it has reminders
// and widget follow, and tells the screens to read anew. Not for: a screen.
import Foundation
import Observation

@MainActor
@Observable
public final class Shell {
    /// What is said to the client until they put it away.
    public private(set) var notice: Notice?
    /// Goes up with each change: screens read anew.
    public private(set) var revision = 0

    @ObservationIgnored public let companion: Companion
    @ObservationIgnored public let device: Device
    @ObservationIgnored public let drafts: Drafts
    @ObservationIgnored public let reminders: ReminderPlanner
    /// Keeps this device and its account's server in step.
    @ObservationIgnored public private(set) lazy var syncer = Syncer(
        account, over: device.network, drafts: drafts, came: { [weak self] in await self?.follow() })
    @ObservationIgnored let account: any AccountPort

    public enum Notice: Hashable, Sendable {
        /// What was done, which can be taken back.
        case done(Done)
        /// What was said without changing anything.
        case told([String])
        case problem(Problem)
    }

    /// `account` is the core's, but for tests.
    init(_ companion: Companion, on device: Device, account: (any AccountPort)? = nil) {
        self.companion = companion
        self.account = account ?? companion
        self.device = device
        drafts = Drafts(companion.place)
        reminders = ReminderPlanner(companion, on: device)
    }

    /// Makes a change, says what it did or why not, and has the rest follow.
    @discardableResult
    func perform(_ change: () async throws(Problem) -> Done) async -> Done? {
        do {
            let done = try await change()
            await did(done)
            return done
        } catch {
            say(error)
            return nil
        }
    }

    func did(_ done: Done) async {
        notice = .done(done)
        await changed()
    }

    /// Something was changed: reminders and the widget follow, and the account's other devices, where there is one.
    func changed() async {
        await follow()
        syncer.begin()
    }

    /// Something is other than it was, whoever changed it.
    private func follow() async {
        revision += 1
        await reminders.replan()
        await showWidget()
    }

    /// Time has passed: screens read anew.
    func readAnew() {
        revision += 1
    }

    /// Asks without changing anything; none where that failed, which is said.
    func ask<Value: Sendable>(_ question: () async throws(Problem) -> Value) async -> Value? {
        do {
            return try await question()
        } catch {
            say(error)
            return nil
        }
    }

    func say(_ problem: Problem) {
        if !problem.isSilent { notice = .problem(problem) }
    }

    func tell(_ lines: [String]) {
        notice = .told(lines)
    }

    public func putAway() {
        notice = nil
    }

    public func undo() async {
        await perform { () async throws(Problem) in try await companion.undo() }
    }

    public func redo() async {
        await perform { () async throws(Problem) in try await companion.redo() }
    }

    /// At launch, on coming back, and when the system says that the zone, the languages or the clock were changed.
    public func surroundingsChanged() async {
        _ = await ask { () async throws(Problem) in try await companion.moved(to: device.surroundings) }
        await changed()
    }

    /// While the app is in the background: reminders, the widget, and the bin. Whether it was all done.
    public func backgroundWork() async -> Bool {
        do {
            try await companion.moved(to: device.surroundings)
            _ = try await companion.emptyBin()
        } catch  where error.kind == .noCourse {
            // A bin belongs to a course.
        } catch {
            return false
        }
        let outcome = await reminders.replan()
        await showWidget()
        if case .failed = outcome { return false }
        return true
    }

    private func showWidget() async {
        let content = try? await companion.widgetContent(zone: device.surroundings.zone)
        await device.widget.show(content)
    }

    var now: Date { device.surroundings.now }
    var seen: Reads.Seen { Reads.Seen(revision: revision, minute: Int(now.timeIntervalSince1970 / 60)) }
    var zone: TimeZone { device.surroundings.zone }
}
