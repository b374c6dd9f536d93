// Bad input arrives as the one typed error, with the words for the client; nothing is changed by it.
// Not for: all that can be bad (the core's own tests).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct ErrorsTests {
        let desk = Desk()

        @Test func eachKindOfBadInputIsItsOwnError() throws {
            var opened = try desk.open()
            let none = expectFailure(StippleError.NoCourse) { try opened.today() }
            #expect(none == "No course yet. Start one first.")
            opened = try desk.course()
            expectFailure(StippleError.CourseUnderWay) { try opened.startCourse(start: StartCourse(sheet: "")) }
            do {
                _ = try opened.can(activity: "swimm")
                Issue.record("nobody knows it")
            } catch StippleError.UnknownActivity(_, let close) {
                #expect(close.first == "swim")
            }
            expectFailure(StippleError.SheetRefused) { try opened.showSheet(text: "format = 1") }
            let future = expectFailure(StippleError.BadInput) {
                try opened.logSession(session: LogSession(ended: day4 + 24 * 60 * 60))
            }
            #expect(future.contains("still to come"))
            expectFailure(StippleError.File) { try opened.exportArchive(path: "/nowhere/at/all.json") }
        }

        /// The year 1, the year 4001, what no calendar has, and what is no number.
        @Test(arguments: [-62_135_769_600, 64_092_211_200, 1e300, -1e300, -.infinity, .nan])
        func whatIsNoMomentIsBadInputAndChangesNothing(seconds: Double) throws {
            let opened = try desk.course()
            let before = try opened.course()
            let moment = Date(timeIntervalSince1970: seconds)
            expectFailure(StippleError.BadInput) { try opened.moveSession(number: 1, starts: moment) }
            #expect(try opened.course() == before)
        }

        /// `DateComponents` may be of any kind, and a `TimeZone` need not be of the IANA database.
        @Test func whatIsNoDayTimeOrZoneIsBadInputAndChangesNothing() throws {
            let opened = try desk.course()
            for (first, last) in [(DateComponents(), day(2026, 6, 1)), (day(2026, 2, 1), day(2026, 2, 30))] {
                expectFailure(StippleError.BadInput) {
                    try opened.clear(activities: ["swim"], first: first, last: last)
                }
            }
            let noTime = QuietHours(from: DateComponents(), until: time(9, 0))
            expectFailure(StippleError.BadInput) { try opened.changeSettings(quiet: noTime) }
            #expect(try opened.settings().quiet == nil)
            let noZone = try #require(TimeZone(secondsFromGMT: 90 * 60))
            expectFailure(StippleError.BadInput) { try opened.movedTo(zone: noZone, locales: ["en-GB"]) }
            #expect(try opened.zone() == london)
        }

        @Test func anErrorIsToldInTheClientsLanguage() throws {
            let opened = try desk.open()
            try opened.movedTo(zone: opened.zone(), locales: ["en-XA"])
            #expect(expectFailure(StippleError.NoCourse) { try opened.today() }.hasPrefix("[Ñóó"))
        }
    }
}
