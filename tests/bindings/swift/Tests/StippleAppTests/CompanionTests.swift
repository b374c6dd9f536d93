// The whole of the companion can be called: a course from its start to its end, through every method there is.
// Swift cannot list an object's methods: they are read from the generated code, and the calls from this file.
// Not for: what each of them says in every case (the core's own tests).
import Foundation
import StippleApp
import Testing

/// For tests and benchmarks alone (bindings/src/testing.rs), and what AccountTests and SheetsTests call.
private let notOfACourse: Set = [
    "panicNow", "emptyCall",
    "account", "createAccount", "joinAccount", "recoveryCode", "confirmCode", "changeCode",
    "leaveAccount", "sync", "devices", "revokeDevice", "readSheetCode", "fetchSheet",
    "lookAtSheet", "acceptOffer", "qr",
]

extension Bindings {
    struct CompanionTests {
        let desk = Desk()

        @Test func aCourseThroughEveryMethod() async throws {
            let opened = try desk.open()
            #expect(opened.opening() == OpeningView(migratedFrom: nil, setAside: nil))
            #expect(try !opened.hasCourse())
            let sheet = try #require(try opened.builtInSheets().first { $0.name.id == "scalp-envy" })
            #expect(try opened.showSheet(text: sheet.text).name == sheet.name)
            #expect(try (opened.now(), opened.zone(), opened.language()) == (day4, london, "en"))
            #expect(try opened.deviceRecipient().hasPrefix("age1"))

            try begin(opened, under: sheet)
            try ask(opened)
            try change(opened, sheet: sheet)
            try await takeAway(opened)
            try await photos(opened)

            _ = try opened.finishCourse()
            _ = try opened.reopenCourse()
            _ = try opened.removeSession(number: 2)
            try opened.movedTo(zone: zone("Asia/Tokyo"), locales: ["en-US"])
            #expect(try opened.today().zone == "Asia/Tokyo")
        }

