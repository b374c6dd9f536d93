// A long call is a handle: stopped, it changes nothing; let be, it says how far it is and what it did. Cancelling the
// Swift task that waits for it is not enough; App.swift shows what is. Not for: what an archive may hold.
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct CancelTests {
        let desk = Desk()

        @Test func aCancelledImportChangesNothing() async throws {
            let opened = try desk.open()
            let task = try opened.importArchive(path: Files.largeArchive.path)
            task.cancel()
            let ended = await ended(try await task.outcome())
            expectFailure(StippleError.Cancelled) { try ended.get() }
            #expect(try !opened.hasCourse())
            #expect(try desk.course().today().day == 4)
        }

        @Test func lettingGoStopsIt() throws {
            let opened = try desk.open()
            _ = try opened.importArchive(path: Files.largeArchive.path)
            // What was let go of holds nothing up: the next change goes through.
            #expect(try desk.course().today().day == 4)
        }

        /// `outcome` holds the import, and UniFFI does not tell Rust that the Swift task was cancelled.
        @Test func cancellingTheSwiftTaskAloneDoesNotStopIt() async throws {
            let opened = try desk.open()
            let task = try opened.importArchive(path: Files.largeArchive.path)
            let waiting = Task { try await task.outcome() }
            waiting.cancel()
            _ = try await waiting.value
            #expect(task.progress() == ProgressView(done: 60_000, total: 60_000))
            #expect(try opened.hasCourse())
        }

        @Test func cancellingTheSwiftTaskStopsItWhereTheAppPassesItOn() async throws {
            let opened = try desk.open()
            let task = try opened.importArchive(path: Files.largeArchive.path)
            let waiting = Task { try await task.outcomeOrStopped() }
            waiting.cancel()
            let ended = await waiting.result
            expectFailure(StippleError.Cancelled) { try ended.get() }
            #expect(try !opened.hasCourse())
        }

        @Test func screensAreReadMeanwhileAndProgressIsTold() async throws {
            let archive = desk.folder.appending(path: "archive.json").path
            _ = try desk.course().exportArchive(path: archive)
            let newPhone = Desk()
            let opened = try newPhone.open()
            let task = try opened.importArchive(path: archive)
            #expect(try !opened.hasCourse() || opened.today().day == 4)
            #expect(try await task.outcome().lines == ["Imported 2 entries."])
            #expect(try await task.outcome().lines == ["Imported 2 entries."], "asked again, it says the same")
            #expect(task.progress() == ProgressView(done: 2, total: 2))
            #expect(try opened.today() == desk.open().today())
        }

        @Test func anArchiveThatIsNoneIsRefused() async throws {
            let opened = try desk.course()
            let photo = desk.folder.appending(path: "photo.jpg")
            try Data([0xFF, 0xD8, 0xFF]).write(to: photo)
            let refused = await ended(try await opened.importArchive(path: photo.path).outcome())
            expectFailure(StippleError.ArchiveRefused) { try refused.get() }
            let none = desk.folder.appending(path: "missing.json").path
            let missing = await ended(try await opened.importArchive(path: none).outcome())
            expectFailure(StippleError.File) { try missing.get() }
        }
    }
}
