// Reminders at the operating system: a difference each time, over changes of zone and clock, a restart, the limit, and a kill
// half-way. Not for: when a reminder is due (the core's own tests).
import Foundation
import Testing

@testable import StippleKit

struct ReminderPlanTests {
    private let now = day4

    private func reminder(_ place: Int, body: String = "body") -> Reminder {
        Reminder(id: "r\(place)", at: now + TimeInterval(place) * 60, title: "title", body: body)
    }

    private func pending(_ place: Int) -> PendingNotification {
        PendingNotification(reminder(place))
    }

    @Test func whatIsHeldAlreadyIsLeftAlone() {
        let plan = ReminderPlan(wanted: (1...5).map { reminder($0) }, pending: (1...5).map(pending), now: now)
        #expect(plan.changesNothing)
        #expect(plan.kept == 5)
    }

    @Test func onlyWhatDiffersIsChanged() {
        let wanted = [reminder(2), reminder(3, body: "another"), reminder(4)]
        let plan = ReminderPlan(wanted: wanted, pending: [pending(1), pending(2), pending(3)], now: now)
        #expect(plan.remove == ["reminder.r1"])
        #expect(plan.add.map(\.id) == ["reminder.r3", "reminder.r4"])
    }

    @Test func theSoonestSixtyFourAreKept() {
        let wanted = (1...80).reversed().map { reminder($0) }
        let plan = ReminderPlan(wanted: wanted, pending: [], now: now)
        #expect(plan.add.count == 64)
        #expect(plan.add.map(\.id).first == "reminder.r1")
        #expect(plan.add.map(\.id).last == "reminder.r64")
    }

    @Test func aTestNotificationCountsAndIsNotTouched() {
        let test = PendingNotification(id: "test", at: now + 5, title: "", body: "")
        let plan = ReminderPlan(wanted: (1...64).map { reminder($0) }, pending: [test], now: now)
        #expect(plan.add.count == 63)
        #expect(plan.remove.isEmpty)
        #expect(plan.kept == 64)
    }

    @Test func whatHasPassedIsNotHandedOver() {
        let plan = ReminderPlan(wanted: [reminder(-1), reminder(0), reminder(1)], pending: [], now: now)
        #expect(plan.add.map(\.id) == ["reminder.r1"])
    }

    @Test func roomThatOthersTookGoesFromTheLatest() {
        let plan = ReminderPlan(
            wanted: (1...4).map { reminder($0) }, pending: [pending(3), pending(4)], now: now, limit: 3)
        #expect(plan.remove == ["reminder.r4"])
        #expect(plan.add.map(\.id) == ["reminder.r1", "reminder.r2"])
        #expect(plan.kept == 3)
    }

    @Test func fractionsOfASecondAreNoDifference() {
        let exact = Reminder(id: "r", at: now + 60.123456, title: "", body: "")
        let first = ReminderPlan(wanted: [exact], pending: [], now: now)
        let again = ReminderPlan(wanted: [exact], pending: first.add, now: now)
        #expect(again.changesNothing)
        #expect(first.add[0].at >= exact.at, "never before it is true")
    }

    /// Whatever is held and wanted, what is held after it is what is wanted, and one more plan changes nothing.
    @Test(arguments: 0..<200)
    func carriedOutItIsWhatIsWanted(seed: Int) {
        var random = Numbers(seed: UInt64(seed))
        let wanted = (0..<Int.random(in: 0...90, using: &random)).map { place in
            reminder(place - 5, body: Bool.random(using: &random) ? "one" : "other")
        }
        var held = Dictionary(
            uniqueKeysWithValues: (0..<Int.random(in: 0...64, using: &random)).map { place in
                let id = Bool.random(using: &random) ? "reminder.r\(place)" : "other.\(place)"
                let at = now + TimeInterval(place) * 60
                return (id, PendingNotification(id: id, at: at, title: "title", body: "one"))
            })
        let others = held.keys.filter { !$0.hasPrefix(ReminderPlan.prefix) }
        let plan = ReminderPlan(wanted: wanted, pending: Array(held.values), now: now)
        for id in plan.remove { held[id] = nil }
        for one in plan.add { held[one.id] = one }
        let coming = wanted.filter { $0.at > now }.map(PendingNotification.init).prefix(64 - others.count)
        #expect(Set(held.keys) == Set(coming.map(\.id)).union(others))
        #expect(coming.allSatisfy { held[$0.id] == $0 })
        #expect(held.count <= 64)
        #expect(ReminderPlan(wanted: wanted, pending: Array(held.values), now: now).changesNothing)
    }
}

