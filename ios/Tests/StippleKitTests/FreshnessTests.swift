// How long what a screen shows may stay: by itself, and on a board that is left open, with the real core.
// Not for: that the system runs it while the app is in front (a device has to show that).
import Foundation
import Testing

@testable import StippleKit

@Suite struct FreshnessTests {
    private let noon = moment("2026-05-05T11:00:00Z")

    private func holds(after minutes: Double, changes: [Double] = []) -> Bool {
        Freshness.holds(
            read: noon, now: noon + minutes * 60, changes: changes.map { noon + $0 * 60 }, zone: london)
    }

    @Test func itHoldsUntilTheNextChangeAndNeverForLong() {
        #expect(holds(after: 4, changes: [-1, 0, 5]))
        #expect(!holds(after: 5, changes: [5]))
        #expect(!holds(after: 7, changes: [5]))
        #expect(!holds(after: 10))
    }

    @Test func itHoldsNeitherOnAnotherDayNorBeforeItWasRead() {
        let late = moment("2026-05-05T22:58:00Z")
        #expect(Freshness.holds(read: late, now: late + 60, changes: [], zone: london))
        #expect(!Freshness.holds(read: late, now: late + 120, changes: [], zone: london))
        #expect(!holds(after: -1))
    }

    @Test func itIsLookedAtWhenItChangesAndEachMinute() {
        let changes = [noon - 60, noon, noon + 20, noon + 60]
        #expect(Freshness.untilNextLook(now: noon, changes: changes) == .seconds(20))
        #expect(Freshness.untilNextLook(now: noon, changes: [noon + 1800]) == .seconds(60))
        #expect(Freshness.untilNextLook(now: noon, changes: []) == .seconds(60))
    }

    @MainActor
    @Test func aBoardAndAnAnswerThatAreLeftOpenSayNoLongerThanTheyHold() async throws {
        let desk = Desk()
        let screens = try await desk.course()
        await screens.today.load()
        let wash = try #require(screens.today.board?.sections.first?.rows.first?.activities.first { $0.id == "wash" })
        await screens.today.tap(wash)
        #expect(screens.today.answer?.verdict == .no)
        let opens = try #require(screens.today.board?.changes.first)
        desk.standing.now = opens - 30
        await screens.today.load()
        var looks = 0
        await screens.today.keepFresh { wait in
            looks += 1
            switch looks {
            case 1:
                #expect(wait == .seconds(30))
                desk.standing.now = opens
            case 2:
                // What a page does when it is told to read anew.
                await screens.today.follow()
                throw CancellationError()
            default:
                Issue.record("it was to be ended")
            }
        }
        #expect(screens.today.answer?.verdict == .yes)
        #expect(screens.today.board?.changes.first != opens)
    }
}
