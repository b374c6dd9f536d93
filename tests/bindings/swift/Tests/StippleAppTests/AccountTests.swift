// A second device: an account on a real server, offline as the normal case, a lost phone, a changed code, a fetched sheet.
// Not for: what is sealed and merged (the core's own tests).
import Foundation
import StippleApp
import Testing

private let nobody = "http://127.0.0.1:9"
/// What the server's owner gave out.
private let invited = "day 4"

extension Stipple {
    fileprivate func inStep(invitation: String? = invited) async throws -> SyncView {
        try await sync(network: .free, invitation: invitation).outcome()
    }

    fileprivate func listed() async throws -> [DeviceView] {
        try await devices().outcome().devices
    }

    fileprivate func fetched(_ id: String, from server: String) async throws -> SheetOfferView {
        try await fetchSheet(what: id, server: server).outcome()
    }
}

extension Bindings {
    struct AccountTests {
        let desk = Desk()
        let phone = Desk()
        let server: String

        init() throws {
            server = try String(contentsOf: Files.server, encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }

        /// Two devices in one account, in step.
        private func pair() async throws -> (one: Stipple, two: Stipple, code: String) {
            let (one, two) = (try desk.course(), try phone.open())
            let code = try one.createAccount(server: server, name: "laptop").code
            #expect(try await one.inStep().inStep)
            _ = try two.joinAccount(code: code, server: server, name: "phone")
            #expect(try await two.inStep().inStep)
            return (one, two, code)
        }

        @Test func offlineIsNormal() async throws {
            let opened = try desk.course()
            #expect(try opened.account().state == .noAccount)
            #expect(try await !opened.inStep().offline)
            let shown = try opened.createAccount(server: nobody)
            #expect(shown.code.filter { $0 != "-" }.count == 27)
            #expect(shown.qr.modules.count == Int(shown.qr.size * shown.qr.size))
            let view = try await opened.inStep()
            #expect(view.offline && !view.inStep && !view.refused)
            #expect(view.account.state == .waiting && view.account.waiting >= 2)
            let devices = await ended(try await opened.listed())
            expectFailure(StippleError.Offline) { try devices.get() }
            #expect(try opened.recoveryCode().code == shown.code)
            #expect(try opened.today().day == 4)
        }

        @Test func anAccountIsForThoseWhoWereInvited() async throws {
            let opened = try desk.course()
            _ = try opened.createAccount(server: server)
            for invitation in [nil, "day 5"] {
                let view = try await opened.inStep(invitation: invitation)
                #expect(view.refused && !view.inStep && view.account.state == .waiting)
            }
            #expect(try await opened.inStep().inStep)
            #expect(try await !opened.inStep(invitation: nil).refused, "once is enough")
        }

        @Test func twoDevicesHoldTheSame() async throws {
            let (one, two, _) = try await pair()
            #expect(try two.today() == one.today())
            _ = try one.reportSkin(seen: ["scabs"])
            _ = try await one.inStep()
            #expect(try await two.inStep().received == 1)
            #expect(try two.today() == one.today())
            let account = try two.account()
            #expect(account.state == .active && account.waiting == 0)
            #expect(account.server == server && account.device == "phone" && account.at != nil)
            #expect(account.lines.first?.contains("Last in step") == true)
        }

        @Test func aLostPhoneIsShutOut() async throws {
            let (one, two, code) = try await pair()
            let listed = try await one.listed()
            #expect(listed.map(\.name) == ["laptop", "phone"] && listed.map(\.current) == [true, false])
            let left = try await one.revokeDevice(device: listed[1].id).outcome().devices
            #expect(left.map(\.name) == ["laptop"])
            #expect(try await two.inStep().account.state == .revoked)
            #expect(try two.today().day == 4, "what it has stays")
            #expect(try two.joinAccount(code: code, server: server).state == .waiting)
            #expect(try await two.inStep().inStep)
        }

        @Test func theCodeIsChanged() async throws {
            let (one, two, code) = try await pair()
            let new = try one.changeCode().code
            #expect(try new != code && one.account().changingCode)
            #expect(try await one.inStep().inStep)
            #expect(try one.recoveryCode().code == new)
            #expect(try await two.inStep().account.state == .gone)
            _ = try two.joinAccount(code: new, server: server)
            #expect(try await two.inStep().inStep)
            #expect(try two.today() == one.today())
        }

        @Test func theAccountIsDeletedForEveryDevice() async throws {
            let (one, two, _) = try await pair()
            #expect(try one.leaveAccount(delete: true).state == .noAccount)
            _ = try await one.inStep()
            #expect(try await two.inStep().account.state == .gone)
            #expect(try one.today() == two.today(), "what was here stays")
        }

        @Test func whatIsNoCodeIsRefused() throws {
            let opened = try desk.course()
            let code = try opened.createAccount(server: nobody).code
            expectFailure(StippleError.BadInput) { try opened.createAccount(server: nobody) }
            _ = try opened.leaveAccount(delete: false)
            let given: [(String, String?)] = [
                ("hello", server), (String(code.dropLast()), server), (code, nil), (code, "http://sync.example"),
            ]
            for (text, server) in given {
                expectFailure(StippleError.BadInput) { try opened.joinAccount(code: text, server: server) }
            }
            expectFailure(StippleError.NoAccount) { try opened.recoveryCode() }
            expectFailure(StippleError.NoAccount) { try opened.changeCode() }
            expectFailure(StippleError.NoAccount) { try opened.confirmCode() }
        }

        @Test func aSyncCanBeStoppedAndGoesOn() async throws {
            let opened = try desk.course()
            _ = try opened.createAccount(server: server)
            let task = try opened.sync(network: .metered)
            task.cancel()
            // Stopped, or done by then.
            _ = await ended(try await task.outcome())
            #expect(try await opened.inStep().inStep)
        }

        @Test func aStudiosSheetIsFetchedAndAccepted() async throws {
            let opened = try desk.course()
            let view = try await opened.fetched("scalp-envy", from: server)
            #expect(view.name.revision == 2 && view.keyWords != nil && view.changes != nil)
            #expect(try opened.sheet().name.revision == 1)
            _ = try opened.acceptOffer(offer: view.offer)
            #expect(try opened.sheet().keyWords == view.keyWords)
            let nothing = await ended(try await opened.fetched("nothing", from: server))
            expectFailure(StippleError.ServerRefused) { try nothing.get() }
            let away = await ended(try await opened.fetched("scalp-envy", from: nobody))
            expectFailure(StippleError.Offline) { try away.get() }
            expectFailure(StippleError.BadInput) { try opened.fetchSheet(what: "scalp-envy") }
        }
    }
}
