// The Today board of the seed's sheet, in one call: what a client reads on Tuesday morning, word for word.
// Not for: whether it is right (the core's own tests).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct TodayTests {
        let desk = Desk()

        @Test func theBoardReadsAsInEveryLanguage() throws {
            #expect(try plainly(desk.course().today()) == String(contentsOf: Files.board, encoding: .utf8))
        }

        @Test func theBoardCarriesMomentsDaysAndNumbers() throws {
            let board = try desk.course().today()
            #expect((board.at, board.zone) == (day4, "Europe/London"))
            #expect((board.day, board.session, board.sessionsPlanned) == (4, 1, 3))
            let next = try #require(board.nextSession)
            #expect((next.earliest, next.latest) == (day(2026, 5, 15), day(2026, 5, 22)))
            #expect(board.photosDue.prefix(2).map(\.day) == [6, 10])
            #expect(board.photosDue.prefix(2).map(\.date) == [day(2026, 5, 7), day(2026, 5, 11)])
            #expect(board.changes.first?.at == moment("2026-05-06T23:00:00Z"))
        }

        @Test func anotherMomentMayBeAskedAbout() throws {
            let later = try desk.course().today(at: moment("2026-05-12T08:00:00Z"))
            #expect(later.day == 11)
            let first = try #require(later.sections.first)
            #expect(first.verdict == .no)
            #expect(first.rows.map(\.activities.first?.id) == ["swim"])
        }
    }
}

/// The record as text, in the form that every language's test writes.
private func plainly(_ board: TodayView) -> String {
    var lines = ["\(board.headline) | \(board.beside)"]
    for section in board.sections {
        lines.append("\(section.verdict.inCapitals): \(section.title)")
        lines += section.rows.map { row in
            "  \(row.labels) | \(row.lines.joined(separator: " / "))\(row.deadline.map { " [\($0.ISO8601Format())]" } ?? "")"
        }
    }
    lines += board.duties.map { "duty: \($0.text)" }
    lines += board.next.map { "next: \($0)" }
    return lines.joined(separator: "\n") + "\n"
}

extension Verdict {
    fileprivate var inCapitals: String {
        switch self {
        case .yes: "YES"
        case .yesIf: "YES_IF"
        case .ask: "ASK"
        case .no: "NO"
        }
    }
}
