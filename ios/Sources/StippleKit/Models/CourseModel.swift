// The Course screen: what is there, and everything that a client does to it. Not for: starting one (SheetModel).
import Foundation
import Observation

@MainActor
@Observable
public final class CourseModel {
    public private(set) var course: CourseRecord?
    public private(set) var problem: Problem?
    /// What is open over the screen, if anything is.
    public private(set) var form: Form?
    /// What is typed into it survives the process.
    public var draft = SessionDraft() {
        didSet { keep() }
    }
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()
    private static let draftName = "session"

    public enum Form: Hashable, Sendable, Codable {
        case log, plan, consultation
        case move(Int)
        case note(Int)
    }

    /// A form and what was typed into it, as they are kept.
    private struct Kept: Codable {
        let form: Form
        let draft: SessionDraft
    }

    init(_ shell: Shell) {
        self.shell = shell
        if let kept = shell.drafts.read(Kept.self, Self.draftName) {
            form = kept.form
            draft = kept.draft
        }
    }

    public func load() async {
        await reads.anew(shell.seen) { await self.read() }
    }

    /// Reads unless that was done since anything changed.
    public func follow() async {
        await reads.once(shell.seen) { await self.read() }
    }

    private func read() async {
        do {
            course = try await shell.companion.course()
            problem = nil
        } catch {
            if error.kind == .noCourse { course = nil }
            problem = error
        }
    }

    /// One tap: a session that has just ended.
    public func logNow() async {
        await log(SessionDraft(replaces: unconfirmed?.number))
    }

    /// A planned session that began and that nobody confirmed: what is logged may be that one.
    public var unconfirmed: CourseRecord.Session? {
        course?.sessions.last { $0.unconfirmed }
    }

    public func open(_ form: Form) {
        var draft = SessionDraft()
        switch form {
        case .log: draft.replaces = unconfirmed?.number
        case .plan: draft.moment = suggested
        case .move(let number): draft.moment = course?.sessions.first { $0.number == number }?.starts
        case .note, .consultation: break
        }
        self.form = form
        self.draft = draft
        keep()
    }

    public func close() {
        form = nil
        draft = SessionDraft()
        shell.drafts.drop(Self.draftName)
    }

    /// Does what the open form is for. Where that fails, the form and what was typed stay.
    public func submit() async {
        guard let form else { return }
        let draft = draft
        let done: Done? =
            switch form {
            case .log: await log(draft)
            case .plan: await shell.perform { () async throws(Problem) in try await shell.companion.plan(draft) }
            case .consultation:
                await shell.perform { () async throws(Problem) in
                    try await shell.companion.consultation(at: draft.moment ?? shell.now, note: draft.notes.text)
                }
            case .move(let number):
                await shell.perform { () async throws(Problem) in
                    try await shell.companion.move(session: number, to: draft.moment ?? shell.now)
                }
            case .note(let number):
                await shell.perform { () async throws(Problem) in
                    try await shell.companion.note(session: number, draft.notes)
                }
            }
        if done != nil { close() }
        await follow()
    }

    public func mark(_ session: Int, final isFinal: Bool) async {
        await change { () async throws(Problem) in
            try await self.shell.companion.mark(session: session, final: isFinal)
        }
    }

    public func remove(_ session: Int) async {
        await change { () async throws(Problem) in try await self.shell.companion.remove(session: session) }
    }

    public func finish() async {
        await change { () async throws(Problem) in try await self.shell.companion.finishCourse() }
    }

    public func reopen() async {
        await change { () async throws(Problem) in try await self.shell.companion.reopenCourse() }
    }

    @discardableResult
    private func log(_ draft: SessionDraft) async -> Done? {
        let done = await shell.perform { () async throws(Problem) in try await shell.companion.log(draft) }
        if done != nil {
            // Asked once a session is logged, not at first launch: now there is something to remind of.
            if await shell.device.notifications.permission() == .notAsked {
                _ = await shell.device.notifications.askPermission()
                await shell.reminders.replan()
            }
            await follow()
        }
        return done
    }

    private func change(_ work: () async throws(Problem) -> Done) async {
        await shell.perform(work)
        await follow()
    }

    private func keep() {
        if let form { shell.drafts.keep(Kept(form: form, draft: draft), Self.draftName) }
    }

    /// Ten o'clock on the first day that suits, or tomorrow.
    private var suggested: Date {
        let calendar = Calendar.gregorian(in: shell.zone)
        let tomorrow = Day(of: shell.now.addingTimeInterval(24 * 60 * 60), in: shell.zone)
        let first = max(course?.nextSession?.earliest ?? tomorrow, tomorrow)
        return calendar.date(bySettingHour: 10, minute: 0, second: 0, of: first.noon(in: shell.zone)) ?? shell.now
    }
}
