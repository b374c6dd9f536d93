// A second device, by the models: on the real core and a real server (ios/test.sh starts one), and on a fake account for what a
// server does not do on demand. Not for: what is sealed and merged (the core's own tests).
import Foundation
import Testing

@testable import StippleKit

/// Nobody listens there.
private let nobody = "http://127.0.0.1:9"

extension Screens {
    /// Makes an account on that server, and is in step with it. The code, as it was shown.
    func createAccount(on server: String, named name: String) async throws -> RecoveryCode {
        account.draft.server = server
        account.draft.device = name
        account.draft.invitation = Files.invitation
        await account.create()
        let shown = try #require(account.code)
        await account.confirmCode()
        await account.sync()
        #expect(account.ran?.inStep == true)
        return shown
    }

    func joinAccount(by code: String, on server: String, named name: String) async {
        account.draft.server = server
        account.draft.device = name
        account.typedCode = code
        await account.join()
    }

    /// As when the app comes to the front.
    func comesBack() async {
        await shell.surroundingsChanged()
        await shell.syncer.settled()
        await account.load()
    }
}

@MainActor
struct AccountTests {
    let desk = Desk()
    let phone = Desk()

    /// Two devices in one account, in step.
    private func pair() async throws -> (one: Screens, two: Screens, code: RecoveryCode) {
        let (one, two) = (try await desk.course(), try await phone.screens())
        let code = try await one.createAccount(on: try Files.server(), named: "laptop")
        await two.joinAccount(by: code.code, on: try Files.server(), named: "phone")
        #expect(two.account.record?.state == .active)
        return (one, two, code)
    }

