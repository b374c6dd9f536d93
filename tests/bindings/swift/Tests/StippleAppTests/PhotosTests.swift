// Photos: brought in as a batch that tells how far it is and can be stopped, listed, written without what a camera adds.
// The photos are drawn by tests/bindings/photos.sh; nobody has these heads. Whether what is made decodes is left to the
// other languages: Foundation on Linux has no pictures. Not for: what is seen in a photo (the core's own tests).
import Foundation
import StippleApp
import Testing

private let before = Files.photo("crown-before.jpg")
private let day2 = Files.photo("crown-day-2.jpg")
private let day4Photo = Files.photo("crown-day-4.jpg")
private let front = Files.photo("front.png")
private let canary = Data("CANARY-7c1f".utf8)

extension Bindings {
    struct PhotosTests {
        let desk = Desk()

        @Test func aBatchSaysWhatBecameOfEachFile() async throws {
            let opened = try desk.course()
            let paths = [day2, day2, Files.photo("broken.jpg"), Files.photo("photo.heic"), front]
            let task = try opened.addPhotos(photos: AddPhotos(paths: paths, angle: "crown", note: "calm"))
            let done = try await task.outcome()
            #expect(done.files.map(\.isNew) == [true, false, false, false, true])
            #expect(done.files.map(\.failed) == [false, false, true, true, false])
            #expect((done.added, done.failed, done.stopped) == (2, 2, false))
            #expect(done.files.map(\.path) == paths)
            let known = try #require(done.files.first?.id)
            #expect(done.files.map(\.id).prefix(4) == [known, known, nil, nil])
            #expect(done.lines.first == "2 photos added.")
            #expect(done.lines.contains { $0.hasPrefix("photo.heic: This is a HEIC photo.") })
            #expect(task.progress() == ProgressView(done: 5, total: 5))
            #expect(try await task.outcome() == done, "asked again, it says the same")
            task.cancel()
            #expect(try await task.outcome() == done, "too late")
            #expect(try Set(ids(opened)) == Set(done.files.filter(\.isNew).compactMap(\.id)))
        }

        @Test func stoppedBetweenFilesItKeepsWhatIsIn() async throws {
            let opened = try desk.course()
            let pipe = desk.folder.appending(path: "pipe.jpg")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            let photos = AddPhotos(paths: [day2, pipe.path, day4Photo], angle: "crown")
            let task = try opened.addPhotos(photos: photos)
            let feed = try FileHandle(forWritingTo: pipe)  // once the import waits for it
            #expect(task.progress() == ProgressView(done: 1, total: 3))
            #expect(try ids(opened).count == 1, "listed while others are brought in")
            task.cancel()
            try feed.write(contentsOf: Data(contentsOf: URL(filePath: before)))
            try feed.close()
            let done = try await task.outcome()
            #expect((done.stopped, done.added, done.files.count) == (true, 1, 1))
            #expect(try ids(opened) == done.files.map(\.id))
        }

        @Test func photosAreListedDueAndPaired() async throws {
            let opened = try desk.course()
            #expect(try opened.photos().none == "No photos yet.")
            _ = try await add(opened, [before, day2, day4Photo])
            let view = try opened.photos()
            #expect(view.none == nil)
            #expect(view.bin.isEmpty)
            #expect(view.photos.map(\.session) == [1, 1, nil])
            #expect(view.photos.map(\.day) == [4, 2, nil])
            let second = try #require(view.photos.dropFirst().first)
            #expect((second.angle, second.taken) == ("crown", moment("2026-05-03T08:10:00Z")))
            #expect((second.offsetMinutes, second.takenFrom) == (60, .exif))
            #expect((second.width, second.height, second.burst, second.stands) == (768, 1024, 1, true))
            let shots = try opened.photosDue()
            let shot = try #require(shots.shots.first { $0.from == nil })
            #expect(shot.to == day(2026, 5, 1))
            for one in shot.angles {
                #expect(one.status == (one.angle == "crown" ? .taken : .missed))
                #expect(try one.photo == (one.angle == "crown" ? ids(opened).first : nil))
            }
            #expect(shots.sections.first?.lines.isEmpty == false)
            let pair = try #require(try opened.photoPairs().first)
            #expect(try [pair.first, pair.second] == [ids(opened).first, ids(opened).last])
        }

