// The app as a whole: opening, the lock, what covers it in the app switcher, deleting everything. Not for: a screen.
import Foundation
import Observation

@MainActor
@Observable
public final class AppModel {
    public private(set) var phase = Phase.opening
    /// Whether nothing may be shown: somebody else may be looking, or the system takes its picture for the app switcher.
    public private(set) var isCovered = false

    /// What deleting everything waits for, on a device that is in an account.
    public private(set) var departure: Departure?

    @ObservationIgnored private let place: Place
    @ObservationIgnored private let device: Device
    @ObservationIgnored private var unlocked = false
    /// Open, whether the lock lets it be seen or not: reminders are planned all the same.
    @ObservationIgnored private var opened: Screens?
    @ObservationIgnored private var opening: Task<Result<Screens, Problem>, Never>?

    public enum Phase {
        case opening
        /// The client has to say who they are.
        case locked
        case open(Screens)
        /// The data cannot be opened. Nothing was changed.
        case failed(Problem)
    }

    public enum Departure: Hashable, Sendable {
        /// The client has to say whether the account goes too.
        case asks
        /// The server is being told.
        case tells
        /// The server has not heard of it. Nothing was deleted.
        case notTold
    }

    public init(at place: Place, on device: Device) {
        self.place = place
        self.device = device
    }

    /// Opens the data, off the main thread, unless that is done, and shows it unless the owner has to be asked first.
    public func open() async {
        switch await whatIsOpen() {
        case .success(let screens):
            if !unlocked, LockChoice(place).isOn {
                phase = .locked
            } else if case .open = phase {
                // It is on the screen.
            } else {
                phase = .open(screens)
            }
        case .failure(let problem):
            phase = .failed(problem)
        }
    }

    /// Who asks meanwhile waits for the same.
    private func whatIsOpen() async -> Result<Screens, Problem> {
        if let opened { return .success(opened) }
        if let opening { return await opening.value }
        let task = Task { await reallyOpen() }
        opening = task
        let result = await task.value
        opening = nil
        opened = try? result.get()
        return result
    }

    private func reallyOpen() async -> Result<Screens, Problem> {
        do {
            let shell = Shell(try await Companion.open(at: place, on: device), on: device)
            if let setAside = try await shell.companion.setAside() { shell.tell([setAside]) }
            return .success(Screens(shell, lock: LockChoice(place)))
        } catch {
            return .failure(Problem(error))
        }
    }

    /// The zone, the clock or the languages are others now.
    public func surroundingsChanged() async {
        if case .success(let screens) = await whatIsOpen() { await screens.shell.surroundingsChanged() }
    }

    /// Woken by the system. Whether all was done.
    public func backgroundWork() async -> Bool {
        guard case .success(let screens) = await whatIsOpen() else { return false }
        return await screens.shell.backgroundWork()
    }

    /// Asks the device's owner, and opens where they say so.
    public func unlock() async {
        guard await device.owner.confirm(reason: Phrase.unlockReason.text) else { return }
        unlocked = true
        await open()
    }

    public func becameActive() async {
        isCovered = false
        await open()
        await surroundingsChanged()
    }

    /// Another app comes before it, or the app switcher.
    public func becameInactive() {
        isCovered = true
    }

    /// Nothing in clear stays behind, and the lock falls shut.
    public func enteredBackground() {
        isCovered = true
        place.clearShown()
        if case .open(let screens) = phase { screens.account.hideCode() }
        if case .open = phase, LockChoice(place).isOn {
            unlocked = false
            phase = .locked
        }
    }

    /// Everything on this device. While it is in an account, what is to become of that is asked first; where one was left and
    /// the server has not heard of it, it is told first.
    public func deleteEverything() async {
        guard case .open(let screens) = phase else { return }
        await screens.account.load()
        guard let account = screens.account.record else { return }
        if account.isIn {
            departure = .asks
        } else if account.isLeaving {
            departure = .tells
            _ = await screens.shell.syncer.begin().value
            await screens.account.load()
            await deleteOnceTold(screens)
        } else {
            await wipe(screens)
        }
    }

    /// Leaves the account, or deletes it for every device, and then deletes everything here. The choice is kept at once: cut
    /// off anywhere, the next sync tells the server, and deleting goes on from there.
    public func deleteEverything(deletingAccount: Bool) async {
        guard case .open(let screens) = phase else { return }
        departure = .tells
        await screens.account.leave(deleting: deletingAccount)
        await deleteOnceTold(screens)
    }

    /// The server is not told: it keeps what it has.
    public func deleteAnyway() async {
        guard case .open(let screens) = phase else { return }
        await wipe(screens)
    }

    public func deleteLater() {
        departure = nil
    }

    private func deleteOnceTold(_ screens: Screens) async {
        switch screens.account.record {
        case .some(let account) where account.isIn: departure = .asks
        case .some(let account) where !account.isLeaving: await wipe(screens)
        default: departure = .notTold
        }
    }

    /// The course, its photos, drafts, secrets, notifications, the widget.
    private func wipe(_ screens: Screens) async {
        departure = nil
        screens.shell.syncer.stop()
        await screens.shell.syncer.settled()
        do {
            try await screens.shell.companion.deleteEverything()
            await screens.shell.reminders.clear()
            await device.widget.show(nil)
            try device.secrets.deleteAll()
        } catch {
            screens.shell.say(Problem(error))
            return
        }
        (unlocked, opened, phase) = (false, nil, .opening)
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
    public let account: AccountModel

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
        account = AccountModel(shell)
    }
}
