// What the widget shows, and from when: worked out while the app runs, because a widget cannot open the vault of a locked phone.
// Each entry is what the core says for its own moment. Not for: drawing it (ios/Widget).
import Foundation

public struct WidgetContent: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        /// From then on.
        public let from: Date
        /// "Day 4 after session 1 of 3".
        public let headline: String
        /// What comes next, worded; none where nothing is known to come.
        public let next: String?
        /// The next moment at which the board changes.
        public let deadline: Date?

        public init(from: Date, headline: String, next: String?, deadline: Date?) {
            self.from = from
            self.headline = headline
            self.next = next
            self.deadline = deadline
        }
    }

    /// By time; the first holds now.
    public let entries: [Entry]
    /// Whether it may say on a lock screen what it is about.
    public let discreet: Bool

    public init(entries: [Entry], discreet: Bool) {
        self.entries = entries
        self.discreet = discreet
    }

    /// What is shown at a moment.
    public func entry(at moment: Date) -> Entry? {
        entries.last { $0.from <= moment } ?? entries.first
    }

    /// How many changes ahead it knows.
    static let depth = 8
}

extension Companion {
    /// Today's board and that of the next changes and midnights; none where there is no course.
    func widgetContent(zone: TimeZone) async throws(Problem) -> WidgetContent? {
        guard try await hasCourse() else { return nil }
        let now = try await today()
        let calendar = Calendar.gregorian(in: zone)
        let start = calendar.startOfDay(for: now.at)
        let midnights = (1...7).compactMap { calendar.date(byAdding: .day, value: $0, to: start) }
        let horizon = midnights.last ?? now.at
        let moments = Set(now.changes.filter { $0 <= horizon } + midnights).sorted().prefix(WidgetContent.depth)
        var entries = [WidgetContent.Entry(now, from: now.at)]
        for moment in moments where moment > now.at {
            entries.append(WidgetContent.Entry(try await today(at: moment), from: moment))
        }
        return WidgetContent(entries: entries, discreet: try await chosen().discreet)
    }
}

extension WidgetContent.Entry {
    init(_ board: TodayRecord, from moment: Date) {
        self.init(
            from: moment, headline: board.headline, next: board.next.first,
            deadline: board.changes.first { $0 > moment })
    }
}