    @Test func offlineIsNormalAndNeverAnError() async throws {
        let screens = try await desk.course()
        screens.account.draft.server = nobody
        await screens.account.create()
        #expect(screens.account.code != nil)
        screens.shell.putAway()
        await screens.account.sync()
        #expect(screens.account.ran?.offline == true)
        #expect(
            screens.account.ran?.lines
                == ["The server was not reached. Everything works without it; the next sync goes on."])
        #expect(screens.account.record?.state == .waiting)
        #expect(screens.account.record?.lines.count == 2)
        #expect(screens.shell.notice == nil, "nothing is said over the screen")
        await screens.today.load()
        #expect(screens.today.board != nil)
    }

    @Test func whatIsNoCodeIsRefusedAndStaysTyped() async throws {
        let screens = try await desk.course()
        for (code, server) in [("hello", nobody), ("", nobody), ("stipple:sheet?id=x", nobody)] {
            await screens.joinAccount(by: code, on: server, named: "phone")
            #expect(screens.shell.problem?.kind == .badInput)
            #expect(screens.account.typedCode == code)
        }
        await screens.account.load()
        #expect(screens.account.record?.state == AccountRecord.State.none)
        screens.account.draft.server = "no address"
        await screens.account.create()
        #expect(screens.shell.problem?.kind == .badInput)
        #expect(screens.account.code == nil)
    }

    @Test func theTextOfAQrNamesItsServerToo() async throws {
        let (one, _, code) = try await pair()
        let tablet = Desk()
        let three = try await tablet.screens()
        let server = try #require(try Files.server().addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        tablet.door.offer(code: "stipple:join?server=\(server)&code=\(code.code)")
        await three.account.scan()
        await three.account.join()
        #expect(three.account.record?.state == .active)
        #expect(three.account.typedCode.isEmpty)
        await one.account.loadDevices()
        #expect(one.account.devices?.count == 3)
    }

    @Test func whatIsEnteredHereIsThereByItself() async throws {
        let (one, two, _) = try await pair()
        one.skin.tap(SkinState(id: "scabs", label: "scabs"))
        await one.skin.record()
        await one.shell.syncer.settled()
        let before = two.shell.revision
        await two.comesBack()
        #expect(two.shell.revision > before + 1, "what came is read anew")
        await one.today.load()
        await two.today.load()
        #expect(two.today.board == one.today.board)
        #expect(two.account.record?.waiting == 0)
    }

    @Test func photosWaitWhileTheNetworkIsMetered() async throws {
        let (one, two, _) = try await pair()
        desk.cost.isByTheByte = true
        desk.door.offer(photos: [Files.photo("crown-day-2.jpg")])
        await one.photos.choose()
        await one.photos.add()
        await one.shell.syncer.settled()
        await two.comesBack()
        await two.photos.load()
        let photo = try #require(two.photos.record?.all.first)
        #expect(await two.photos.picture(of: photo.id, .grid) == nil, "that there is one is known, and no more")
        desk.cost.isByTheByte = false
        await one.comesBack()
        await two.comesBack()
        #expect(await two.photos.picture(of: photo.id, .grid) != nil)
    }

    @Test func aLostPhoneIsShutOutAndMayJoinAgain() async throws {
        let (one, two, code) = try await pair()
        await one.account.loadDevices()
        let devices = try #require(one.account.devices)
        #expect(devices.map(\.name) == ["laptop", "phone"] && devices.map(\.isThisOne) == [true, false])
        await one.account.revoke(devices[1])
        #expect(one.account.devices?.map(\.name) == ["laptop"])
        await two.comesBack()
        #expect(two.account.record?.state == .revoked)
        #expect(two.shell.problem == nil)
        await two.today.load()
        #expect(two.today.board != nil, "what it has stays")
        await two.joinAccount(by: code.code, on: try Files.server(), named: "phone")
        #expect(two.account.record?.state == .active)
    }

    @Test func aChangedCodeIsWhatOthersJoinWith() async throws {
        let (one, two, old) = try await pair()
        await one.account.changeCode()
        let new = try #require(one.account.code)
        #expect(new.code != old.code)
        await one.account.sync()
        #expect(one.account.ran?.inStep == true)
        await one.account.showCode()
        #expect(one.account.code?.code == new.code)
        await two.comesBack()
        #expect(two.account.record?.state == .gone)
        await two.joinAccount(by: new.code, on: try Files.server(), named: "phone")
        #expect(two.account.ran?.inStep == true)
    }

    @Test func theAccountIsDeletedForEveryDevice() async throws {
        let (one, two, _) = try await pair()
        await one.account.leave(deleting: true)
        #expect(one.account.record?.state == AccountRecord.State.none)
        #expect(one.account.record?.lines.count == 1, "the server has heard of it")
        #expect(one.account.ran == nil && one.account.draft == AccountDraft())
        await two.comesBack()
        #expect(two.account.record?.state == .gone)
        await two.account.leave(deleting: false)
        #expect(two.account.record?.state == AccountRecord.State.none)
        await two.today.load()
        #expect(two.today.board != nil, "what is here stays")
    }

    @Test func theCodeIsForTheOwnerAndLeavesTheScreenWithTheApp() async throws {
        let app = AppModel(at: desk.place, on: desk.device)
        await app.open()
        let account = try #require(app.screens).account
        account.draft.server = nobody
        desk.owner.present = false
        await account.create()
        #expect(account.code == nil && account.record == nil, "nothing was made")
        desk.owner.present = true
        await account.create()
        let shown = try #require(account.code)
        #expect(!"\(shown)".contains(shown.code.prefix(4)))
        app.enteredBackground()
        #expect(account.code == nil)
        desk.owner.present = false
        await account.showCode()
        #expect(account.code == nil)
        await account.changeCode()
        #expect(account.code == nil)
        await account.leave(deleting: true)
        #expect(account.record?.state == .waiting)
        // A phone without a passcode can ask nobody.
        desk.owner.canBeAsked = false
        await account.showCode()
        #expect(account.code?.code == shown.code)
    }

    @Test func whatIsTypedSurvivesAKillAndTheCodeDoesNot() async throws {
        let screens = try await desk.screens()
        screens.account.draft.server = "https://sync.example"
        screens.account.draft.invitation = "day 4"
        screens.account.typedCode = "AAAA-BBBB"
        let after = try await desk.screens()
        #expect(after.account.draft == screens.account.draft)
        #expect(after.account.typedCode.isEmpty)
        for file in try FileManager.default.contentsOfDirectory(atPath: desk.place.drafts.path) {
            let kept = try String(contentsOf: desk.place.drafts.appending(path: file), encoding: .utf8)
            #expect(!kept.contains("AAAA"))
        }
    }

    @Test func deletingEverythingEndsARunFirst() async throws {
        let (_, two, _) = try await pair()
        two.shell.syncer.begin()
        let app = AppModel(at: phone.place, on: phone.device)
        await app.open()
        try #require(app.screens).shell.syncer.begin()
        await app.deleteEverything(deletingAccount: false)
        #expect(phone.secrets.count == 0)
        await two.shell.syncer.settled()
    }

    @Test func deletingEverythingAsksWhatBecomesOfTheAccount() async throws {
        let (one, _, _) = try await pair()
        let app = AppModel(at: phone.place, on: phone.device)
        await app.open()
        await app.deleteEverything()
        #expect(app.departure == .asks)
        app.deleteLater()
        #expect(app.departure == nil)
        #expect(phone.secrets.count > 0, "nothing was deleted")

        // Only this device leaves: the server lists it no more, and the other one has what it had.
        await app.deleteEverything()
        await app.deleteEverything(deletingAccount: false)
        #expect(app.departure == nil)
        #expect(phone.secrets.count == 0)
        await one.account.loadDevices()
        #expect(one.account.devices?.map(\.name) == ["laptop"])
        await one.account.sync()
        #expect(one.account.ran?.inStep == true)
    }

    @Test func theAccountGoesToo() async throws {
        let (one, _, _) = try await pair()
        let app = AppModel(at: phone.place, on: phone.device)
        await app.open()
        await app.deleteEverything()
        phone.owner.present = false
        await app.deleteEverything(deletingAccount: true)
        #expect(app.departure == .asks, "only its owner deletes an account")
        #expect(phone.secrets.count > 0)
        phone.owner.present = true
        await app.deleteEverything(deletingAccount: true)
        #expect(phone.secrets.count == 0)
        await one.account.sync()
        #expect(one.account.record?.state == .gone)
        await one.today.load()
        #expect(one.today.board != nil, "what is on the other device stays")
    }

    @Test func offlineNothingIsDeletedBeforeTheClientSaysSo() async throws {
        let screens = try await desk.course()
        screens.account.draft.server = nobody
        await screens.account.create()
        let app = AppModel(at: desk.place, on: desk.device)
        await app.open()
        await app.deleteEverything()
        await app.deleteEverything(deletingAccount: true)
        #expect(app.departure == .notTold)
        #expect(desk.secrets.count > 0)
        app.deleteLater()

        // The choice outlives the app: it is not asked for again.
        let later = AppModel(at: desk.place, on: desk.device)
        await later.open()
        await later.deleteEverything()
        #expect(later.departure == .notTold)
        let open = try #require(later.screens)
        await open.today.load()
        #expect(open.today.board != nil, "nothing was deleted")
        await later.deleteAnyway()
        #expect(later.departure == nil)
        #expect(desk.secrets.count == 0)
    }

    @Test func aQrIsDrawnModuleForModule() async throws {
        let modules = [
            true, true, false, true,
            false, false, false, false,
            true, true, true, true,
            false, true, false, true,
        ]
        let qr = QrModules(size: 4, modules: modules)
        var drawn = [Bool](repeating: false, count: 16)
        for run in qr.runs {
            for column in run.column..<run.column + run.length { drawn[run.row * 4 + column] = true }
        }
        #expect(drawn == modules)
        #expect(qr.runs.count == 5)
        let screens = try await desk.screens()
        screens.account.draft.server = nobody
        await screens.account.create()
        let shown = try #require(screens.account.code).qr
        #expect(shown.size >= 21)
        // The finder patterns: a run of seven in three of the corners.
        for (row, column) in [(0, 0), (0, shown.size - 7), (shown.size - 7, 0)] {
            #expect(shown.runs.contains(QrModules.Run(row: row, column: column, length: 7)))
        }
    }
}

