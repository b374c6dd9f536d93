// The Account and sync screen: creating an account or joining one, the recovery code, the devices, leaving. The code is shown to
// the device's owner alone, and is kept nowhere. Not for: when to sync (Syncer).
import Foundation
import Observation

@MainActor
@Observable
public final class AccountModel {
    public private(set) var record: AccountRecord?
    /// As the server said last; none until it was reached.
    public private(set) var devices: [AccountDevice]?
    /// Why there is no list: the server was not reached, most often.
    public private(set) var noDevices: String?
    /// The recovery code, while it is shown.
    public private(set) var code: RecoveryCode?
    /// The server's address, this device's name and the invitation survive the process.
    public var draft: AccountDraft {
        didSet { shell.drafts.keep(draft, AccountDraft.name) }
    }
    /// A recovery code, or the text of another device's QR. It opens everything: it is in no draft.
    public var typedCode = ""
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()
    @ObservationIgnored private let account: any AccountPort

    init(_ shell: Shell) {
        self.shell = shell
        account = shell.account
        draft = AccountDraft.kept(in: shell.drafts)
    }

    /// Reads unless that was done since anything changed or a run was over.
    public func follow() async {
        var seen = shell.seen
        seen.runs = shell.syncer.runs
        await reads.once(seen) {
            await self.load()
            await self.loadDevices()
        }
    }

    /// As it stands here: offline as well.
    public func load() async {
        if let record = await ask({ () async throws(Problem) in try await account.account() }) { self.record = record }
    }

    /// Asks the server. That it is not reached is normal, and said where the list would be.
    public func loadDevices() async {
        guard record?.state == .active else {
            (devices, noDevices) = (nil, nil)
            return
        }
        do {
            devices = try await account.devices()
            noDevices = nil
        } catch {
            noDevices = error.isSilent ? nil : error.told
        }
    }

    public func create() async {
        guard await isOwner(.codeShow) else { return }
        let draft = draft
        let code = await ask { () async throws(Problem) in
            try await account.createAccount(on: draft.server, named: draft.device.typed)
        }
        guard let code else { return }
        self.code = code
        await load()
        shell.syncer.begin()
    }

    /// What was typed stays where it is no code.
    public func join() async {
        let (draft, code) = (draft, typedCode)
        let joined = await ask { () async throws(Problem) in
            try await account.joinAccount(by: code, on: draft.server.typed, named: draft.device.typed)
        }
        guard let joined else { return }
        record = joined
        typedCode = ""
        await sync()
    }

    /// Reads the QR of another device.
    public func scan() async {
        let text = await ask { () async throws(Problem) in try await shell.device.outside.scanCode() }
        if let text = text ?? nil { typedCode = text }
    }

    /// What it did, or that nobody was reached, stands on the screen.
    public func sync() async {
        if case .failure(let problem) = await shell.syncer.begin().value { say(problem) }
        await follow()
    }

    public func stop() {
        shell.syncer.stop()
    }

    /// What the last run did, while the account is the one it was about.
    public var ran: SyncRecord? {
        record?.state == AccountRecord.State.none ? nil : shell.syncer.last
    }

    public func showCode() async {
        guard await isOwner(.codeShow) else { return }
        code = await ask { () async throws(Problem) in try await account.recoveryCode() }
    }

    /// "I have it at hand": nobody asks for a year.
    public func confirmCode() async {
        if let record = await ask({ () async throws(Problem) in try await account.confirmCode() }) {
            self.record = record
            hideCode()
        }
    }

    public func changeCode() async {
        guard await isOwner(.codeShow) else { return }
        let code = await ask { () async throws(Problem) in try await account.changeCode() }
        guard let code else { return }
        self.code = code
        await load()
        shell.syncer.begin()
    }

    public func hideCode() {
        code = nil
    }

    public func revoke(_ device: AccountDevice) async {
        if let left = await ask({ () async throws(Problem) in try await account.revoke(device: device.id) }) {
            (devices, noDevices) = (left, nil)
        }
    }

    /// What is on this device stays. For all devices: only the owner deletes the account.
    public func leave(deleting: Bool) async {
        if deleting { guard await isOwner(.accountDelete) else { return } }
        let left = await ask { () async throws(Problem) in try await account.leaveAccount(deleting: deleting) }
        guard let left else { return }
        (record, devices, noDevices, code) = (left, nil, nil, nil)
        // The server hears of it, now or later, and asks for the invitation no more.
        _ = await shell.syncer.begin().value
        shell.syncer.forget()
        draft = AccountDraft()
        shell.drafts.drop(AccountDraft.name)
        await load()
    }

    /// Where the device cannot ask anybody, whoever holds it is taken for its owner.
    private func isOwner(_ reason: Phrase) async -> Bool {
        guard await shell.device.owner.canAsk() else { return true }
        return await shell.device.owner.confirm(reason: reason.text)
    }

    private func ask<Value: Sendable>(_ question: () async throws(Problem) -> Value) async -> Value? {
        do {
            return try await question()
        } catch {
            say(error)
            return nil
        }
    }

    /// Being offline is told like anything else that is normal.
    private func say(_ problem: Problem) {
        if problem.kind == .offline { shell.tell([problem.told]) } else { shell.say(problem) }
    }
}

/// What is typed to create an account or to join one. Never the code.
public struct AccountDraft: Hashable, Sendable, Codable {
    public var server = ""
    /// What this device is to be called.
    public var device = ""
    /// What the server's owner gave out. A new account needs it, and so does a changed code.
    public var invitation = ""
    static let name = "account"

    public init() {}

    static func kept(in drafts: Drafts) -> AccountDraft {
        drafts.read(AccountDraft.self, name) ?? AccountDraft()
    }
}

extension String {
    /// None where nothing was typed.
    var typed: String? {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }
}
