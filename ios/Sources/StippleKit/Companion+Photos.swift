// Photos and files, by their paths. Long ones run by themselves, say how far they are and can be stopped.
// Not for: choosing a file (Outside), or showing one (PhotosModel).
import Foundation
internal import StippleBindings

extension Companion {
    public func photos() async throws(Problem) -> PhotosRecord {
        try await call { core in
            PhotosRecord(try core.photos(), shots: try core.photosDue(), pairs: try core.photoPairs())
        }
    }

    public func add(
        photos files: [URL], angle: String, note: String = "", watch: (@Sendable (Running<PhotosAdded>) -> Void)? = nil
    ) async throws(Problem) -> PhotosAdded {
        let photos = AddPhotos(paths: files.map(\.path), angle: angle, note: note)
        return try await long(
            { core in
                let task = try core.addPhotos(photos: photos)
                return Running(progress: task.progress, stop: task.cancel) { PhotosAdded(try await task.outcome()) }
            }, watch: watch)
    }

    public func remove(photo: String) async throws(Problem) -> Done {
        try await change { try $0.removePhoto(photo: photo) }
    }

    public func restore(photo: String) async throws(Problem) -> Done {
        try await change { try $0.restorePhoto(photo: photo) }
    }

    public func change(photo: String, angle: String? = nil, note: String? = nil) async throws(Problem) -> Done {
        try await change { try $0.changePhoto(photo: photo, angle: angle, note: note) }
    }

    /// Deletes for good what lay in the bin for its time. Once a day or so.
    public func emptyBin() async throws(Problem) -> Int {
        try await call { core in Int(try core.emptyBin()) }
    }

    /// Writes a photo where a screen can read it, in clear: whoever shows it deletes it after.
    public func write(photo: String, _ size: PhotoSize, to file: URL) async throws(Problem) {
        _ = try await change { try $0.writePhoto(photo: photo, which: size == .grid ? .grid : .view, path: file.path) }
    }

    /// Two photos, lined up and side by side.
    public func compare(_ first: String, _ second: String, to file: URL) async throws(Problem) -> MadePicture {
        try await call { core in
            MadePicture(try core.comparePhotos(first: first, second: second, path: file.path))
        }
    }

    /// Two photos, lined up, in steps from the one to the other and back.
    public func slider(_ first: String, _ second: String, to file: URL) async throws(Problem) -> MadePicture {
        try await call { core in MadePicture(try core.slider(first: first, second: second, path: file.path)) }
    }

    /// The last photo of an angle as a veil over a camera's picture of that size.
    public func ghost(angle: String, width: Int, height: Int, to file: URL) async throws(Problem) -> MadePicture {
        try await call { core in
            MadePicture(
                try core.ghost(angle: angle, width: UInt32(width), height: UInt32(height), path: file.path))
        }
    }

    public func lapse(angle: String, to file: URL) async throws(Problem) -> MadePicture {
        try await long { core in
            let task = try core.lapse(angle: angle, path: file.path)
            return Running(progress: task.progress, stop: task.cancel) { MadePicture(try await task.outcome()) }
        }
    }

    public func trend(angle: String, of what: Trend.Of, to file: URL) async throws(Problem) -> Trend {
        try await long { core in
            let drawn = DrawTrend(of: what == .redness ? .redness : .dots, path: file.path)
            let task = try core.trend(angle: angle, drawn: drawn)
            return Running(progress: task.progress, stop: task.cancel) {
                Trend(picture: file, lines: try await task.outcome().lines)
            }
        }
    }

    /// Everything, photos sealed, as a ZIP.
    public func export(
        to file: URL, watch: (@Sendable (Running<Done>) -> Void)? = nil
    ) async throws(Problem) -> Done {
        try await long(
            { core in
                let task = try core.exportBundle(path: file.path, photos: .sealed)
                return Running(progress: task.progress, stop: task.cancel) { Done(try await task.outcome()) }
            }, watch: watch)
    }

    /// Everything but photos.
    public func exportWithoutPhotos(to file: URL) async throws(Problem) -> Done {
        try await change { try $0.exportArchive(path: file.path) }
    }

    /// What opens the photos of an export: it goes with a sealed one to a new phone.
    public func writeIdentity(to file: URL) async throws(Problem) -> Done {
        try await change { try $0.writeIdentity(path: file.path) }
    }

    /// Adds what an export holds to what is here: all of it, or nothing.
    public func bringIn(
        _ file: URL, identity: String? = nil, watch: (@Sendable (Running<Done>) -> Void)? = nil
    ) async throws(Problem) -> Done {
        try await long(
            { core in
                let task =
                    file.pathExtension.lowercased() == "zip"
                    ? try core.importBundle(path: file.path, identity: identity)
                    : try core.importArchive(path: file.path)
                return Running(progress: task.progress, stop: task.cancel) { Done(try await task.outcome()) }
            }, watch: watch)
    }

    /// A report for the client's studio, with the pictures that stand for their moments or without any.
    public func report(
        to file: URL, withPhotos: Bool, watch: (@Sendable (Running<Done>) -> Void)? = nil
    ) async throws(Problem) -> Done {
        try await long(
            { core in
                let photos = withPhotos ? try core.photos().photos.filter(\.stands).map(\.id) : []
                let task = try core.report(path: file.path, photos: photos)
                return Running(progress: task.progress, stop: task.cancel) { Done(try await task.outcome()) }
            }, watch: watch)
    }

    public func calendar(to file: URL) async throws(Problem) -> Done {
        try await call { core in
            let chosen = Chosen(try core.settings())
            return Done(try core.calendar(path: file.path, discreet: chosen.discreet))
        }
    }
}
