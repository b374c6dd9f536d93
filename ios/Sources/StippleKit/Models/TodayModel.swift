// The Today screen, which the app opens with. Not for: changing the course.
import Foundation
import Observation

@MainActor
@Observable
public final class TodayModel {
    public private(set) var board: TodayRecord?
    /// Why there is no board: no course yet, most often.
    public private(set) var problem: Problem?
    /// The answer to the activity that was tapped.
    public private(set) var answer: CanRecord?
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

    /// What was shown stays where reading fails.
    private func read() async {
        do {
            board = try await shell.companion.today()
            problem = nil
            await askAgain()
        } catch {
            if error.kind == .noCourse { board = nil }
            problem = error
        }
    }

    public func tap(_ activity: Activity) async {
        answer = await shell.ask { () async throws(Problem) in try await shell.companion.can(activity.id) }
    }

    /// What was answered before may not be true any more.
    private func askAgain() async {
        guard let open = answer else { return }
        let now = await shell.ask { () async throws(Problem) in try await shell.companion.can(open.activity.id) }
        if answer?.activity == open.activity { answer = now }
    }

    /// For as long as it runs, which is while the app is in front, nothing stands on a screen longer than it holds.
    public func keepFresh(
        sleep: @MainActor (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async {
        var read = shell.now
        while true {
            do {
                try await sleep(Freshness.untilNextLook(now: shell.now, changes: board?.changes ?? []))
            } catch {
                return
            }
            if !Freshness.holds(read: read, now: shell.now, changes: board?.changes ?? [], zone: shell.zone) {
                read = shell.now
                shell.readAnew()
            }
        }
    }

    public func closeAnswer() {
        answer = nil
    }

    /// "Did session 2 take place?"
    public func confirm(_ session: Int) async {
        await shell.perform { () async throws(Problem) in
            // It counts as ended when it was planned to end, unless the client says otherwise on the Course screen.
            let planned = try await shell.companion.course().sessions.first { $0.number == session }
            return try await shell.companion.log(
                SessionDraft(
                    moment: min(planned?.ends ?? shell.now, shell.now), isFinal: planned?.isFinal ?? false,
                    touchUp: planned?.touchUp ?? false, replaces: session))
        }
        await follow()
    }

    public func didNotTakePlace(_ session: Int) async {
        await shell.perform { () async throws(Problem) in try await shell.companion.remove(session: session) }
        await follow()
    }
}