/// The same numbers each time.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) {
        state = seed &+ 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

@MainActor
struct ReminderPlannerTests {
    let desk = Desk()

    /// What the core wants, as the system keeps it.
    private func wanted(_ screens: Screens) async throws -> [PendingNotification] {
        try await screens.shell.companion.reminders().map(PendingNotification.init)
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    @Test func theSystemHoldsWhatTheCoreWants() async throws {
        let screens = try await desk.course()
        let wanted = try await wanted(screens)
        #expect(wanted.count > 5)
        #expect(desk.notifications.waiting == wanted)
        #expect(try #require(desk.wakes.next) > desk.standing.now)
    }

    @Test func nothingOnTheLockScreenSaysWhatItIsAbout() async throws {
        let screens = try await desk.course()
        let words = ["hair", "scalp", "skin", "ink", "wash", "shave", "session", "Envy"]
        for one in desk.notifications.waiting {
            for word in words {
                #expect(!"\(one.title) \(one.body)".localizedCaseInsensitiveContains(word), "\(one)")
            }
        }
        await screens.reminders.load()
        #expect(screens.reminders.record?.discreet == true)
        desk.notifications.forgetCounts()
        await screens.reminders.choose(discreet: false)
        #expect(desk.notifications.added > 0, "the same reminders in other words are handed over anew")
        #expect(desk.notifications.removed == 0)
    }

    @Test func anotherZoneMovesWhatFollowsTheClockOnTheWall() async throws {
        let screens = try await desk.course()
        let before = desk.notifications.waiting
        desk.standing.zone = zone("Asia/Tokyo")
        await screens.shell.surroundingsChanged()
        let after = desk.notifications.waiting
        #expect(after != before)
        let wanted = try await wanted(screens)
        #expect(after == wanted)
        desk.standing.zone = london
        await screens.shell.surroundingsChanged()
        #expect(desk.notifications.waiting == before, "and back")
    }

    @Test func aClockThatIsSetForwardAndBackLosesNothing() async throws {
        let screens = try await desk.course()
        let before = desk.notifications.waiting
        desk.standing.now = day4 + 3 * .day
        desk.notifications.pass(until: desk.standing.now)
        await screens.shell.surroundingsChanged()
        #expect(desk.notifications.waiting.allSatisfy { $0.at > desk.standing.now })
        desk.standing.now = day4
        await screens.shell.surroundingsChanged()
        #expect(desk.notifications.waiting == before)
    }

    @Test func summerTimeEndsAndRemindersStayOnTheWallClock() async throws {
        // A course that runs over the last Sunday of October.
        desk.standing.now = moment("2026-10-20T08:00:00Z")
        desk.notifications.allow()
        let screens = try await desk.screens()
        await screens.sheet.load()
        await screens.sheet.consider(try #require(screens.sheet.choices.scalpEnvy).text)
        await screens.sheet.accept()
        await screens.course.logNow()
        let calendar = Calendar.gregorian(in: london)
        let daily = desk.notifications.waiting.filter { $0.at > moment("2026-10-23T00:00:00Z") }
        #expect(daily.contains { $0.at > moment("2026-10-25T02:00:00Z") }, "or nothing is tested here")
        for one in daily {
            // Quiet hours are the wall clock's, before the change and after it.
            let hour = calendar.component(.hour, from: one.at)
            #expect((8..<22).contains(hour), "\(one.at)")
        }
    }

    @Test func aRestartLosesNothingAndPlansNothingTwice() async throws {
        _ = try await desk.course()
        let before = desk.notifications.waiting
        desk.notifications.forgetCounts()
        // Nothing of Stipple runs after a restart until somebody opens it; the system kept them.
        let restarted = try await desk.screens()
        await restarted.shell.surroundingsChanged()
        #expect(desk.notifications.waiting == before)
        #expect(desk.notifications.added == 0)
        #expect(desk.notifications.removed == 0)
        // A restored phone has none: they are all handed over again.
        desk.notifications.loseAll()
        await restarted.shell.surroundingsChanged()
        #expect(desk.notifications.waiting == before)
    }

    @Test func whatAKillLeftHalfDoneIsFinishedByTheNext() async throws {
        let screens = try await desk.course()
        let before = desk.notifications.waiting
        desk.notifications.loseAll()
        desk.notifications.fail(after: 3)
        let outcome = await screens.shell.reminders.replan()
        guard case .failed = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(desk.notifications.waiting.count == 3)
        desk.notifications.fail(after: nil)
        await screens.shell.reminders.replan()
        #expect(desk.notifications.waiting == before)
    }

    @Test func whoRefusesIsNotAskedAgainAndNothingIsPlanned() async throws {
        desk.notifications.answer = false
        let screens = try await desk.screens()
        await screens.sheet.load()
        await screens.sheet.consider(try #require(screens.sheet.choices.scalpEnvy).text)
        await screens.sheet.accept()
        await screens.course.logNow()
        screens.course.open(.plan)
        await screens.course.submit()
        #expect(desk.notifications.asked == 1)
        #expect(desk.notifications.waiting.isEmpty)
        let outcome = await screens.shell.reminders.replan()
        #expect(outcome == .notAllowed)
        await screens.reminders.load()
        #expect(screens.reminders.record?.permission == .refused)
        #expect(screens.reminders.record?.reminders.isEmpty == false)
    }

    @Test func plansAskedForTogetherAreMadeOneAfterTheOther() async throws {
        let screens = try await desk.course()
        let before = desk.notifications.waiting
        desk.notifications.loseAll()
        let planner = screens.shell.reminders
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await planner.replan() } }
        }
        #expect(desk.notifications.waiting == before)
    }

