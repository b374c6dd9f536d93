// The camera with the last photo's ghost over it, and a level. Not for: what is in a picture (the core).
import Foundation

public protocol CameraPort: Sendable {
    func permission() async -> Bool
    /// How the phone is held, until the stream is let go of.
    func tilts() -> AsyncStream<Tilt>
    /// Takes one photo and writes it as a JPEG into that folder, which is the app's own.
    func shoot(into folder: URL) async throws(Problem) -> URL
}

/// How the phone is held against the photo's plane, in degrees.
public struct Tilt: Hashable, Sendable {
    public let roll: Double
    public let pitch: Double

    public init(roll: Double, pitch: Double) {
        self.roll = roll
        self.pitch = pitch
    }

    /// Close enough to level for two photos to be lined up well.
    public var isLevel: Bool {
        abs(roll) <= Self.tolerance && abs(pitch) <= Self.tolerance
    }

    /// In degrees.
    public static let tolerance = 3.0
}
