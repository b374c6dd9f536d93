// The skin check: five seconds. Not for: judging what was seen (the core).
import Foundation
import Observation

@MainActor
@Observable
public final class SkinModel {
    /// What can be said, and when the last check was.
    public private(set) var page: SkinRecord?
    /// Why there is none: no course yet, most often.
    public private(set) var problem: Problem?
    /// What was tapped survives the process.
    public var draft: SkinDraft {
        didSet { shell.drafts.keep(draft, Self.draftName) }
    }
    /// What it unlocked or held.
    public private(set) var said: Done?
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()
    private static let draftName = "skin"

    init(_ shell: Shell) {
        self.shell = shell
        draft = shell.drafts.read(SkinDraft.self, Self.draftName) ?? SkinDraft()
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
            let page = try await shell.companion.skin()
            (self.page, problem) = (page, nil)
            // Another sheet may hold than when it was tapped.
            let known = draft.only(page.states)
            if known != draft { draft = known }
        } catch {
            if error.kind == .noCourse { page = nil }
            problem = error
        }
    }

    public func tap(_ state: SkinState) {
        draft[state.id] = draft[state.id].next
        said = nil
    }

    public func record() async {
        let draft = draft
        said = await shell.perform { () async throws(Problem) in try await shell.companion.report(draft) }
        if said != nil {
            self.draft = SkinDraft()
            shell.drafts.drop(Self.draftName)
        }
        await follow()
    }
}