// MARK: - What a server does not do on demand

/// An account that answers what it is told to, and whose runs end when they are told to.
private final class FakeAccount: AccountPort {
    private struct Told {
        var account = AccountRecord(state: .active, lines: ["Last in step just now."])
        var run = SyncRecord(account: AccountRecord(state: .active, lines: []))
        var problem: Problem?
        var runs = 0
        var holds = false
        var held: [CheckedContinuation<Void, Never>] = []
        var invitations: [String?] = []
    }
    private let told = Guarded(Told())
    private static let shown = RecoveryCode(code: "AAAA", qr: QrModules(size: 1, modules: [true]), lines: ["Keep it."])

    var runs: Int { told.withLock(\.runs) }
    var invitations: [String?] { told.withLock(\.invitations) }

    func say(_ account: AccountRecord, run: SyncRecord? = nil, problem: Problem? = nil) {
        told.withLock { told in
            told.account = account
            told.run = run ?? SyncRecord(account: account)
            told.problem = problem
        }
    }

    /// Runs begin, and do not end.
    func hold() {
        told.withLock { $0.holds = true }
    }

    func letGo() {
        let held = told.withLock { told in
            defer { (told.holds, told.held) = (false, []) }
            return told.held
        }
        for one in held { one.resume() }
    }

    func account() async throws(Problem) -> AccountRecord { told.withLock(\.account) }
    func createAccount(on server: String, named name: String?) async throws(Problem) -> RecoveryCode {
        try refuse()
        return Self.shown
    }
    func joinAccount(by code: String, on server: String?, named name: String?) async throws(Problem) -> AccountRecord {
        try refuse()
        return told.withLock(\.account)
    }
    func recoveryCode() async throws(Problem) -> RecoveryCode {
        try refuse()
        return Self.shown
    }
    func confirmCode() async throws(Problem) -> AccountRecord {
        try refuse()
        return told.withLock(\.account)
    }
    func changeCode() async throws(Problem) -> RecoveryCode {
        try refuse()
        return Self.shown
    }
    func leaveAccount(deleting: Bool) async throws(Problem) -> AccountRecord {
        try refuse()
        return told.withLock(\.account)
    }
    func sync(
        metered: Bool, invitation: String?, watch: (@Sendable (Running<SyncRecord>) -> Void)?
    ) async throws(Problem) -> SyncRecord {
        let holds = told.withLock { told in
            told.runs += 1
            told.invitations.append(invitation)
            return told.holds
        }
        if holds {
            await withTaskCancellationHandler {
                await withCheckedContinuation { one in
                    let goes = told.withLock { told in
                        if told.holds { told.held.append(one) }
                        return !told.holds
                    }
                    if goes { one.resume() }
                }
            } onCancel: {
                letGo()
            }
            if Task.isCancelled { throw Problem(.cancelled, told: "") }
        }
        try refuse()
        return told.withLock(\.run)
    }
    func devices() async throws(Problem) -> [AccountDevice] {
        try refuse()
        return [AccountDevice(id: "1", name: "laptop", isThisOne: true, line: "this device")]
    }
    func revoke(device: String) async throws(Problem) -> [AccountDevice] {
        try refuse()
        return []
    }

