// The app as a whole: the lock, the cover, what is in clear and for how long; the facade's errors; words and formats.
// Not for: a journey (JourneyTests).
import Foundation
import Testing

@testable import StippleKit

@MainActor
struct AppTests {
    let desk = Desk()

    @Test func nothingIsOpenedUntilTheOwnerSaysSo() async throws {
        let screens = try await desk.course()
        await screens.settings.choose(lock: true)
        #expect(screens.settings.record?.lock == true)
        let app = AppModel(at: desk.place, on: desk.device)
        desk.owner.present = false
        await app.open()
        #expect(app.screens == nil)
        await app.unlock()
        #expect(app.screens == nil)
        desk.owner.present = true
        await app.unlock()
        #expect(app.screens != nil)
        app.enteredBackground()
        #expect(app.screens == nil, "it falls shut")
        desk.owner.present = false
        await app.becameActive()
        #expect(app.screens == nil)
    }

    @Test func behindTheLockRemindersAreStillPlanned() async throws {
        let screens = try await desk.course()
        await screens.settings.choose(lock: true)
        let before = desk.notifications.waiting
        desk.notifications.loseAll()
        let app = AppModel(at: desk.place, on: desk.device)
        let whole = await app.backgroundWork()
        #expect(whole)
        #expect(app.screens == nil)
        #expect(desk.notifications.waiting == before)
        desk.standing.zone = zone("Asia/Tokyo")
        await app.surroundingsChanged()
        #expect(desk.notifications.waiting != before)
        await app.open()
        #expect(app.screens == nil)
        #expect(desk.owner.asked == 1, "only to switch it on")
    }

    @Test func whoAsksTogetherOpensOnce() async throws {
        let app = AppModel(at: desk.place, on: desk.device)
        async let one: Void = app.open()
        async let other: Void = app.becameActive()
        _ = await (one, other)
        let first = try #require(app.screens)
        await app.open()
        #expect(app.screens === first)
    }

    @Test func theLockIsNotSwitchedByWhoIsNotTheOwner() async throws {
        let screens = try await desk.course()
        desk.owner.present = false
        await screens.settings.choose(lock: true)
        #expect(screens.settings.record?.lock == false)
    }

    @Test func theAppSwitcherSeesACoverAndTheDiskNothingInClear() async throws {
        let app = AppModel(at: desk.place, on: desk.device)
        await app.becameActive()
        #expect(!app.isCovered)
        app.becameInactive()
        #expect(app.isCovered)
        let shown = desk.place.shown.appending(path: "left.jpg")
        try Data([1]).write(to: shown)
        app.enteredBackground()
        #expect(!FileManager.default.fileExists(atPath: shown.path))
        #expect(app.isCovered)
        // A kill leaves it: the next launch takes it away.
        try Data([1]).write(to: shown)
        _ = try await desk.open()
        #expect(!FileManager.default.fileExists(atPath: shown.path))
    }

    /// Before anything was opened: whoever has a file open writes into it until it lets go, and when that is nobody knows.
    @Test func aFileThatIsNoDiaryIsSetAsideAndTold() async throws {
        try FileManager.default.createDirectory(at: desk.place.data, withIntermediateDirectories: true)
        let strange = Data("not a diary at all, but long enough to be one".utf8)
        try strange.write(to: desk.place.data.appending(path: "stipple.db"))
        let app = AppModel(at: desk.place, on: desk.device)
        await app.open()
        let screens = try #require(app.screens)
        #expect(screens.shell.toldLines?.first?.contains("set aside") == true)
        let files = try FileManager.default.contentsOfDirectory(at: desk.place.data, includingPropertiesForKeys: nil)
        #expect(files.contains { (try? Data(contentsOf: $0)) == strange }, "nothing of it is lost")
    }

    @Test func lockedSecretsAreToldAndTheBoardGoesOn() async throws {
        let screens = try await desk.course()
        desk.secrets.locked = true
        desk.door.offer(photos: [Files.photo("crown-day-2.jpg")])
        await screens.photos.choose()
        await screens.photos.add()
        #expect(screens.shell.problem?.kind == .secretsLocked)
        #expect(screens.photos.chosen.count == 1, "it waits to be tried again")
        await screens.today.load()
        #expect(screens.today.board != nil)
        desk.secrets.locked = false
        await screens.photos.add()
        #expect(screens.photos.record?.all.count == 1)
    }

    @Test func anImportThatIsGivenUpIsStopped() async throws {
        let screens = try await desk.course()
        let files = (0..<3).map { _ in Files.photo("crown-day-2.jpg") }
        let companion = screens.shell.companion
        let waiting = Task { try await companion.add(photos: files, angle: "crown") { $0.cancel() } }
        let added = try await waiting.value
        #expect(added.added < 3)
    }

    @Test func afterDeletingTheOldCompanionAnswersNothing() async throws {
        let companion = try await desk.open()
        try await companion.deleteEverything()
        await #expect(throws: Problem(.closed, told: "")) { try await companion.hasCourse() }
    }