        @Test func nothingThatLeavesCarriesWhatACameraAdded() async throws {
            let opened = try await series()
            #expect(try Data(contentsOf: URL(filePath: day2)).range(of: canary) != nil, "or nothing is tested here")
            let photo = try ids(opened)[1]
            for which in [PhotoFile.original, .view, .grid] {
                let written = out("\(which).jpg")
                _ = try opened.writePhoto(photo: photo, which: which, path: written.path)
                let bytes = try Data(contentsOf: written)
                #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]))
                #expect(bytes.range(of: canary) == nil)
                #expect(bytes.range(of: Data("Exif".utf8)) == nil)
            }
            // What is kept can be read by nobody else, and neither can the canary be found in it.
            let sealed = try kept().filter { $0.pathExtension == "age" }
            #expect(sealed.count >= 9)
            for file in sealed {
                #expect(try Data(contentsOf: file).range(of: canary) == nil)
            }
        }

        @Test func aPhotoGoesIntoTheBinAndComesBackUntilItIsEmptied() async throws {
            let opened = try await series()
            let first = try ids(opened)[0]
            _ = try opened.removePhoto(photo: first)
            let binned = try opened.photos().bin
            #expect(binned.map(\.id) == [first])
            #expect(binned.map(\.goneAt) == [day4 + 30 * 24 * 60 * 60])
            _ = try opened.restorePhoto(photo: first)
            #expect(try opened.photos().bin.isEmpty && ids(opened).count == 3)
            _ = try opened.changePhoto(photo: first, taken: day4 - 9 * 24 * 60 * 60, note: "consultation")
            #expect(try opened.photos().photos.last?.note == "consultation")
            #expect(try !opened.undo().lines.isEmpty)
            #expect(try opened.photos().photos.last?.note == "")
            _ = try opened.removePhoto(photo: first)
            #expect(try opened.emptyBin() == 0)
            desk.standing.at += 31 * 24 * 60 * 60
            #expect(try opened.emptyBin() == 1)
            #expect(try opened.photos().bin.isEmpty && ids(opened).count == 2)
            expectFailure(StippleError.BadInput) { try opened.restorePhoto(photo: "no such photo") }
        }

        @Test func aLockedPlaceForSecretsIsToldAndNothingIsWritten() async throws {
            let keys = LockedKeys()
            desk.keys = keys
            let opened = try desk.course()
            let refused = await ended(
                try await opened.addPhotos(photos: AddPhotos(paths: [day2], angle: "crown")).outcome())
            expectFailure(StippleError.KeyStoreLocked) { try refused.get() }
            #expect(try ids(opened).isEmpty)
            #expect(!exists(desk.folder.appending(path: "vault")))
            keys.locked.withLock { $0 = false }
            _ = try await add(opened, [day2])
            keys.locked.withLock { $0 = true }
            let photo = try ids(opened)[0]
            expectFailure(StippleError.KeyStoreLocked) {
                try opened.writePhoto(photo: photo, which: .view, path: out("out.jpg").path)
            }
            #expect(!exists(out("out.jpg")))
            #expect(try ids(opened).count == 1, "the list needs no key")
        }

        @Test func anotherDevicesPhotosAreLockedAndLostFilesAreTold() async throws {
            let opened = try await series()
            let photo = try ids(opened)[0]
            let written = out("out.jpg").path
            #expect(try await opened.scrubPhotos().outcome().lines == ["3 photos, all as they went in."])
            let original = try #require(try kept().first { $0.path.hasSuffix("\(photo)/original.age") })
            try FileManager.default.removeItem(at: original)
            let scrub = try opened.scrubPhotos()
            #expect(try await scrub.outcome().missing == [photo])
            #expect(scrub.progress() == ProgressView(done: 3, total: 3))
            expectFailure(StippleError.PhotoDamaged) {
                try opened.writePhoto(photo: photo, which: .original, path: written)
            }
            desk.keys = MemoryKeys()
            let elsewhere = try desk.open()
            expectFailure(StippleError.PhotosLocked) {
                try elsewhere.writePhoto(photo: photo, which: .view, path: written)
            }
        }

