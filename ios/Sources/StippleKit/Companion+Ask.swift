// What a screen asks: one record each. Not for: changing anything.
import Foundation
internal import StippleBindings

extension Companion {
    /// The Today screen: now, or as of another moment with what is known now.
    public func today(at moment: Date? = nil) async throws(Problem) -> TodayRecord {
        try await call { core in TodayRecord(try core.today(at: moment), zone: try core.zone()) }
    }

    /// One answer with its reason. The activity by its id or its label.
    public func can(_ activity: String, at moment: Date? = nil) async throws(Problem) -> CanRecord {
        try await call { core in
            let answer = try core.can(activity: activity, at: moment)
            return CanRecord(answer, when: try core.whenAllowed(activity: answer.activity.id))
        }
    }

    /// Activities that a text may mean, those on the board first.
    public func search(_ text: String) async throws(Problem) -> [Activity] {
        try await call { core in try core.search(text: text).map(Activity.init) }
    }

    public func plan(_ activities: [String], from first: Day, to last: Day) async throws(Problem) -> PlannerRecord {
        try await call { core in
            PlannerRecord(try core.clear(activities: activities, first: first.components, last: last.components))
        }
    }

    public func course() async throws(Problem) -> CourseRecord {
        try await call { core in CourseRecord(try core.course(), ready: try core.ready()) }
    }

    public func skin() async throws(Problem) -> SkinRecord {
        try await call { core in SkinRecord(try core.skin()) }
    }

    public func hasCourse() async throws(Problem) -> Bool {
        try await call { core in try core.hasCourse() }
    }

    public func sheet() async throws(Problem) -> SheetRecord {
        try await call { core in SheetRecord(try core.sheet()) }
    }

    /// A sheet that no course is under, from the whole text of its file.
    public func read(sheet text: String) async throws(Problem) -> SheetOffer {
        try await call { core in SheetOffer(text: text, name: SheetName(try core.showSheet(text: text).name)) }
    }

    public func show(sheet text: String) async throws(Problem) -> SheetRecord {
        try await call { core in SheetRecord(try core.showSheet(text: text)) }
    }

    public func compare(sheet text: String) async throws(Problem) -> SheetDifference {
        try await call { core in SheetDifference(try core.compareSheet(text: text)) }
    }

    public func builtInSheets() async throws(Problem) -> [SheetOffer] {
        try await call { core in
            try core.builtInSheets().map { SheetOffer(text: $0.text, name: SheetName($0.name)) }
        }
    }

    /// The next reminders, at most as many as the core plans at a time.
    public func reminders() async throws(Problem) -> [Reminder] {
        try await call { core in
            let chosen = Chosen(try core.settings())
            return try core.reminders(most: 40, discreet: chosen.discreet).map(Reminder.init)
        }
    }

    func chosen() async throws(Problem) -> Chosen {
        try await call { core in Chosen(try core.settings()) }
    }

    /// BCP 47 tag of the language that the core speaks.
    func language() async throws(Problem) -> String {
        try await call { core in try core.language() }
    }

    /// What was broken at opening and set aside, in words.
    func setAside() async throws(Problem) -> String? {
        try await call { core in core.opening().setAside?.text }
    }

    /// Says that the client is in another zone now, or that their device speaks other languages. Plan reminders anew.
    public func moved(to surroundings: any Surroundings) async throws(Problem) {
        let (zone, languages) = (surroundings.zone, surroundings.languages)
        try await call { core in try core.movedTo(zone: zone, locales: languages) }
    }
}