    @Test func theWidgetKnowsTheDaysToCome() async throws {
        _ = try await desk.course()
        let content = try #require(desk.shelf.content)
        #expect(content.discreet)
        #expect(content.entry(at: day4)?.headline.plain == "Day 4 after session 1 of 3")
        #expect(content.entry(at: moment("2026-05-06T12:00:00Z"))?.headline.plain == "Day 5 after session 1 of 3")
        #expect(content.entries.map(\.from) == content.entries.map(\.from).sorted())
        let kept = try JSONDecoder().decode(WidgetContent.self, from: JSONEncoder().encode(content))
        #expect(kept == content)
    }

    @Test func theIconIsChosenAndARefusalIsTold() async throws {
        let settings = try await desk.screens().settings
        await settings.load()
        #expect(settings.record?.canChooseIcon == true && settings.record?.discreetIcon == false)
        await settings.choose(discreetIcon: true)
        #expect(settings.record?.discreetIcon == true)
        desk.home.isRefusing = true
        await settings.choose(discreetIcon: false)
        #expect(settings.record?.discreetIcon == true)
        #expect(settings.shell.problem == .device(.iconNotChanged))
    }

    @Test func aChangeIsReadOnceByTheModelAndItsPage() async throws {
        let screens = try await desk.course()
        let (course, shell) = (screens.course, screens.shell)
        let (read, seen) = (course.reads.count, shell.revision)
        let page = Task {
            while shell.revision == seen { await Task.yield() }
            await course.follow()
        }
        await course.mark(1, final: true)
        await page.value
        #expect(course.reads.count == read + 1)
        #expect(course.course?.sessions.map(\.isFinal) == [true])
        // Nothing was changed; who wants to read anew does; later it is another time.
        await course.follow()
        #expect(course.reads.count == read + 1)
        await course.load()
        desk.standing.now += 60
        await course.follow()
        #expect(course.reads.count == read + 3)
    }

    @Test func theLastWordOfASearchCounts() async throws {
        let screens = try await desk.course()
        screens.can.text = "skydive"
        await screens.can.search()
        #expect(screens.can.nothingFits == "Nothing called “skydive” is known. Ask your studio.")
        screens.can.text = ""
        await screens.can.search()
        #expect(screens.can.nothingFits == nil)
    }
}

struct FormatTests {
    @Test(arguments: [
        ("en_GB", "in 1d 15h"), ("fr_FR", "in 1j 15h"), ("ja_JP", "in 1日15時間"),
    ])
    func aCountdownIsWrittenByTheLocale(locale: String, short: String) {
        let countdown = Countdown(until: day4 + .day + 15 * 3600 - 20, locale: Locale(identifier: locale))
        let text = countdown.short(now: day4)
        #expect(text.filter { !$0.isWhitespace } == short.filter { !$0.isWhitespace }, "\(text)")
    }

    @Test func aCountdownIsSpokenInFullAndEnds() {
        let countdown = Countdown(until: day4 + 61 * 60, locale: Locale(identifier: "en_GB"))
        #expect(countdown.spoken(now: day4) == "in 1 hour, 1 minute")
        #expect(countdown.short(now: day4 + 61 * 60) == "now")
        #expect(countdown.short(now: day4 + 62 * 60) == "now")
    }

    @Test func momentsAreWrittenByTheLocaleAndTheZone() {
        let british = day4.moment(locale: Locale(identifier: "en_GB"), zone: london)
        #expect(british.contains("Tue") && british.contains("5 May") && british.contains("09:00"))
        let american = day4.moment(locale: Locale(identifier: "en_US"), zone: zone("America/New_York"))
        #expect(american.contains("May 5") && american.contains("4:00"))
    }

    @Test func aDayIsTheSameInEveryZone() {
        let day = Day(year: 2026, month: 5, day: 7)
        for name in ["Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"] {
            #expect(Day(of: day.noon(in: zone(name)), in: zone(name)) == day)
        }
        for hour in [0, 8, 22] {
            let time = ClockTime(hour: hour, minute: 30)
            #expect(ClockTime(of: time.moment(in: london), in: london) == time)
        }
    }

    @Test func countedPhrasesHaveTheirForms() {
        #expect(Phrase.photosChosen(1).text == "1 photo to bring in")
        #expect(Phrase.photosChosen(3).text == "3 photos to bring in")
        #expect(Phrase.reminders(1).text == "1 reminder to come")
        #expect(Phrase.sheetInferred(4).text == "4 statements are not in the sheet's own words.")
        #expect(Phrase.deleteQuestion("Session 2").text == "Delete Session 2?")
    }

    @Test @MainActor func barsFillTheStretchAndNoMore() async throws {
        let desk = Desk()
        let course = try #require(try await desk.course().course.course)
        let stretch = course.stretch(now: day4)
        #expect(!course.timeline.isEmpty)
        for bar in course.timeline {
            let pieces = bar.pieces(from: stretch.lowerBound, until: stretch.upperBound)
            #expect(pieces.allSatisfy { $0.share > 0 && $0.from < $0.until })
            #expect(pieces.map(\.share).reduce(0, +) <= 1.000001)
            #expect(pieces.last?.until == stretch.upperBound)
        }
        #expect(course.timeline[0].pieces(from: day4, until: day4).isEmpty)
    }
}
