// Types into drafts as a client would, and is killed in the middle of a word. For DraftsTests alone; it is in no app.
import Foundation

@testable import StippleKit

let place = Place(root: URL(filePath: CommandLine.arguments[1]))

@MainActor
func type() async throws {
    let screens = try await typingScreens(place)
    screens.course.open(.log)
    screens.course.draft.moment = try Date("2026-05-01T16:30:00Z", strategy: .iso8601)
    screens.course.draft.notes.pigment = "tone 4"
    for letter in "calm, a little re" { screens.course.draft.notes.text.append(letter) }
    let states = ["scabs", "flaking"].map { SkinState(id: $0, label: $0) }
    screens.skin.tap(states[0])
    screens.skin.tap(states[1])
    screens.skin.tap(states[1])
    screens.can.planner.first = Day(year: 2026, month: 6, day: 1)
    screens.photos.draft.note = "by the window"
    try FileHandle.standardOutput.write(contentsOf: Data("typed\n".utf8))
    kill(getpid(), SIGKILL)
}

try await type()
