// A client's way through the app, by the models alone, on the real core: from the first launch to deleting everything. The same
// journey, in the same order, as the Android shell's. Not for: what a view draws (ScreensTests).
import Foundation
import Testing

@testable import StippleKit

@MainActor
struct JourneyTests {
    let desk = Desk()
    private let elsewhere = Elsewhere()

    @Test func fromTheFirstLaunchToDeletingEverything() async throws {
        // First launch: no course, and nobody is asked for anything.
        let app = AppModel(at: desk.place, on: desk.device)
        await app.open()
        var screens = try #require(app.screens)
        await screens.today.load()
        #expect(screens.today.board == nil)
        #expect(screens.today.problem?.kind == .noCourse)
        #expect(screens.today.problem?.told == "No course yet. Start one first.")
        #expect(desk.notifications.asked == 0)

        // A sheet is chosen, read, accepted.
        await screens.sheet.load()
        await screens.sheet.consider(try #require(screens.sheet.choices.scalpEnvy).text)
        #expect(screens.sheet.offer?.difference == nil)
        #expect(screens.sheet.offer?.shown?.name.id == "scalp-envy")
        await screens.sheet.accept()
        #expect(screens.shell.doneLines == ["Course started."])
        #expect(screens.sheet.sheet?.parts.isEmpty == false)
        #expect(screens.sheet.offer == nil)
        #expect(desk.notifications.asked == 0)

        // Session 1 ended on Friday evening. Only now is leave to remind asked for, once.
        screens.course.open(.log)
        screens.course.draft.moment = session1
        screens.course.draft.notes.pigment = "tone 4"
        await screens.course.submit()
        #expect(screens.course.form == nil)
        #expect(screens.course.course?.sessions.map(\.number) == [1])
        #expect(screens.course.course?.sessions[0].lines.map(\.plain) == ["Pigment: tone 4"])
        #expect(desk.notifications.asked == 1)
        #expect(!desk.notifications.waiting.isEmpty)

        // The board.
        await screens.today.load()
        let board = try #require(screens.today.board)
        #expect(board.headline.plain == "Day 4 after session 1 of 3")
        #expect(board.sections.first?.verdict == .no)
        let wash = try #require(board.sections.flatMap(\.rows).flatMap(\.activities).first { $0.id == "wash" })
        await screens.today.tap(wash)
        #expect(screens.today.answer?.verdict == .no)
        #expect(screens.today.answer?.reasons.isEmpty == false)
        screens.today.closeAnswer()

        // Can I …? Another day is asked about, and a holiday.
        screens.can.text = "swim"
        await screens.can.search()
        let swim = try #require(screens.can.found.first)
        screens.can.day = Day(year: 2026, month: 5, day: 20)
        await screens.can.ask(swim)
        #expect(screens.can.answer?.activity.id == "swim")
        #expect(screens.can.answer?.at == moment("2026-05-20T11:00:00Z"))
        screens.can.planner.activities = [swim]
        screens.can.planner.first = Day(year: 2026, month: 6, day: 1)
        screens.can.planner.last = Day(year: 2026, month: 6, day: 3)
        await screens.can.planHoliday()
        #expect(screens.can.plan?.clear == false)
        #expect(screens.can.plan?.activities.first?.days.count == 3)
        screens.can.closePlan()

        // A skin check: a tap is "there", another "gone".
        await screens.skin.load()
        #expect(screens.skin.page?.lines == ["No skin check since the session."])
        let scabs = try #require(screens.skin.page?.states.first)
        screens.skin.tap(scabs)
        #expect(screens.skin.draft.seen == ["scabs"])
        await screens.skin.record()
        #expect(screens.skin.said?.lines.isEmpty == false)
        #expect(screens.skin.draft == SkinDraft())
        #expect(screens.skin.page?.lines.first?.plain.hasPrefix("Last skin check") == true)
        #expect(screens.skin.page?.lines.first?.plain.hasSuffix("scabs seen") == true)
        await screens.shell.undo()
        #expect(screens.shell.doneLines?.isEmpty == false)

        // Session 2 is planned too early, which is warned of and never refused; then moved into the window.
        await screens.course.load()
        screens.course.open(.plan)
        #expect(
            screens.course.draft.moment == moment("2026-05-15T09:00:00Z"), "ten o'clock on the first day that suits")
        screens.course.draft.moment = moment("2026-05-10T09:00:00Z")
        await screens.course.submit()
        if case .done(let done) = screens.shell.notice {
            #expect(done.warnings.first?.plain.contains("earlier than your sheet's 14 days") == true)
        } else {
            Issue.record("nothing was done")
        }
        screens.course.open(.move(2))
        screens.course.draft.moment = moment("2026-05-16T09:00:00Z")
        await screens.course.submit()
        #expect(screens.course.course?.nextSession?.starts == moment("2026-05-16T09:00:00Z"))

        // Which session is the last is not known, then session 2 is marked, and its clock is there.
        let unknown = try #require(screens.course.course?.lines)
        #expect(unknown.contains("Which session is the last is not settled yet."))
        await screens.course.mark(2, final: true)
        #expect(screens.course.course?.sessions.map(\.isFinal) == [false, true])
        desk.standing.now = moment("2026-05-16T15:00:00Z")
        await screens.course.load()
        let unconfirmed = try #require(screens.course.unconfirmed)
        #expect(unconfirmed.number == 2)
        await screens.today.load()
        #expect(screens.today.board?.unconfirmed?.session == 2)
        await screens.today.confirm(2)
        #expect(screens.today.board?.unconfirmed == nil)
        await screens.course.load()
        let known = try #require(screens.course.course)
        #expect(known.sessions.map(\.done) == [true, true])
        #expect(known.lines.contains { $0.plain.hasPrefix("The final session is session 2") })
        #expect(known.lines.contains { $0.plain.hasPrefix("The last wait after the final session ends") })

        // Photos come in, one of them broken; two are compared.
        let photos = ["crown-before.jpg", "crown-day-2.jpg", "broken.jpg"].map(Files.photo)
        desk.door.offer(photos: photos)
        await screens.photos.choose()
        #expect(screens.photos.chosen.count == 3)
        await screens.photos.add()
        #expect(screens.photos.chosen.isEmpty)
        #expect(screens.photos.record?.all.count == 2)
        #expect(screens.shell.toldLines?.first == "\u{2068}2\u{2069} photos added.")
        let pair = try #require(screens.photos.record?.pairs.first)
        await screens.photos.compare(pair)
        let made = try #require(screens.photos.made)
        #expect(try Data(contentsOf: made.picture).starts(with: [0xFF, 0xD8, 0xFF]))
        #expect(try Data(contentsOf: try #require(made.slider)).starts(with: Array("GIF89a".utf8)))
        screens.photos.closeMade()
        #expect(!FileManager.default.fileExists(atPath: made.picture.path))

        // An export goes out, whole, and nothing of it stays behind in clear.
        await screens.settings.load()
        #expect(screens.settings.record?.hasCourse == true)
        await screens.settings.exportWithPhotos()
        #expect(desk.door.sharedNames == ["stipple.zip"])
        let export = try #require(desk.door.lastShared)
        #expect(export.starts(with: Array("PK".utf8)))
        await screens.settings.sharePhotoKey()
        let key = try #require(desk.door.lastShared)
        #expect(String(decoding: key, as: UTF8.self).contains("AGE-SECRET-KEY-1"))

        // A report for the studio: a page, with pictures only where they are asked for.
        for (withPhotos, pictures) in [(false, false), (true, true)] {
            await screens.settings.report(withPhotos: withPhotos)
            let page = String(decoding: try #require(desk.door.lastShared), as: UTF8.self)
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(page.contains("data:image/jpeg;base64,") == pictures)
            #expect(screens.shell.toldLines?.first?.plain.hasPrefix("report.html written.") == true)
        }
        #expect(desk.door.sharedNames.last == "report.html")
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.place.passing.path).isEmpty)