        @Test func picturesThatAreMadeOpen() async throws {
            let opened = try await series()
            let (first, last) = try (ids(opened)[0], ids(opened)[2])
            func begins(_ made: MadeView, with start: [UInt8]) throws {
                let bytes = try Data(contentsOf: URL(filePath: made.file))
                #expect(bytes.starts(with: start))
                #expect(bytes.range(of: canary) == nil)
                #expect(made.width > 0 && made.height > 0)
            }
            let (jpeg, png, gif) = ([0xFF, 0xD8, 0xFF] as [UInt8], [0x89, 0x50, 0x4E, 0x47] as [UInt8], Array("GIF89a".utf8))
            try begins(opened.comparePhotos(first: first, second: last, path: out("side.jpg").path), with: jpeg)
            try begins(opened.comparePhotos(first: first, second: last, path: out("side.png").path), with: png)
            try begins(opened.slider(first: first, second: last, path: out("slider.gif").path), with: gif)
            try begins(opened.ghost(angle: "crown", width: 90, height: 120, path: out("ghost.png").path), with: png)
            let lapse = try opened.lapse(angle: "crown", path: out("lapse.gif").path)
            try begins(try await lapse.outcome(), with: gif)
            #expect(lapse.progress() == ProgressView(done: 3, total: 3))
            expectFailure(StippleError.BadInput) {
                try opened.slider(first: first, second: last, path: out("slider.webm").path)
            }
        }

        @Test func aTrendHasItsPointsAndIsDrawn() async throws {
            let opened = try await series()
            let png = DrawTrend(of: .redness, path: out("trend.png").path)
            let trend = try await opened.trend(angle: "crown", drawn: png).outcome()
            #expect(try trend.points.map(\.photo) == ids(opened))
            #expect(trend.points.map(\.day) == [0, 5, 7])
            #expect(trend.angle == "crown" && !trend.lines.isEmpty)
            for value in trend.points.flatMap({ [$0.redness, $0.dots] }).compactMap({ $0 }) {
                #expect((0...1).contains(value.reliability) && value.plusMinus >= 0)
            }
            #expect(try Data(contentsOf: URL(filePath: png.path)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let svg = DrawTrend(of: .dots, path: out("trend.svg").path)
            _ = try await opened.trend(angle: "crown", drawn: svg).outcome()
            #expect(try String(contentsOfFile: svg.path, encoding: .utf8).contains("<svg"))
            #expect(try await opened.trend(angle: "crown").outcome() == trend, "without a picture it says the same")
        }

        @Test func tooFewOrTooDifferentPhotosCannotBeCompared() async throws {
            let opened = try desk.course()
            _ = try await add(opened, [day2])
            _ = try await add(opened, [front], angle: "front")
            let trend = await ended(try await opened.trend(angle: "crown").outcome())
            expectFailure(StippleError.CannotCompare) { try trend.get() }
            let lapse = await ended(try await opened.lapse(angle: "crown", path: out("lapse.gif").path).outcome())
            expectFailure(StippleError.CannotCompare) { try lapse.get() }
            let (one, other) = try (ids(opened)[0], ids(opened)[1])
            expectFailure(StippleError.CannotCompare) {
                try opened.comparePhotos(first: one, second: other, path: out("side.jpg").path)
            }
            expectFailure(StippleError.CannotCompare) {
                try opened.ghost(angle: "back", width: 90, height: 120, path: out("ghost.png").path)
            }
            let noAngle = await ended(try await opened.trend(angle: "").outcome())
            expectFailure(StippleError.BadInput) { try noAngle.get() }
            #expect(!exists(out("lapse.gif")) && !exists(out("side.jpg")))
        }

