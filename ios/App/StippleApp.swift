// The app: puts the device's own parts together, once, and hands them to StippleKit. Not for: anything a test could run elsewhere.
import BackgroundTasks
import StippleKit
import StippleUI
import SwiftUI
import UIKit

@main
struct StippleApp: App {
    @UIApplicationDelegateAdaptor(AppDelegate.self) private var delegate

    var body: some Scene {
        WindowGroup {
            RootView(app: delegate.model) { CameraPreview(camera: delegate.camera) }
                .environment(\.pictureOpener, .files)
                .onReceive(NotificationCenter.default.publisher(for: .NSSystemTimeZoneDidChange)) { _ in changed() }
                .onReceive(NotificationCenter.default.publisher(for: UIApplication.significantTimeChangeNotification)) {
                    _ in
                    changed()
                }
                .onReceive(NotificationCenter.default.publisher(for: NSLocale.currentLocaleDidChangeNotification)) {
                    _ in
                    changed()
                }
        }
    }

    /// The zone, the clock or the languages are others now.
    private func changed() {
        Task { await delegate.model.surroundingsChanged() }
    }
}

@MainActor
final class AppDelegate: NSObject, UIApplicationDelegate {
    let camera = DeviceCamera()
    let model: AppModel

    override init() {
        let support = URL.applicationSupportDirectory.appending(path: "stipple")
        let device = Device(
            secrets: Keychain(), surroundings: SystemSurroundings(), notifications: UserNotifications(), camera: camera,
            outside: SystemSheets(), owner: LocalOwner(), widget: GroupShelf(), background: AppRefresh(),
            network: NetworkCost(), home: HomeIcon())
        model = AppModel(at: Place(root: support), on: device)
        super.init()
    }

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        let model = model
        AppRefresh.register { await model.refreshInBackground() }
        return true
    }
}

extension AppModel {
    /// While the phone is locked nothing can be read: what waits to be sent stays as it is.
    fileprivate func refreshInBackground() async -> Bool {
        guard UIApplication.shared.isProtectedDataAvailable else { return false }
        return await backgroundWork()
    }
}
