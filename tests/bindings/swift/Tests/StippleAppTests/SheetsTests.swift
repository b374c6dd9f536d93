// A studio's signed sheet: looked at, accepted by hand, and refused where another key signed it; QR codes.
// Not for: the signatures themselves (the core's own tests).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct SheetsTests {
        let desk = Desk()

        private func read(_ name: String) throws -> String {
            try String(contentsOf: Files.signedSheets.appending(path: name), encoding: .utf8)
        }

        private func offer(_ who: String = "studio", text: String? = nil) throws -> SheetOffer {
            let signed = try SheetSignature(signature: read("\(who).minisig"), key: read("\(who).pub"))
            return SheetOffer(text: try text ?? read("revision-2.toml"), signed: signed)
        }

        @Test func aSignedSheetIsLookedAtAndAcceptedByHand() throws {
            let opened = try desk.course()
            #expect(try opened.sheet().origin == "This sheet comes with Stipple.")
            let view = try opened.lookAtSheet(offer: offer())
            #expect(view.name.revision == 2)
            #expect(view.keyWords?.split(separator: " ").count == 8)
            #expect(view.warnings.isEmpty && view.otherKey == nil)
            #expect(view.changes?.parts.isEmpty == false)
            #expect(try opened.sheet().name.revision == 1, "a pinned course never changes by itself")
            _ = try opened.acceptOffer(offer: view.offer)
            #expect(try opened.sheet().name.revision == 2)
            #expect(try opened.sheet().keyWords == view.keyWords)
            _ = try opened.undo()
            #expect(try opened.sheet().keyWords == nil)
        }

        @Test func aSheetThatWasChangedIsRefused() throws {
            let opened = try desk.course()
            let changed = try offer(text: read("revision-2.toml").replacingOccurrences(of: "12d", with: "9d"))
            let looked = expectFailure(StippleError.SheetRefused) { try opened.lookAtSheet(offer: changed) }
            let accepted = expectFailure(StippleError.SheetRefused) { try opened.acceptOffer(offer: changed) }
            #expect(looked.contains("changed on the way") && accepted == looked)
            #expect(try opened.sheet().name.revision == 1)
        }

        @Test func anotherKeyIsRefusedUntilTheClientSaysThatTheyKnow() throws {
            let opened = try desk.course()
            _ = try opened.acceptOffer(offer: offer())
            let known = try #require(try opened.sheet().keyWords)
            let view = try opened.lookAtSheet(offer: offer("other"))
            let told = try #require(view.otherKey)
            #expect(try told.contains(known) && told.contains(#require(view.keyWords)))
            #expect(expectFailure(StippleError.OtherKey) { try opened.acceptOffer(offer: view.offer) } == told)
            _ = try opened.acceptOffer(offer: view.offer, otherKey: true)
            #expect(try opened.sheet().keyWords == view.keyWords)
        }

        @Test func aCourseStartsUnderASignedSheet() throws {
            let opened = try desk.open()
            let signed = try offer()
            #expect(try opened.lookAtSheet(offer: signed).changes == nil)
            _ = try opened.startCourse(start: StartCourse(sheet: signed.text, signed: signed.signed))
            #expect(try opened.sheet().origin?.contains("Signed.") == true)
        }

        @Test func aStudiosCodeIsRead() throws {
            let opened = try desk.open()
            let lines = try read("studio.pub").split(separator: "\n")
            let key = lines[1].replacingOccurrences(of: "+", with: "%2B")
            let code = "stipple:sheet?id=scalp-envy&revision=2&key=\(key)&server=https://sheets.example"
            let view = try opened.readSheetCode(text: code)
            #expect(view.id == "scalp-envy" && view.revision == 2 && view.server == "https://sheets.example")
            #expect(try view.keyWords == opened.lookAtSheet(offer: offer()).keyWords)
            let cut = code.replacingOccurrences(of: "revision=2&", with: "")
            for text in ["", "https://sheets.example", cut, "stipple:join?code=X"] {
                expectFailure(StippleError.BadInput) { try opened.readSheetCode(text: text) }
            }
        }

        @Test func aTextBecomesAQRCode() throws {
            let opened = try desk.open()
            let code = try opened.qr(text: "stipple:sheet?id=x")
            #expect(code.modules.count == Int(code.size * code.size))
            #expect(Set(code.modules) == [true, false])
            expectFailure(StippleError.BadInput) { try opened.qr(text: String(repeating: "x", count: 4_000)) }
        }
    }
}
