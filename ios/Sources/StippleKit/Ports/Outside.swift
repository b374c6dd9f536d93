// Ways out of the app and in: sharing, choosing files and photos, reading a code, the system's settings.
// Not for: what is in a file (the core).
import Foundation

public protocol Outside: Sendable {
    /// The share sheet; returns when it is closed.
    func share(_ file: URL) async
    /// A file that the client chose, copied into the app's own folder; none where they chose none.
    func chooseFile(_ kind: FileKind, into folder: URL) async throws(Problem) -> URL?
    /// Photos that the client chose, as JPEG or PNG (HEIC is converted), copied into the app's own folder.
    func choosePhotos(into folder: URL) async throws(Problem) -> [URL]
    /// The text of a code held before the camera; none where the client gave up.
    func scanCode() async throws(Problem) -> String?
    /// The app's page in the system's settings: its language, its permissions.
    func openSystemSettings() async
}

public enum FileKind: Hashable, Sendable {
    /// A studio's sheet, a text.
    case sheet
    /// What Stipple exported, with photos (`.zip`) or without (`.json`).
    case export
    /// What opens the photos of an export, a text.
    case photoKey
}

/// Who holds the phone: Face ID, Touch ID or the passcode.
public protocol DeviceOwner: Sendable {
    /// Whether the device can ask at all.
    func canAsk() async -> Bool
    func confirm(reason: String) async -> Bool
}

/// What the widget reads: the app puts it there.
public protocol WidgetShelf: Sendable {
    /// Puts it where the widget finds it and has it drawn anew; none takes it away.
    func show(_ content: WidgetContent?) async
}

/// A moment at which the system should wake the app in the background, at the earliest.
public protocol BackgroundWork: Sendable {
    func wake(after moment: Date?) async
}

/// What the network costs.
public protocol NetworkPort: Sendable {
    /// Whether it is paid by the byte, or the client wants little sent: photos wait then.
    func isMetered() async -> Bool
}

/// The app's picture on the home screen.
public protocol HomeScreen: Sendable {
    /// Whether the device can show another one there.
    func canChoose() async -> Bool
    func isDiscreet() async -> Bool
    /// Whether it is shown from now on.
    func show(discreet: Bool) async -> Bool
}

/// All that the shell is given by the device.
public struct Device: Sendable {
    public var secrets: any SecretStore
    public var surroundings: any Surroundings
    public var notifications: any NotificationCenterPort
    public var camera: any CameraPort
    public var outside: any Outside
    public var owner: any DeviceOwner
    public var widget: any WidgetShelf
    public var background: any BackgroundWork
    public var network: any NetworkPort
    public var home: any HomeScreen

    public init(
        secrets: any SecretStore, surroundings: any Surroundings, notifications: any NotificationCenterPort,
        camera: any CameraPort, outside: any Outside, owner: any DeviceOwner, widget: any WidgetShelf,
        background: any BackgroundWork, network: any NetworkPort,
        home: any HomeScreen
    ) {
        self.secrets = secrets
        self.surroundings = surroundings
        self.notifications = notifications
        self.camera = camera
        self.outside = outside
        self.owner = owner
        self.widget = widget
        self.background = background
        self.network = network
        self.home = home
    }
}
