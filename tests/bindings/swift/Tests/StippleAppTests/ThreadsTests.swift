// Eight threads at once, asking and changing: every call answers, and every change is there.
// Threads, and not a task group: Swift's pool has as many as there are cores. Not for: how fast it is.
import Foundation
import StippleApp
import Testing

private let threads = 8
private let turns = 25

extension Bindings {
    struct ThreadsTests {
        let desk = Desk()

        @Test func eightThreadsAskAndChangeAtOnce() throws {
            let opened = try desk.course()
            let wrong = Guarded([String]())
            let all = DispatchGroup()
            for number in 0..<threads {
                all.enter()
                Thread.detachNewThread {
                    defer { all.leave() }
                    do {
                        try work(number, on: opened) { what in wrong.withLock { $0.append(what) } }
                    } catch {
                        wrong.withLock { $0.append("\(error)") }
                    }
                }
            }
            all.wait()
            #expect(wrong.value == [])
            // Each note is a change of its own, and can be taken back.
            for _ in 0..<(threads * turns) {
                #expect(try opened.undo().lines == ["Taken back: notes on a session"])
            }
            #expect(try opened.course().sessions.first?.lines == [])
        }
    }
}

private func work(_ number: Int, on opened: Stipple, wrong: (String) -> Void) throws {
    for turn in 0..<turns {
        _ = try opened.noteSession(number: 1, notes: SessionNotes(text: "\(number).\(turn)"))
        let board = try opened.today()
        if board.day != 4 { wrong(board.headline) }
        let answer = try opened.can(activity: "swim")
        if answer.verdict != .no { wrong(answer.headline) }
    }
}
