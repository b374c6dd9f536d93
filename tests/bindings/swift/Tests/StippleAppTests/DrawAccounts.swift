// Drawing what the account is handed across in.
// Not for: other records (DrawRecords).
import StippleApp

extension AccountView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            state: draw(), server: draw(), device: draw(), at: draw(), waiting: draw(), changingCode: draw(),
            askCode: draw(), leaving: draw(), lines: draw())
    }
}
extension DeviceView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(id: draw(), name: draw(), current: draw(), lastSeen: draw(), line: draw())
    }
}
extension DevicesView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(devices: draw()) }
}
extension RecoveryCodeView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(code: draw(), qr: draw(), lines: draw()) }
}
extension SyncView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            inStep: draw(), offline: draw(), refused: draw(), received: draw(), sent: draw(), photosSent: draw(),
            photosReceived: draw(), account: draw(), lines: draw())
    }
}
extension AccountState: Listed {
    static var all: [Self] { [.noAccount, .waiting, .active, .revoked, .gone] }
}
extension Network: Listed { static var all: [Self] { [.free, .metered] } }
