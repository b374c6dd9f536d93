// The Can I …? screen: search, another day, "When can I …?", and the holiday planner. Not for: answering (the core).
import Foundation
import Observation

@MainActor
@Observable
public final class CanModel {
    public var text = ""
    /// The day asked about; none: now.
    public var day: Day?
    public private(set) var found: [Activity] = []
    public private(set) var answer: CanRecord?
    public private(set) var plan: PlannerRecord?
    /// What is typed into the planner survives the process.
    public var planner: PlannerDraft {
        didSet { shell.drafts.keep(planner, Self.draft) }
    }
    @ObservationIgnored public let shell: Shell
    private static let draft = "planner"

    init(_ shell: Shell) {
        self.shell = shell
        planner = shell.drafts.read(PlannerDraft.self, Self.draft) ?? PlannerDraft()
    }

    /// What the text may mean. A later search has the last word.
    public func search() async {
        let asked = text
        let found = await shell.ask { () async throws(Problem) in try await shell.companion.search(asked) }
        if let found, asked == text { self.found = found }
    }

    /// Said where nothing fits what was typed.
    public var nothingFits: String? {
        found.isEmpty && !text.isEmpty ? Phrase.nothingCalled(text).text : nil
    }

    public func ask(_ activity: Activity) async {
        let moment = day?.noon(in: shell.zone)
        answer = await shell.ask { () async throws(Problem) in
            try await shell.companion.can(activity.id, at: moment)
        }
    }

    public func closeAnswer() {
        answer = nil
    }

    public func planHoliday() async {
        guard let first = planner.first, let last = planner.last else { return }
        let activities = planner.activities.map(\.id)
        plan = await shell.ask { () async throws(Problem) in
            try await shell.companion.plan(activities, from: first, to: last)
        }
    }

    public func closePlan() {
        plan = nil
        planner = PlannerDraft()
        shell.drafts.drop(Self.draft)
    }
}
