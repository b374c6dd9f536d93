// The camera: the ghost of the angle's last photo over it, and a level. Not for: the picture itself (ios/App has the session).
import Foundation
import Observation

@MainActor
@Observable
public final class CameraModel {
    public private(set) var tilt: Tilt?
    /// The last photo of the angle, as a veil; none where there is no earlier one.
    public private(set) var ghost: URL?
    public var showsGhost = true
    public private(set) var allowed: Bool?
    @ObservationIgnored private let photos: PhotosModel
    @ObservationIgnored private var levelling: Task<Void, Never>?

    public init(_ photos: PhotosModel) {
        self.photos = photos
    }

    private var shell: Shell { photos.shell }

    /// For a preview of that size in pixels.
    public func begin(width: Int, height: Int) async {
        let allowed = await shell.device.camera.permission()
        self.allowed = allowed
        guard allowed else {
            shell.say(.device(.cameraRefused))
            return
        }
        let file = shell.companion.place.shown.appending(path: "ghost.png")
        // That there is no earlier photo, or that it does not open, is no reason not to take one.
        ghost = try? await shell.companion.ghost(
            angle: photos.draft.angle, width: width, height: height, to: file
        ).file
        levelling = Task { [weak self, tilts = shell.device.camera.tilts()] in
            for await tilt in tilts { self?.tilt = tilt }
        }
    }

    public func shoot() async {
        let passing = shell.companion.place.passing
        let file = await shell.ask { () async throws(Problem) in
            try await shell.device.camera.shoot(into: passing)
        }
        if let file { photos.took(file) }
    }

    public func end() {
        levelling?.cancel()
        levelling = nil
        if let ghost { photos.noLongerShown(ghost) }
        ghost = nil
        tilt = nil
    }

    /// What the level says, for the eye and for a screen reader.
    public var level: Phrase? {
        tilt.map { $0.isLevel ? .isLevel : .holdLevel }
    }
}
