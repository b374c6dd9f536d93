// What Swift has and the other languages have not: an app's module in Swift 6 mode on top of the generated code. A board
// is read away from the main actor and crosses to it; that this compiles is half of the test.
// Not for: screens.
import Foundation
import StippleApp
import Testing

extension Bindings {
    @MainActor
    struct AppTests {
        let desk = Desk()

        @Test func theBoardCrossesToTheMainActor() async throws {
            let model = TodayModel(try desk.course())
            #expect(model.board == nil)
            await model.load()
            #expect(model.board?.headline == "Day 4 after session 1 of 3")
            #expect(model.told == nil)
        }

        @Test func whatIsToldTheClientCrossesToo() async throws {
            let opened = try desk.open()
            let model = TodayModel(opened)
            await model.load()
            #expect(model.told == "No course yet. Start one first.")
            _ = try opened.startCourse(start: StartCourse(sheet: scalpEnvy(in: opened).text))
            await model.load()
            #expect(model.told == nil)
            #expect(model.board != nil)
        }
    }
}
