// The skin check: five seconds. Not for: judging what was seen (the core).
import Foundation
import Observation

@MainActor
@Observable
public final class SkinModel {
    /// What was tapped survives the process.
    public var draft: SkinDraft {
        didSet { shell.drafts.keep(draft, Self.draftName) }
    }
    /// What it unlocked or held.
    public private(set) var said: Done?
    @ObservationIgnored public let shell: Shell
    private static let draftName = "skin"

    init(_ shell: Shell) {
        self.shell = shell
        draft = shell.drafts.read(SkinDraft.self, Self.draftName) ?? SkinDraft()
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
    }
}