        try await aSecondDevice(beside: screens)

        // Everything is deleted: the data, the secrets, the notifications, the widget.
        #expect(desk.secrets.count > 0)
        #expect(desk.shelf.content != nil)
        await app.deleteEverything()
        #expect(app.departure == .asks, "this device is in an account")
        await app.deleteEverything(deletingAccount: true)
        screens = try #require(app.screens)
        #expect(screens.shell.toldLines == ["Everything on this device was deleted."])
        #expect(desk.secrets.count == 0)
        #expect(desk.notifications.waiting.isEmpty)
        #expect(desk.shelf.content == nil)
        #expect(desk.wakes.next == nil)
        #expect(!FileManager.default.fileExists(atPath: desk.place.data.path))
        await screens.today.load()
        #expect(screens.today.problem?.kind == .noCourse)

        // What was exported comes back: sealed to a phone that is gone, it asks for its key.
        desk.door.offer(file: try kept(export, "stipple.zip"))
        await screens.settings.bringIn()
        #expect(screens.shell.problem?.kind == .photosLocked)
        #expect(screens.settings.sealed != nil)
        desk.door.offer(file: try kept(Data("no key".utf8), "no-key.txt"))
        await screens.settings.choosePhotoKey()
        #expect(screens.shell.problem?.kind == .badInput)
        desk.door.offer(file: try kept(key, "key.txt"))
        await screens.settings.choosePhotoKey()
        #expect(screens.settings.sealed == nil)
        #expect(screens.settings.record?.hasCourse == true)
        await screens.photos.load()
        let back = try #require(screens.photos.record?.all.first)
        let shownAgain = await screens.photos.picture(of: back.id, .view)
        #expect(shownAgain != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.place.passing.path).isEmpty)
    }

    /// A second device joins by code and shows the same board.
    private func aSecondDevice(beside screens: Screens) async throws {
        await screens.account.load()
        #expect(screens.account.record?.lines == ["This device is in no account: what you enter stays on it alone."])
        screens.account.draft.server = try Files.server()
        screens.account.draft.device = "laptop"
        await screens.account.create()
        let shown = try #require(screens.account.code)
        #expect(shown.lines.count == 2)
        await screens.account.confirmCode()
        #expect(screens.account.code == nil, "it is shown once")
        #expect(desk.owner.asked > 0)

        // The server takes only those who were invited; offline or refused, what waits goes with a later run.
        await screens.account.sync()
        #expect(screens.account.ran?.refused == true)
        screens.account.draft.invitation = Files.invitation
        await screens.account.sync()
        #expect(screens.account.ran?.inStep == true)
        #expect(screens.account.record?.lines.first?.plain.hasPrefix("Last in step") == true)

        let phone = Desk()
        phone.standing.now = desk.standing.now
        let there = try await phone.screens()
        await there.joinAccount(by: shown.code, on: try Files.server(), named: "phone")
        #expect(there.account.record?.state == .active)
        await there.today.load()
        await screens.today.load()
        #expect(there.today.board != nil)
        #expect(there.today.board == screens.today.board)
        await there.photos.load()
        let photo = try #require(there.photos.record?.all.first)
        #expect(await there.photos.picture(of: photo.id, .view) != nil, "photos travel, and open")

        // What the one reports the other shows.
        await there.skin.load()
        there.skin.tap(try #require(there.skin.page?.states.first))
        await there.skin.record()
        await there.shell.syncer.settled()
        await screens.comesBack()
        await there.today.load()
        await screens.today.load()
        #expect(there.today.board == screens.today.board)
        await screens.account.loadDevices()
        #expect(screens.account.devices?.map(\.name) == ["laptop", "phone"])
    }

    /// A file that the client has somewhere else.
    private func kept(_ data: Data, _ name: String) throws -> URL {
        let folder = elsewhere.url
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: name)
        try data.write(to: file)
        return file
    }

    @Test func anExportWithoutPhotosMovesTheCourseToANewPhone() async throws {
        let screens = try await desk.course()
        await screens.settings.export()
        let archive = desk.place.root.appending(path: "stipple.json")
        try #require(desk.door.lastShared).write(to: archive)
        let phone = Desk()
        let there = try await phone.screens()
        phone.door.offer(file: archive)
        await there.settings.bringIn()
        #expect(there.shell.doneLines?.first?.plain.hasPrefix("Imported") == true)
        await there.today.load()
        await screens.today.load()
        #expect(there.today.board == screens.today.board)
    }

    @Test func aRevisedSheetIsShownBeforeItIsAccepted() async throws {
        let screens = try await desk.course()
        let text = try #require(try await screens.shell.companion.builtInSheets().scalpEnvy).text
        desk.door.offer(code: text.replacing("revision = 1", with: "revision = 2", maxReplacements: 1))
        await screens.sheet.scan()
        #expect(screens.sheet.offer?.difference?.beside == "scalp-envy 1 → scalp-envy 2")
        screens.sheet.decline()
        await screens.sheet.load()
        #expect(screens.sheet.sheet?.name.revision == 1)
        await screens.sheet.scan()
        await screens.sheet.accept()
        #expect(screens.sheet.sheet?.name.revision == 2)
        desk.door.offer(code: "https://example.org/no-sheet")
        await screens.sheet.scan()
        #expect(screens.sheet.offer == nil)
        #expect(screens.shell.problem?.kind == .sheetRefused)
    }

    @Test func aSessionThatDidNotTakePlaceIsRemovedAndComesBack() async throws {
        let screens = try await desk.course()
        screens.course.open(.plan)
        await screens.course.submit()
        desk.standing.now = moment("2026-05-16T15:00:00Z")
        await screens.today.load()
        await screens.today.didNotTakePlace(2)
        await screens.course.load()
        #expect(screens.course.course?.sessions.map(\.number) == [1])
        await screens.shell.undo()
        await screens.course.load()
        #expect(screens.course.course?.sessions.map(\.number) == [1, 2])
        await screens.shell.redo()
        await screens.course.load()
        #expect(screens.course.course?.sessions.map(\.number) == [1])
    }

    @Test func aPhotoGoesIntoTheBinAndComesBack() async throws {
        let screens = try await desk.course()
        desk.camera = TestCamera(
            photo: Files.photo("crown-day-2.jpg"), held: [Tilt(roll: 9, pitch: 0), Tilt(roll: 1, pitch: -2)])
        let withCamera = try await desk.screens()
        let camera = CameraModel(withCamera.photos)
        await camera.begin(width: 90, height: 120)
        #expect(camera.allowed == true)
        #expect(camera.ghost == nil, "there is no earlier photo")
        await camera.shoot()
        camera.end()
        #expect(withCamera.photos.chosen.count == 1)
        await withCamera.photos.add()
        let photo = try #require(withCamera.photos.record?.all.first)
        let shown = try #require(await withCamera.photos.picture(of: photo.id, .grid))
        #expect(try Data(contentsOf: shown).starts(with: [0xFF, 0xD8, 0xFF]))
        desk.place.clearShown()
        #expect(!FileManager.default.fileExists(atPath: shown.path))
        await camera.begin(width: 90, height: 120)
        #expect(camera.ghost != nil)
        await withCamera.photos.remove(photo)
        #expect(withCamera.photos.record?.bin.map(\.id) == [photo.id])
        #expect(withCamera.photos.record?.all.isEmpty == true)
        await withCamera.photos.restore(photo)
        #expect(withCamera.photos.record?.all.map(\.id) == [photo.id])
        _ = screens
    }

    @Test func aSeriesIsPlayedAndMeasured() async throws {
        let screens = try await desk.course()
        desk.door.offer(photos: ["crown-before.jpg", "crown-day-2.jpg", "crown-day-4.jpg"].map(Files.photo))
        await screens.photos.choose()
        await screens.photos.add()
        let crown = try #require(screens.photos.record?.angles.first?.angle)
        await screens.photos.lapse(crown)
        let lapse = try #require(screens.photos.made)
        #expect(try Data(contentsOf: lapse.picture).starts(with: Array("GIF89a".utf8)))
        await screens.photos.share(lapse)
        #expect(desk.door.sharedNames == ["lapse.gif"])
        screens.photos.closeMade()
        for what in Trend.Of.allCases {
            await screens.photos.trend(crown, of: what)
            let trend = try #require(screens.photos.made)
            #expect(try Data(contentsOf: trend.picture).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(trend.lines.contains("A line, not a verdict: light and angle change it too."))
            screens.photos.closeMade()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.place.shown.path).isEmpty)
    }

    @Test func photosOfAnAngleThatIsTooFewCannotBeCompared() async throws {
        let screens = try await desk.course()
        desk.door.offer(photos: [Files.photo("crown-day-2.jpg")])
        await screens.photos.choose()
        await screens.photos.add()
        await screens.photos.lapse(try #require(screens.photos.record?.angles.first?.angle))
        #expect(screens.photos.made == nil)
        #expect(screens.shell.problem?.kind == .cannotCompare)
    }

    @Test func theCalendarIsDiscreetAndTheConsultationIsKept() async throws {
        let screens = try await desk.course()
        screens.course.open(.consultation)
        screens.course.draft.moment = session1 - 10 * .day
        screens.course.draft.notes.text = "by video"
        await screens.course.submit()
        #expect(screens.course.course?.consultation?.plain.contains("by video") == true)
        screens.course.open(.plan)
        await screens.course.submit()
        await screens.settings.calendar()
        #expect(desk.door.sharedNames == ["stipple.ics"])
        let calendar = String(decoding: try #require(desk.door.lastShared), as: UTF8.self)
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR"))
        for word in ["Scalp", "hair", "wash"] { #expect(!calendar.localizedCaseInsensitiveContains(word)) }
    }

    @Test func aCourseIsFinishedAndGoesOn() async throws {
        let screens = try await desk.course()
        await screens.course.finish()
        #expect(screens.course.course?.complete == true)
        await screens.course.logNow()
        #expect(screens.shell.problem?.kind == .courseComplete)
        await screens.course.reopen()
        #expect(screens.course.course?.complete == false)
        screens.course.open(.note(1))
        screens.course.draft.notes.shade = .lighter
        await screens.course.submit()
        #expect(screens.course.course?.sessions[0].lines.contains { $0.plain.contains("Lighter") } == true)
        await screens.course.remove(1)
        #expect(screens.course.course?.sessions.isEmpty == true)
        await screens.shell.undo()
        await screens.course.load()
        #expect(screens.course.course?.sessions.count == 1)
    }

    @Test func aCameraThatIsNotAllowedIsToldInWords() async throws {
        desk.camera = TestCamera(allowed: false)
        let screens = try await desk.course()
        let camera = CameraModel(screens.photos)
        await camera.begin(width: 90, height: 120)
        #expect(screens.shell.problem == .device(.cameraRefused))
        await camera.shoot()
        #expect(screens.shell.problem == .device(.cameraFailed))
        #expect(screens.photos.chosen.isEmpty)
    }
}

/// A folder that goes with the test.
private final class Elsewhere {
    let url = FileManager.default.temporaryDirectory.appending(path: "elsewhere-\(UUID().uuidString)")

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}

extension String {
    /// Without the marks around what the core put in.
    var plain: String {
        filter { $0 != "\u{2068}" && $0 != "\u{2069}" }
    }
}