        @Test func everyMethodIsCalled() throws {
            let generated = try Files.generated()
            let api = try #require(generated.firstMatch(of: /(?s)public protocol StippleProtocol\b.*?\n}/)).output
            let methods = Set(api.matches(of: /\bfunc (\w+)\(/).map { String($0.1) })
            let here = try String(contentsOfFile: #filePath, encoding: .utf8)
            let called = Set(here.matches(of: /\bopened\.(\w+)\(/).map { String($0.1) })
            #expect(methods.count > 30)
            #expect(methods.subtracting(called) == notOfACourse.intersection(methods))
        }

        private func begin(_ opened: Stipple, under sheet: BuiltInSheetView) throws {
            let start = StartCourse(sheet: sheet.text, sessions: 3, attributes: ["long-hair"])
            _ = try opened.startCourse(start: start)
            _ = try opened.logConsultation(at: session1 - 10 * 24 * 60 * 60, note: "by video")
            let notes = SessionNotes(pigment: "tone 4", shade: .lighter)
            #expect(try opened.logSession(session: LogSession(ended: session1, notes: notes)).session == 1)
            let planned = try opened.planSession(session: PlanSession(starts: moment("2026-05-10T09:00:00Z")))
            #expect(planned.session == 2)
            #expect(planned.warnings.first?.contains("earlier than your sheet's 14 days") == true)
            #expect(try opened.moveSession(number: 2, starts: moment("2026-05-16T09:00:00Z")).warnings == [])
            _ = try opened.noteSession(number: 1, notes: SessionNotes(text: "calm"))
            _ = try opened.markFinal(number: 2, isFinal: true)
            let sessions = try opened.course().sessions
            #expect(sessions.map(\.isFinal) == [false, true])
            #expect(sessions.first?.lines == ["Pigment: tone 4", "Shade: Lighter than last time", "Notes: calm"])
        }

        private func ask(_ opened: Stipple) throws {
            #expect(try opened.today().headline == "Day 4 after session 1 of 2")
            #expect(try opened.can(activity: "swim").verdict == .no)
            #expect(try opened.whenAllowed(activity: "shave").clear == moment("2026-05-06T23:00:00Z"))
            let holiday = (day(2026, 6, 1), day(2026, 6, 3))
            #expect(try !opened.clear(activities: ["swim"], first: holiday.0, last: holiday.1).clear)
            #expect(try opened.search(text: "swim").first?.id == "swim")
            #expect(try opened.ready().session == 2)
            #expect(try opened.sheet().name.id == "scalp-envy")
        }

        private func change(_ opened: Stipple, sheet: BuiltInSheetView) throws {
            #expect(try !opened.reportSkin(seen: ["scabs"]).lines.isEmpty)
            #expect(try !opened.reportSkin(seen: [], gone: ["scabs"]).lines.isEmpty)
            #expect(try opened.skin().states.first?.id == "scabs")
            #expect(try opened.skin().last?.at == day4)
            #expect(try opened.toldAt(at: day4)?.headline == "Day 4 after session 1 of 2")
            let reminders = try opened.reminders(most: 5)
            #expect(reminders.count == 5)
            #expect(reminders.allSatisfy { $0.at > day4 })
            let quiet = QuietHours(from: time(21, 0), until: time(9, 0))
            _ = try opened.changeSettings(quiet: quiet, discreet: false)
            #expect(try opened.settings() == SettingsView(quiet: quiet, discreet: false, locale: nil))
            #expect(try !opened.undo().lines.isEmpty)
            #expect(try !opened.redo().lines.isEmpty)
            _ = try opened.changeCourse(attributes: [], sessions: 2)

            let revised = sheet.text.replacing("revision = 1", with: "revision = 2", maxReplacements: 1)
            #expect(try opened.compareSheet(text: revised).beside == "scalp-envy 1 → scalp-envy 2")
            _ = try opened.acceptSheet(text: revised)
            #expect(try opened.sheet().name.revision == 2)
        }

        private func photos(_ opened: Stipple) async throws {
            let crown = [2, 4].map { Files.photo("crown-day-\($0).jpg") }
            let photos = AddPhotos(paths: crown, angle: "crown", tags: ["redness"])
            let added = try await opened.addPhotos(photos: photos).outcome().files.compactMap(\.id)
            let (first, second) = (try #require(added.first), try #require(added.last))
            #expect(try opened.photos().photos.map(\.tags) == [["redness"], ["redness"]])
            #expect(try opened.changePhoto(photo: first, tags: []).lines == ["Photo changed."])
            #expect(try !opened.removePhoto(photo: second).lines.isEmpty)
            #expect(try !opened.restorePhoto(photo: second).lines.isEmpty)
            #expect(try opened.emptyBin() == 0)
            #expect(try !opened.photosDue().shots.isEmpty)
            #expect(try opened.photoPairs().count == 1)
            func out(_ name: String) -> String { desk.folder.appending(path: name).path }
            #expect(try !opened.writePhoto(photo: first, which: .grid, path: out("grid.jpg")).lines.isEmpty)
            _ = try opened.writeIdentity(path: out("identity.txt"))
            #expect(try String(contentsOfFile: out("identity.txt"), encoding: .utf8).contains("AGE-SECRET-KEY-1"))
            let side = try opened.comparePhotos(first: first, second: second, path: out("side.png"))
            #expect(side.lines == ["side.png written."])
            #expect(try opened.slider(first: first, second: second, path: out("slider.gif")).file == out("slider.gif"))
            #expect(try opened.ghost(angle: "crown", width: 90, height: 120, path: out("ghost.png")).width == 90)
            #expect(try await opened.trend(angle: "crown").outcome().points.count == 2)
            #expect(try await !opened.lapse(angle: "crown", path: out("lapse.gif")).outcome().lines.isEmpty)
            #expect(try await opened.scrubPhotos().outcome().lookedAt == 2)
            let report = try await opened.report(path: out("report.html"), photos: [first]).outcome()
            #expect(report.lines.first?.hasPrefix("report.html written.") == true)
            let page = try String(contentsOfFile: out("report.html"), encoding: .utf8)
            #expect(page.ranges(of: "data:image/jpeg").count == 1)
            #expect(try await !opened.exportBundle(path: out("all.zip"), photos: .sealed).outcome().lines.isEmpty)
            #expect(try await !opened.importBundle(path: out("all.zip")).outcome().lines.isEmpty)
        }

        private func takeAway(_ opened: Stipple) async throws {
            let calendar = desk.folder.appending(path: "course.ics")
            _ = try opened.calendar(path: calendar.path)
            #expect(try Data(contentsOf: calendar).starts(with: Data("BEGIN:VCALENDAR\r\n".utf8)))
            let archive = desk.folder.appending(path: "archive.json").path
            _ = try opened.exportArchive(path: archive)
            let phone = Desk()
            let there = try phone.open()
            _ = try await there.importArchive(path: archive).outcome()
            #expect(try there.course() == opened.course())
            // What is there already is no harm.
            _ = try await opened.importArchive(path: archive).outcome()
        }
    }
}