        @Test func everythingGoesOutAndComesInWithItsPhotos() async throws {
            let opened = try await series()
            let (sealed, clear) = (out("sealed.zip").path, out("clear.zip").path)
            _ = try opened.writeIdentity(path: out("identity.txt").path)
            let identity = try String(contentsOf: out("identity.txt"), encoding: .utf8)
            let export = try opened.exportBundle(path: sealed, photos: .sealed)
            _ = try await export.outcome()
            #expect(export.progress() == ProgressView(done: 3, total: 3))
            _ = try await opened.exportBundle(path: clear, photos: .clear).outcome()
            for file in [sealed, clear] {
                #expect(try Data(contentsOf: URL(filePath: file)).range(of: canary) == nil)
            }

            let phone = Desk()
            let there = try phone.open()
            let locked = await ended(try await there.importBundle(path: sealed).outcome())
            expectFailure(StippleError.PhotosLocked) { try locked.get() }
            let bad = await ended(try await there.importBundle(path: sealed, identity: "no identity").outcome())
            expectFailure(StippleError.BadInput) { try bad.get() }
            let none = await ended(try await there.importBundle(path: Files.photo("broken.jpg")).outcome())
            expectFailure(StippleError.ArchiveRefused) { try none.get() }
            #expect(try !there.hasCourse())
            _ = try await there.importBundle(path: sealed, identity: identity).outcome()
            #expect(try there.photos() == opened.photos())
            let first = try ids(opened)[0]
            _ = try there.writePhoto(photo: first, which: .original, path: out("there.jpg").path)
            _ = try opened.writePhoto(photo: first, which: .original, path: out("here.jpg").path)
            #expect(try Data(contentsOf: out("there.jpg")) == Data(contentsOf: out("here.jpg")))

            let tablet = Desk()
            let clearly = try tablet.open()
            _ = try await clearly.importBundle(path: clear).outcome()
            #expect(try ids(clearly) == ids(opened))
            _ = try clearly.writePhoto(photo: first, which: .clean, path: out("clean.jpg").path)
            #expect(try Data(contentsOf: out("clean.jpg")) == Data(contentsOf: out("here.jpg")))
        }

        @Test func aTaskOutlivesTheObjectThatBeganIt() async throws {
            var opened: Stipple? = try desk.course()
            let task = try #require(try opened?.addPhotos(photos: AddPhotos(paths: [day2], angle: "crown")))
            opened = nil
            #expect(try await task.outcome().added == 1)
            #expect(try ids(desk.open()).count == 1)
        }

        /// A course with three photos of the crown.
        private func series() async throws -> Stipple {
            let opened = try desk.course()
            #expect(try await add(opened, [before, day2, day4Photo]).added == 3)
            return opened
        }

        private func add(_ opened: Stipple, _ paths: [String], angle: String = "crown") async throws -> PhotosAddedView {
            try await opened.addPhotos(photos: AddPhotos(paths: paths, angle: angle)).outcome()
        }

        /// By time.
        private func ids(_ opened: Stipple) throws -> [String] {
            try opened.photos().photos.map(\.id).reversed()
        }

        private func out(_ name: String) -> URL {
            desk.folder.appending(path: name)
        }

        private func exists(_ file: URL) -> Bool {
            FileManager.default.fileExists(atPath: file.path)
        }

        /// The files of the vault.
        private func kept() throws -> [URL] {
            try FileManager.default.subpathsOfDirectory(atPath: desk.folder.path)
                .map { desk.folder.appending(path: $0) }
        }
    }
}

/// Locked when told so.
private final class LockedKeys: KeyStore {
    let locked = Guarded(true)
    private let kept = MemoryKeys()

    func get(name: String) throws -> Data? {
        if locked.value { throw KeyStoreError.Locked }
        return kept.get(name: name)
    }

    func add(name: String, secret: Data) {
        kept.add(name: name, secret: secret)
    }

    func delete(name: String) {
        kept.delete(name: name)
    }
}
