// The Settings screen: the lock, the language, ways out and in. Deleting everything is the app's (AppModel).
// Not for: reminders, or an account (AccountModel).
import Foundation
import Observation

@MainActor
@Observable
public final class SettingsModel {
    public private(set) var record: SettingsRecord?
    /// Something long that is under way.
    public private(set) var progress: (@Sendable () -> HowFar)?
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()
    /// An export whose photos are sealed to another phone: it waits for their key.
    public private(set) var sealed: URL?
    @ObservationIgnored private let lockChoice: LockChoice
    @ObservationIgnored private var long: Task<Void, Never>?

    init(_ shell: Shell, lock: LockChoice) {
        self.shell = shell
        lockChoice = lock
    }

    public func load() async {
        await reads.anew(shell.seen) { await self.read() }
    }

    /// Reads unless that was done since anything changed.
    public func follow() async {
        await reads.once(shell.seen) { await self.read() }
    }

    private func read() async {
        let canLock = await shell.device.owner.canAsk()
        let (discreetIcon, canChooseIcon) = (await home.isDiscreet(), await home.canChoose())
        let (lock, zone) = (lockChoice.isOn, shell.zone.identifier)
        record = await shell.ask { () async throws(Problem) in
            SettingsRecord(
                hasCourse: try await shell.companion.hasCourse(), lock: lock, canLock: canLock,
                discreetIcon: discreetIcon, canChooseIcon: canChooseIcon, zone: zone,
                language: try await shell.companion.language(),
                setAside: try await shell.companion.setAside())
        }
    }

    /// The owner has to be there to switch it on, and to switch it off.
    public func choose(lock: Bool) async {
        if await shell.device.owner.confirm(reason: Phrase.unlockReason.text) {
            do {
                try lockChoice.choose(lock)
            } catch {
                shell.say(Problem(error))
            }
        }
        await load()
    }

    /// The system tells the client that it was changed.
    public func choose(discreetIcon: Bool) async {
        if await !home.show(discreet: discreetIcon) { shell.say(.device(.iconNotChanged)) }
        await load()
    }

    private var home: any HomeScreen { shell.device.home }

    /// Languages are chosen in the system's settings, for each app.
    public func openLanguage() async {
        await shell.device.outside.openSystemSettings()
    }

    /// Everything, photos too, sealed.
    public func exportWithPhotos() async {
        await send("stipple.zip") { file, watch async throws(Problem) in
            try await self.shell.companion.export(to: file, watch: watch)
        }
    }

    /// Everything but photos.
    public func export() async {
        await send("stipple.json") { file, _ async throws(Problem) in
            try await self.shell.companion.exportWithoutPhotos(to: file)
        }
    }

    public func calendar() async {
        await send("stipple.ics") { file, _ async throws(Problem) in
            try await self.shell.companion.calendar(to: file)
        }
    }

    /// For the client's studio; with one picture of each moment, or without pictures.
    public func report(withPhotos: Bool) async {
        await send("report.html") { file, watch async throws(Problem) in
            try await self.shell.companion.report(to: file, withPhotos: withPhotos, watch: watch)
        }
    }

    /// What opens the photos of an export on another phone.
    public func sharePhotoKey() async {
        await send("stipple-photo-key.txt") { file, _ async throws(Problem) in
            try await self.shell.companion.writeIdentity(to: file)
        }
    }

    public func bringIn() async {
        guard let file = await choose(.export) else { return }
        await bringIn(file, key: nil)
    }

    /// The key to the export that waits for it.
    public func choosePhotoKey() async {
        guard let sealed, let file = await choose(.photoKey) else { return }
        let key = try? String(contentsOf: file, encoding: .utf8)
        try? FileManager.default.removeItem(at: file)
        await bringIn(sealed, key: key)
    }

    private func bringIn(_ file: URL, key: String?) async {
        sealed = nil
        await run {
            do {
                let done = try await self.shell.companion.bringIn(file, identity: key, watch: self.watch)
                await self.shell.did(done)
            } catch {
                self.shell.say(Problem(error))
                // Kept until its key is there, or the app ends.
                let waits: Set<Problem.Kind> = [.photosLocked, .badInput]
                if waits.contains(Problem(error).kind) { self.sealed = file }
            }
            if self.sealed == nil { try? FileManager.default.removeItem(at: file) }
        }
        await follow()
    }

    private func choose(_ kind: FileKind) async -> URL? {
        let passing = shell.companion.place.passing
        let file = await shell.ask { () async throws(Problem) in
            try await shell.device.outside.chooseFile(kind, into: passing)
        }
        return file ?? nil
    }

    /// Stops what is under way. Nothing is changed by it.
    public func stop() {
        long?.cancel()
    }

    private func send(
        _ name: String,
        _ write: @escaping @MainActor (URL, @escaping @Sendable (Running<Done>) -> Void) async throws(Problem) -> Done
    ) async {
        let file = shell.companion.place.passing.appending(path: name)
        await run {
            let done = await self.shell.ask { () async throws(Problem) in try await write(file, self.watch) }
            if let done {
                self.shell.tell(done.lines + done.warnings)
                await self.shell.device.outside.share(file)
            }
            try? FileManager.default.removeItem(at: file)
        }
    }

    private var watch: @Sendable (Running<Done>) -> Void {
        { running in
            Task { @MainActor in self.progress = { running.progress } }
        }
    }

    private func run(_ work: @escaping @MainActor () async -> Void) async {
        let task = Task { await work() }
        long = task
        await task.value
        long = nil
        progress = nil
    }
}
