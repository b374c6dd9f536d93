// A panic in the core arrives as an error, and the object goes on answering.
// Not for: methods that cannot throw; a panic in one of those ends the app, as any broken promise does in Swift.
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct PanicsTests {
        let desk = Desk()

        @Test func aPanicIsAnErrorAndTheObjectStaysUsable() throws {
            let opened = try desk.course()
            for _ in 1...3 {
                #expect {
                    try opened.panicNow()
                } throws: { error in
                    !(error is StippleError) && error.localizedDescription.contains("asked to by a test")
                }
                #expect(try opened.today().day == 4)
            }
            _ = try opened.reportSkin(seen: ["scabs"])
        }
    }
}
