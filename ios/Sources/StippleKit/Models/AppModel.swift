// The app as a whole: opening, the lock, what covers it in the app switcher, deleting everything. Not for: a screen.
import Foundation
import Observation

@MainActor
@Observable
public final class AppModel {
    public private(set) var phase = Phase.opening
    /// Whether nothing may be shown: somebody else may be looking, or the system takes its picture for the app switcher.
    public private(set) var isCovered = false

    @ObservationIgnored private let place: Place
    @ObservationIgnored private let device: Device
    @ObservationIgnored private var unlocked = false

    public enum Phase {
        case opening
        /// The client has to say who they are.
        case locked
        case open(Screens)
        /// The data cannot be opened. Nothing was changed.
        case failed(Problem)
    }

    public init(at place: Place, on device: Device) {
        self.place = place
        self.device = device
    }

    /// Opens the data, off the main thread, unless that is done.
    public func open() async {
        if case .open = phase { return }
        let lock = LockChoice(place)
        if lock.isOn, !unlocked {
            phase = .locked
            return
        }
        do {
            let companion = try await Companion.open(at: place, on: device)
            let shell = Shell(companion, on: device)
            phase = .open(Screens(shell, lock: lock))
            if let setAside = try await companion.setAside() { shell.tell([setAside]) }
            await shell.changed()
        } catch {
            phase = .failed(error)
        }
    }

    /// Asks the device's owner, and opens where they say so.
    public func unlock() async {
        guard await device.owner.confirm(reason: Phrase.unlockReason.text) else { return }
        unlocked = true
        phase = .opening
        await open()
    }

    public func becameActive() async {
        isCovered = false
        await open()
        if case .open(let screens) = phase { await screens.shell.surroundingsChanged() }
    }

    /// Another app comes before it, or the app switcher.
    public func becameInactive() {
        isCovered = true
    }

    /// Nothing in clear stays behind, and the lock falls shut. The core stays open: reminders are planned from here.
    public func enteredBackground() {
        isCovered = true
        place.clearShown()
        if case .open = phase, LockChoice(place).isOn {
            unlocked = false
            phase = .locked
        }
    }

    /// Everything on this device: the course, its photos, drafts, secrets, notifications, the widget.
    public func deleteEverything() async {
        guard case .open(let screens) = phase else { return }
        do {
            try await screens.shell.companion.deleteEverything()
            await screens.shell.reminders.clear()
            await device.widget.show(nil)
            try device.secrets.deleteAll()
        } catch {
            screens.shell.say(Problem(error))
            return
        }
        unlocked = false
        phase = .opening
        await open()
        if case .open(let fresh) = phase { fresh.shell.tell([Phrase.deletedAll.text]) }
    }
}

/// Whether the app asks for its owner. The device's own: it is in no export.
struct LockChoice: Sendable {
    private let file: URL

    init(_ place: Place) {
        file = place.root.appending(path: "locked")
    }

    var isOn: Bool {
        FileManager.default.fileExists(atPath: file.path)
    }

    func choose(_ on: Bool) throws {
        if on {
            try Data().write(to: file)
        } else if isOn {
            try FileManager.default.removeItem(at: file)
        }
    }
}

/// One model for each screen, over one shell.
@MainActor
public final class Screens {
    public let shell: Shell
    public let today: TodayModel
    public let can: CanModel
    public let course: CourseModel
    public let photos: PhotosModel
    public let skin: SkinModel
    public let sheet: SheetModel
    public let reminders: RemindersModel
    public let settings: SettingsModel

    init(_ shell: Shell, lock: LockChoice) {
        self.shell = shell
        today = TodayModel(shell)
        can = CanModel(shell)
        course = CourseModel(shell)
        photos = PhotosModel(shell)
        skin = SkinModel(shell)
        sheet = SheetModel(shell)
        reminders = RemindersModel(shell)
        settings = SettingsModel(shell, lock: lock)
    }
}