    @Test func quietHoursMoveThem() async throws {
        let screens = try await desk.course()
        await screens.reminders.load()
        #expect(screens.reminders.record?.quiet == .usual)
        let quiet = QuietTimes(from: ClockTime(hour: 18, minute: 0), until: ClockTime(hour: 11, minute: 30))
        await screens.reminders.choose(quiet: quiet)
        #expect(screens.reminders.record?.quiet == quiet)
        let calendar = Calendar.gregorian(in: london)
        for one in desk.notifications.waiting {
            let parts = calendar.dateComponents([.hour, .minute], from: one.at)
            let minutes = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
            #expect((11 * 60 + 30...18 * 60).contains(minutes), "\(one.at)")
        }
    }

    @Test func aTestIsSentInTheChosenWording() async throws {
        let screens = try await desk.course()
        await screens.reminders.load()
        await screens.reminders.sendTest()
        let test = try #require(desk.notifications.waiting.first { $0.id == "test" })
        #expect(test.title == "Stipple: a test")
        await screens.shell.reminders.replan()
        #expect(desk.notifications.waiting.contains(test), "a plan leaves it")
    }

    @Test func inTheBackgroundThePlanIsRenewedAndTheBinEmptied() async throws {
        let screens = try await desk.course()
        desk.standing.now = day4 + 2 * .day
        desk.notifications.pass(until: desk.standing.now)
        let whole = await screens.shell.backgroundWork()
        #expect(whole)
        let wanted = try await wanted(screens)
        #expect(desk.notifications.waiting == wanted)
        #expect(desk.shelf.content?.entries.first?.headline.plain == "Day 6 after session 1 of 3")
    }
}
