// The Account and sync screen: how this device stands with an account, what a run with the server did, the devices, and the
// recovery code while it is shown. Not for: what travels, or what is sealed (the core).
import Foundation
internal import StippleBindings

/// The account as it stands on this device. Nobody is asked for it: it holds offline as well.
public struct AccountRecord: Hashable, Sendable {
    /// A state only where a person would do something different about it.
    public enum State: Hashable, Sendable {
        /// In no account.
        case none
        /// The server has not heard of this device yet.
        case waiting
        case active
        /// Another device shut this one out.
        case revoked
        /// The server does not have the account any more.
        case gone
    }

    public let state: State
    public let server: String?
    /// What this device calls itself there.
    public let device: String?
    /// When this device and the server last agreed.
    public let inStep: Date?
    /// How many changes wait to be sent.
    public let waiting: Int
    public let changingCode: Bool
    /// Whether to ask if the client has the code at hand.
    public let asksForCode: Bool
    /// Whether the server is still to hear that this device left an account.
    public let isLeaving: Bool
    /// "Last in step 3 h ago.", what waits.
    public let lines: [String]

    init(
        state: State, server: String? = nil, device: String? = nil, inStep: Date? = nil, waiting: Int = 0,
        changingCode: Bool = false, asksForCode: Bool = false, isLeaving: Bool = false, lines: [String]
    ) {
        self.state = state
        self.server = server
        self.device = device
        self.inStep = inStep
        self.waiting = waiting
        self.changingCode = changingCode
        self.asksForCode = asksForCode
        self.isLeaving = isLeaving
        self.lines = lines
    }

    init(_ view: AccountView) {
        self.init(
            state: State(view.state), server: view.server, device: view.device, inStep: view.at,
            waiting: Int(view.waiting), changingCode: view.changingCode, asksForCode: view.askCode,
            isLeaving: view.leaving, lines: view.lines)
    }

    /// Whether this device belongs to an account that is there, as far as it knows.
    public var isIn: Bool { state == .waiting || state == .active }
}

extension AccountRecord.State {
    init(_ state: AccountState) {
        switch state {
        case .noAccount: self = .none
        case .waiting: self = .waiting
        case .active: self = .active
        case .revoked: self = .revoked
        case .gone: self = .gone
        }
    }
}

/// What a run with the server did. That the server was not reached is no error.
public struct SyncRecord: Hashable, Sendable {
    public let inStep: Bool
    public let offline: Bool
    /// Whether the server was reached and would not have it.
    public let refused: Bool
    /// How many changes and photos came.
    public let received: Int
    /// What it did or why not, in words; how the account stands now, the account's own lines say.
    public let lines: [String]
    public let account: AccountRecord

    init(
        inStep: Bool = false, offline: Bool = false, refused: Bool = false, received: Int = 0, lines: [String] = [],
        account: AccountRecord
    ) {
        self.inStep = inStep
        self.offline = offline
        self.refused = refused
        self.received = received
        self.lines = lines
        self.account = account
    }

    init(_ view: SyncView) {
        self.init(
            inStep: view.inStep, offline: view.offline, refused: view.refused,
            received: Int(view.received) + Int(view.photosReceived),
            // The core ends with the account's lines.
            lines: view.lines.dropLast(view.account.lines.count), account: AccountRecord(view.account))
    }
}

/// A device that is in the account.
public struct AccountDevice: Hashable, Sendable, Identifiable {
    public let id: String
    public let name: String
    public let isThisOne: Bool
    /// "this device", "last seen on Sat 28 Nov".
    public let line: String

    init(id: String, name: String, isThisOne: Bool, line: String) {
        self.id = id
        self.name = name
        self.isThisOne = isThisOne
        self.line = line
    }

    init(_ view: DeviceView) {
        self.init(id: view.id, name: view.name, isThisOne: view.current, line: view.line)
    }
}

/// The recovery code, while it is on the screen. Whoever has it has everything: it is in no draft and in no description.
public struct RecoveryCode: Sendable, CustomStringConvertible, CustomReflectable {
    /// In groups, as a person writes it down.
    public let code: String
    /// The same with the server's address, as another device scans it.
    public let qr: QrModules
    /// What to do with it.
    public let lines: [String]

    init(code: String, qr: QrModules, lines: [String]) {
        self.code = code
        self.qr = qr
        self.lines = lines
    }

    init(_ view: RecoveryCodeView) {
        self.init(code: view.code, qr: QrModules(view.qr), lines: view.lines)
    }

    public var description: String { "RecoveryCode(…)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A QR code as it is drawn: dark runs on a light ground.
public struct QrModules: Hashable, Sendable {
    /// Dark modules beside each other, as large as they can be within a row.
    public struct Run: Hashable, Sendable {
        public let row: Int
        public let column: Int
        public let length: Int
    }

    /// Modules on each side, without the margin.
    public let size: Int
    public let runs: [Run]
    /// Light modules that have to stay around it, on each side.
    public static let margin = 4

    init(size: Int, modules: [Bool]) {
        self.size = size
        var runs: [Run] = []
        for row in 0..<size {
            var column = 0
            while column < size {
                let dark = modules[row * size + column]
                let from = column
                while column < size, modules[row * size + column] == dark { column += 1 }
                if dark { runs.append(Run(row: row, column: from, length: column - from)) }
            }
        }
        self.runs = runs
    }

    init(_ view: QrView) {
        self.init(size: Int(view.size), modules: view.modules)
    }
}
