// The Photos screen: what is there and due, bringing photos in, showing them, comparing, trends, the bin. What is shown is in
// clear only while it is on the screen. Not for: what is in a photo (the core), or the camera itself (CameraModel).
import Foundation
import Observation

@MainActor
@Observable
public final class PhotosModel {
    public private(set) var record: PhotosRecord?
    /// Photos that were chosen or taken, and wait for their angle.
    public private(set) var chosen: [URL] = []
    /// The angle and note that they get; survives the process.
    public var draft: PhotoDraft {
        didSet { shell.drafts.keep(draft, Self.draftName) }
    }
    public private(set) var progress: (@Sendable () -> HowFar)?
    /// Two photos beside each other, a time-lapse or a trend, while one is open.
    public private(set) var made: Made?
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()
    @ObservationIgnored private var long: Task<Void, Never>?
    private static let draftName = "photo"

    public struct Made: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case compare, lapse, trend
        }

        public let kind: Kind
        public let title: String
        /// What is drawn.
        public let picture: URL
        /// The steps of a slider from one photo to the other, where there are two.
        public let slider: URL?
        public let lines: [String]
    }

    init(_ shell: Shell) {
        self.shell = shell
        draft = shell.drafts.read(PhotoDraft.self, Self.draftName) ?? PhotoDraft()
    }

    public func load() async {
        await reads.anew(shell.seen) { await self.read() }
    }

    /// Reads unless that was done since anything changed.
    public func follow() async {
        await reads.once(shell.seen) { await self.read() }
    }

    private func read() async {
        do {
            record = try await shell.companion.photos()
        } catch {
            if error.kind == .noCourse { record = nil }
            if error.kind != .noCourse { shell.say(error) }
        }
    }

    public func choose() async {
        let passing = shell.companion.place.passing
        let files = await shell.ask { () async throws(Problem) in
            try await shell.device.outside.choosePhotos(into: passing)
        }
        chosen += files ?? []
    }

    public func took(_ file: URL) {
        chosen.append(file)
    }

    public func discard() {
        for file in chosen { try? FileManager.default.removeItem(at: file) }
        chosen = []
    }

    /// Brings them in, and deletes them where they waited. One that fails does not stop the others.
    public func add() async {
        let (files, draft) = (chosen, draft)
        guard !files.isEmpty else { return }
        let watch: @Sendable (Running<PhotosAdded>) -> Void = { running in
            Task { @MainActor in self.progress = { running.progress } }
        }
        let task = Task {
            do {
                let added = try await shell.companion.add(
                    photos: files, angle: draft.angle, note: draft.note, watch: watch)
                discard()
                self.draft = PhotoDraft()
                shell.drafts.drop(Self.draftName)
                shell.tell(added.lines)
                await shell.changed()
            } catch {
                shell.say(Problem(error))
            }
        }
        long = task
        await task.value
        long = nil
        progress = nil
        await follow()
    }

    /// Those that are in stay.
    public func stop() {
        long?.cancel()
    }

    /// A photo in clear, for a screen to draw. It is deleted when the app leaves the screen, at the latest.
    public func picture(of photo: String, _ size: PhotoSize) async -> URL? {
        let file = shell.companion.place.shown.appending(path: "\(photo)-\(size).jpg")
        if FileManager.default.fileExists(atPath: file.path) { return file }
        return await shell.ask { () async throws(Problem) in
            try await shell.companion.write(photo: photo, size, to: file)
            return file
        }
    }

    public func noLongerShown(_ file: URL) {
        try? FileManager.default.removeItem(at: file)
    }

    public func remove(_ photo: Photo) async {
        await shell.perform { () async throws(Problem) in try await shell.companion.remove(photo: photo.id) }
        await follow()
    }

    public func restore(_ photo: Photo) async {
        await shell.perform { () async throws(Problem) in try await shell.companion.restore(photo: photo.id) }
        await follow()
    }

    public func compare(_ pair: PhotosRecord.Pair) async {
        let shown = shell.companion.place.shown
        made = await shell.ask { () async throws(Problem) in
            let beside = try await shell.companion.compare(
                pair.first, pair.second, to: shown.appending(path: "compare.jpg"))
            let slider = try await shell.companion.slider(
                pair.first, pair.second, to: shown.appending(path: "slider.gif"))
            return Made(
                kind: .compare, title: pair.text, picture: beside.file, slider: slider.file, lines: beside.lines)
        }
    }

    public func lapse(_ angle: Side) async {
        let file = shell.companion.place.shown.appending(path: "lapse.gif")
        made = await shell.ask { () async throws(Problem) in
            let lapse = try await shell.companion.lapse(angle: angle.id, to: file)
            return Made(kind: .lapse, title: angle.label, picture: lapse.file, slider: nil, lines: lapse.lines)
        }
    }

    public func trend(_ angle: Side, of what: Trend.Of) async {
        let file = shell.companion.place.shown.appending(path: "trend-\(what).png")
        made = await shell.ask { () async throws(Problem) in
            let trend = try await shell.companion.trend(angle: angle.id, of: what, to: file)
            return Made(kind: .trend, title: angle.label, picture: file, slider: nil, lines: trend.lines)
        }
    }

    public func share(_ made: Made) async {
        await shell.device.outside.share(made.slider ?? made.picture)
    }

    public func closeMade() {
        for file in [made?.picture, made?.slider].compactMap({ $0 }) { noLongerShown(file) }
        made = nil
    }
}
