// What was typed survives the process dying: another process types and is killed, without a moment to tidy up.
// Not for: what a draft becomes once it is done (JourneyTests).
import Foundation
import Testing

@testable import StippleKit

@MainActor
struct DraftsTests {
    let desk = Desk()

    @Test func whatAKilledProcessHadTypedIsThere() async throws {
        _ = try await desk.course()
        let typer = Process()
        typer.executableURL = try Self.typer()
        typer.arguments = [desk.place.root.path]
        let said = Pipe()
        typer.standardOutput = said
        try typer.run()
        typer.waitUntilExit()
        #expect(typer.terminationReason == .uncaughtSignal, "it was killed, and did not end by itself")
        #expect(String(decoding: said.fileHandleForReading.availableData, as: UTF8.self) == "typed\n")

        let screens = try await desk.screens()
        #expect(screens.course.form == .log)
        #expect(screens.course.draft.moment == session1)
        #expect(screens.course.draft.notes.pigment == "tone 4")
        #expect(screens.course.draft.notes.text == "calm, a little re")
        #expect(screens.skin.draft.seen == ["scabs"])
        #expect(screens.skin.draft.gone == ["flaking"])
        #expect(screens.can.planner.first == Day(year: 2026, month: 6, day: 1))
        #expect(screens.photos.draft.note == "by the window")
        // And it can be finished.
        await screens.skin.record()
        #expect(screens.skin.said != nil)
        let later = try await desk.screens()
        #expect(later.skin.draft == SkinDraft())
    }

    @Test func whatIsRefusedStaysTyped() async throws {
        let screens = try await desk.course()
        screens.course.open(.plan)
        screens.course.draft.moment = day4 - .day
        await screens.course.submit()
        #expect(screens.shell.problem?.kind == .badInput)
        #expect(screens.course.form == .plan)
        let later = try await desk.screens()
        #expect(later.course.draft.moment == day4 - .day)
        screens.course.close()
        let latest = try await desk.screens()
        #expect(latest.course.form == nil)
    }

    /// A state that only another sheet knew would be refused.
    @Test func whatTheSheetDoesNotKnowAnyMoreIsNoLongerSaid() async throws {
        let screens = try await desk.course()
        screens.skin.tap(SkinState(id: "itching", label: "Itching"))
        screens.skin.tap(SkinState(id: "scabs", label: "scabs"))
        await screens.skin.load()
        #expect(screens.skin.draft.seen == ["scabs"])
        let later = try await desk.screens()
        #expect(later.skin.draft.seen == ["scabs"])
    }

    @Test func aDraftThatCannotBeReadIsNone() async throws {
        let screens = try await desk.course()
        try Data("{".utf8).write(to: desk.place.drafts.appending(path: "session.json"))
        #expect(CourseModel(screens.shell).form == nil)
    }

    /// Beside the tests, where SwiftPM builds it.
    private static func typer() throws -> URL {
        let folders =
            [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()]
            + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let candidates = folders.compactMap { $0?.appending(path: "StippleTyper") }
        return try #require(candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) })
    }
}