    private func refuse() throws(Problem) {
        if let problem = told.withLock(\.problem) { throw problem }
    }
}

@MainActor
struct FakeAccountTests {
    let desk = Desk()
    private let fake = FakeAccount()

    private func model() async throws -> AccountModel {
        let shell = Shell(try await desk.open(), on: desk.device, account: fake)
        let model = AccountModel(shell)
        await model.load()
        return model
    }

    @Test func devicesThatCannotBeListedAreNoError() async throws {
        let model = try await model()
        await model.loadDevices()
        #expect(model.devices?.map(\.name) == ["laptop"])
        fake.say(AccountRecord(state: .active, lines: []), problem: Problem(.offline, told: "Not reached."))
        await model.loadDevices()
        #expect(model.devices?.map(\.name) == ["laptop"], "what was known stays")
        #expect(model.noDevices == "Not reached.")
        #expect(model.shell.notice == nil)
        await model.revoke(AccountDevice(id: "2", name: "phone", isThisOne: false, line: ""))
        #expect(model.shell.notice == .told(["Not reached."]), "it was asked for, and did not happen")
        fake.say(AccountRecord(state: .gone, lines: ["Gone."]))
        await model.load()
        await model.loadDevices()
        #expect(model.devices == nil && model.noDevices == nil)
    }

