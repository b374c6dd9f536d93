// The account: a second device, and this one in step with the server. Offline is normal, and no error.
// Not for: when to sync (Syncer), or who may see the code (AccountModel).
import Foundation
internal import StippleBindings

/// What the Account and sync screen asks; the core answers, or a test.
public protocol AccountPort: Sendable {
    /// As it stands here. Nobody is asked.
    func account() async throws(Problem) -> AccountRecord
    /// The server hears of it with the next sync. The code is shown now.
    func createAccount(on server: String, named name: String?) async throws(Problem) -> RecoveryCode
    /// By the recovery code, or by what another device's QR says. Without a server it is the QR's.
    func joinAccount(by code: String, on server: String?, named name: String?) async throws(Problem) -> AccountRecord
    /// The code again. Ask first who wants to see it.
    func recoveryCode() async throws(Problem) -> RecoveryCode
    /// The client has it at hand.
    func confirmCode() async throws(Problem) -> AccountRecord
    /// Begins to change it; the next sync goes on.
    func changeCode() async throws(Problem) -> RecoveryCode
    /// What is here stays. The server hears of it with the next sync.
    func leaveAccount(deleting: Bool) async throws(Problem) -> AccountRecord
    /// Brings this device and the server in step. Where the network is metered photos stay where they are.
    func sync(
        metered: Bool, invitation: String?, watch: (@Sendable (Running<SyncRecord>) -> Void)?
    ) async throws(Problem) -> SyncRecord
    /// The devices that are in the account, as the server says.
    func devices() async throws(Problem) -> [AccountDevice]
    /// Shuts a device out, and says which are left.
    func revoke(device: String) async throws(Problem) -> [AccountDevice]
}

extension Companion: AccountPort {
    public func account() async throws(Problem) -> AccountRecord {
        try await call { core in AccountRecord(try core.account()) }
    }

    public func createAccount(on server: String, named name: String?) async throws(Problem) -> RecoveryCode {
        try await call { core in RecoveryCode(try core.createAccount(server: server, name: name)) }
    }

    public func joinAccount(
        by code: String, on server: String?, named name: String?
    ) async throws(Problem) -> AccountRecord {
        try await call { core in AccountRecord(try core.joinAccount(code: code, server: server, name: name)) }
    }

    public func recoveryCode() async throws(Problem) -> RecoveryCode {
        try await call { core in RecoveryCode(try core.recoveryCode()) }
    }

    public func confirmCode() async throws(Problem) -> AccountRecord {
        try await call { core in AccountRecord(try core.confirmCode()) }
    }

    public func changeCode() async throws(Problem) -> RecoveryCode {
        try await call { core in RecoveryCode(try core.changeCode()) }
    }

    public func leaveAccount(deleting: Bool) async throws(Problem) -> AccountRecord {
        try await call { core in AccountRecord(try core.leaveAccount(delete: deleting)) }
    }

    public func sync(
        metered: Bool, invitation: String?, watch: (@Sendable (Running<SyncRecord>) -> Void)?
    ) async throws(Problem) -> SyncRecord {
        try await long(
            { core in
                let task = try core.sync(network: metered ? .metered : .free, invitation: invitation)
                return Running(progress: task.progress, stop: task.cancel) { SyncRecord(try await task.outcome()) }
            }, watch: watch)
    }

    public func devices() async throws(Problem) -> [AccountDevice] {
        try await listed { try $0.devices() }
    }

    public func revoke(device: String) async throws(Problem) -> [AccountDevice] {
        try await listed { try $0.revokeDevice(device: device) }
    }

    private func listed(
        _ begin: @escaping @Sendable (Stipple) throws -> DevicesTask
    ) async throws(Problem) -> [AccountDevice] {
        try await long { core in
            let task = try begin(core)
            return Running(progress: task.progress, stop: task.cancel) {
                try await task.outcome().devices.map(AccountDevice.init)
            }
        }
    }
}
