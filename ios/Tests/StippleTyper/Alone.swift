// A device with nothing in it: typing needs none. Whatever is asked of it ends the process, which the test would see.
import Foundation

@testable import StippleKit

@MainActor
func typingScreens(_ place: Place) async throws -> Screens {
    let alone = Alone()
    let device = Device(
        secrets: alone, surroundings: SystemSurroundings(), notifications: alone, camera: alone, outside: alone,
        owner: alone, widget: alone, background: alone, network: alone, home: alone)
    let companion = try await Companion.open(at: place, on: device)
    return Screens(Shell(companion, on: device), lock: LockChoice(place))
}

private struct Alone: SecretStore, NotificationCenterPort, CameraPort, Outside, DeviceOwner, WidgetShelf,
    BackgroundWork, NetworkPort, HomeScreen
{
    func secret(named name: String) throws(SecretStoreError) -> Data? { fatalError("typing needs no secret") }
    func add(_ secret: Data, named name: String) throws(SecretStoreError) { fatalError("typing needs no secret") }
    func delete(named name: String) throws(SecretStoreError) { fatalError("typing needs no secret") }
    func deleteAll() throws(SecretStoreError) { fatalError("typing needs no secret") }
    func permission() async -> NotificationPermission { fatalError("typing reminds nobody") }
    func askPermission() async -> Bool { fatalError("typing reminds nobody") }
    func pending() async -> [PendingNotification] { fatalError("typing reminds nobody") }
    func add(_ notification: PendingNotification) async throws { fatalError("typing reminds nobody") }
    func remove(ids: [String]) async { fatalError("typing reminds nobody") }
    func removeDelivered() async { fatalError("typing reminds nobody") }
    func permission() async -> Bool { fatalError("typing takes no photo") }
    func tilts() -> AsyncStream<Tilt> { fatalError("typing takes no photo") }
    func shoot(into folder: URL) async throws(Problem) -> URL { fatalError("typing takes no photo") }
    func share(_ file: URL) async { fatalError("typing shares nothing") }
    func chooseFile(_ kind: FileKind, into folder: URL) async throws(Problem) -> URL? { fatalError("no file") }
    func choosePhotos(into folder: URL) async throws(Problem) -> [URL] { fatalError("typing takes no photo") }
    func scanCode() async throws(Problem) -> String? { fatalError("typing scans nothing") }
    func openSystemSettings() async { fatalError("typing opens nothing") }
    func canAsk() async -> Bool { fatalError("typing asks nobody") }
    func confirm(reason: String) async -> Bool { fatalError("typing asks nobody") }
    func show(_ content: WidgetContent?) async { fatalError("typing shows nothing") }
    func canChoose() async -> Bool { fatalError("typing changes no icon") }
    func isDiscreet() async -> Bool { fatalError("typing changes no icon") }
    func show(discreet: Bool) async -> Bool { fatalError("typing changes no icon") }
    func isMetered() async -> Bool { fatalError("typing sends nothing") }
    func wake(after moment: Date?) async { fatalError("typing wakes nobody") }
}