    @Test(arguments: [AccountRecord.State.revoked, .gone])
    func whatARunFindsOutIsOnTheScreen(state: AccountRecord.State) async throws {
        let model = try await model()
        let account = AccountRecord(state: state, lines: ["What is on it stays."])
        fake.say(account, run: SyncRecord(received: 0, account: account))
        let runs = model.shell.syncer.runs
        await model.shell.changed()
        await model.shell.syncer.settled()
        #expect(model.shell.syncer.runs == runs + 1)
        await model.load()
        #expect(model.record == account)
        #expect(model.shell.notice == nil)
    }

    @Test func aRunInTheBackgroundOfAScreenNeverComplains() async throws {
        let model = try await model()
        for kind in [Problem.Kind.offline, .secretsLocked, .serverRefused, .store] {
            fake.say(AccountRecord(state: .active, lines: []), problem: Problem(kind, told: "no"))
            await model.shell.changed()
            await model.shell.syncer.settled()
            #expect(model.shell.notice == nil)
        }
        await model.sync()
        #expect(model.shell.problem?.kind == .store, "who asks for it is told")
    }

    @Test func oneRunAtATimeAndOneMoreForWhatCameMeanwhile() async throws {
        let model = try await model()
        let syncer = model.shell.syncer
        fake.hold()
        let first = syncer.begin()
        while fake.runs == 0 { await Task.yield() }
        #expect(syncer.isRunning)
        for _ in 0..<5 { await model.shell.changed() }
        #expect(fake.runs == 1)
        fake.letGo()
        _ = await first.value
        await syncer.settled()
        #expect(fake.runs == 2)
        #expect(!syncer.isRunning && syncer.progress == nil)
    }

    @Test func aRunIsStoppedWithoutAWord() async throws {
        let model = try await model()
        fake.hold()
        let waits = Task { await model.sync() }
        while fake.runs == 0 { await Task.yield() }
        model.stop()
        await waits.value
        #expect(!model.shell.syncer.isRunning)
        #expect(model.shell.notice == nil)
        // One that waited is stopped too, and what is begun after is not.
        fake.hold()
        let syncer = model.shell.syncer
        let under = syncer.begin()
        while fake.runs == 1 { await Task.yield() }
        let waiting = syncer.begin()
        syncer.stop()
        let after = syncer.begin()
        for stopped in [under, waiting] {
            #expect(await stopped.value == .failure(Problem(.cancelled, told: "")))
        }
        #expect((try? await after.value.get()) != nil)
        await syncer.settled()
        #expect(fake.runs == 3)
    }

    @Test func whatCameIsReadAnew() async throws {
        let model = try await model()
        let account = AccountRecord(state: .active, lines: [])
        let before = model.shell.revision
        fake.say(account, run: SyncRecord(inStep: true, received: 3, account: account))
        await model.sync()
        #expect(model.shell.revision == before + 1)
        fake.say(account, run: SyncRecord(inStep: true, account: account))
        await model.sync()
        #expect(model.shell.revision == before + 1, "nothing came")
        #expect(fake.runs == 2, "what came is no change to be sent")
    }

    @Test func anInvitationGoesWithEachRun() async throws {
        let model = try await model()
        await model.sync()
        model.draft.invitation = " day 4 "
        await model.sync()
        #expect(fake.invitations == [nil, "day 4"])
    }

    @Test func aWrongCodeStaysTyped() async throws {
        let model = try await model()
        fake.say(AccountRecord(state: .none, lines: []), problem: Problem(.badInput, told: "This is no recovery code."))
        model.typedCode = "AAAA"
        await model.join()
        #expect(model.shell.problem?.told == "This is no recovery code.")
        #expect(model.typedCode == "AAAA")
        #expect(fake.runs == 0)
    }
}
