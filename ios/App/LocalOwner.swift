// Face ID, Touch ID or the passcode. Unproven on Linux.
import LocalAuthentication
import StippleKit

struct LocalOwner: DeviceOwner {
    func canAsk() async -> Bool {
        LAContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil)
    }

    func confirm(reason: String) async -> Bool {
        (try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)) ?? false
    }
}
