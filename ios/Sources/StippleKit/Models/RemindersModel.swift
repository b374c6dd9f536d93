// The Reminders screen: what will be sent and when, quiet hours, discreet wording, a test. Not for: planning them.
import Foundation
import Observation

@MainActor
@Observable
public final class RemindersModel {
    public private(set) var record: RemindersRecord?
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()

    init(_ shell: Shell) {
        self.shell = shell
    }

    public func load() async {
        await reads.anew(shell.seen) { await self.read() }
    }

    /// Reads unless that was done since anything changed.
    public func follow() async {
        await reads.once(shell.seen) { await self.read() }
    }

    private func read() async {
        let permission = await shell.device.notifications.permission()
        record = await shell.ask { () async throws(Problem) in
            let reminders = try await wanted()
            let chosen = try await shell.companion.chosen()
            let title = reminders.isEmpty ? Phrase.remindersNone : .reminders(reminders.count)
            return RemindersRecord(
                reminders: reminders, title: title.text, quiet: chosen.quiet, discreet: chosen.discreet,
                permission: permission)
        }
    }

    public func allow() async {
        _ = await shell.device.notifications.askPermission()
        await shell.reminders.replan()
        await load()
    }

    public func openSystemSettings() async {
        await shell.device.outside.openSystemSettings()
    }

    public func choose(quiet: QuietTimes) async {
        await shell.perform { () async throws(Problem) in try await shell.companion.choose(quiet: quiet) }
        await follow()
    }

    public func choose(discreet: Bool) async {
        await shell.perform { () async throws(Problem) in try await shell.companion.choose(discreet: discreet) }
        await follow()
    }

    /// In a moment, so that the phone can be locked to see it there.
    public func sendTest() async {
        let discreet = record?.discreet ?? true
        let title: Phrase = discreet ? .testTitleDiscreet : .testTitle
        let body: Phrase = discreet ? .testBodyDiscreet : .testBody
        let test = PendingNotification(
            id: "test", at: shell.now.addingTimeInterval(5), title: title.text, body: body.text)
        do {
            try await shell.device.notifications.add(test)
        } catch {
            shell.say(Problem(error))
        }
    }

    private func wanted() async throws(Problem) -> [Reminder] {
        do {
            return try await shell.companion.reminders()
        } catch  where error.kind == .noCourse {
            return []
        }
    }
}
