// Where on the device things are: all of it in the app's own container, outside the photo library and the cloud backup.
// Not for: what is in a file.
import Foundation

public struct Place: Sendable, Hashable {
    /// Private to the app, and kept.
    public let root: URL

    public init(root: URL) {
        self.root = root
    }

    /// The core's: the diary and the vault.
    public var data: URL { root.appending(path: "data") }
    /// What was typed and not yet done.
    public var drafts: URL { root.appending(path: "drafts") }
    /// Pictures in clear, only while they are on a screen.
    public var shown: URL { root.appending(path: "shown") }
    /// Files on their way in or out, until that is done.
    public var passing: URL { root.appending(path: "passing") }

    func prepare() throws {
        let files = FileManager.default
        // What an earlier run showed or sent was in clear: it goes before anything else.
        for folder in [shown, passing] where files.fileExists(atPath: folder.path) {
            try files.removeItem(at: folder)
        }
        for folder in [root, drafts, shown, passing] {
            try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: Self.protection)
        }
        #if canImport(Darwin)
            var kept = URLResourceValues()
            kept.isExcludedFromBackup = true
            var root = root
            try root.setResourceValues(kept)
        #endif
    }

    /// Nothing in clear stays behind once it is not on the screen.
    public func clearShown() {
        let files = FileManager.default
        for file in (try? files.contentsOfDirectory(at: shown, includingPropertiesForKeys: nil)) ?? [] {
            try? files.removeItem(at: file)
        }
    }

    func deleteEverything() throws {
        if FileManager.default.fileExists(atPath: root.path) {
            try FileManager.default.removeItem(at: root)
        }
    }

    private static var protection: [FileAttributeKey: Any] {
        #if canImport(Darwin)
            [.protectionKey: FileProtectionType.complete]
        #else
            [.posixPermissions: 0o700]
        #endif
    }
}
