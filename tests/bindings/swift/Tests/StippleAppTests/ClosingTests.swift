// Letting go of the last reference closes the data: Swift needs no `close`. It may be opened again after, and two at
// once are no harm. Not for: what happens to a file that another process holds (the core's own tests).
import Foundation
import StippleApp
import Testing

private let ownFiles = "/proc/self/fd"

extension Bindings {
    struct ClosingTests {
        let desk = Desk()

        @Test(.enabled(if: FileManager.default.fileExists(atPath: ownFiles), "only Linux lists a process's files"))
        func aClosedObjectLetsGoOfItsFile() throws {
            var opened: Stipple? = try desk.course()
            #expect(try opened?.today().day == 4)
            #expect(try openFiles(under: desk.folder) > 0)
            opened = nil
            #expect(try openFiles(under: desk.folder) == 0)
            #expect(try desk.open().today().day == 4)
        }

        @Test func twoOnTheSameDataSeeEachOthersChanges() throws {
            let (one, two) = (try desk.course(), try desk.open())
            _ = try one.reportSkin(seen: ["scabs"])
            #expect(try two.undo().lines == ["Taken back: a skin check"])
        }
    }
}

private func openFiles(under folder: URL) throws -> Int {
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: ownFiles)
        .compactMap { try? files.destinationOfSymbolicLink(atPath: "\(ownFiles)/\($0)") }
        .filter { $0.hasPrefix(folder.path) }
        .count
}
