// Databases that earlier versions left are opened, brought up to date, and say the same as ever.
// Not for: how they are migrated (the core's own tests).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct OldDatabaseTests {
        let desk = Desk()

        @Test(arguments: zip([1, 2, 3], [1, 2, 3] as [UInt32?]))
        func aDatabaseOfEachFormatOpens(format: Int, migratedFrom: UInt32?) throws {
            let old = try Data(contentsOf: Files.databases.appending(path: "format-\(format).db"))
            let opened = try opened(on: old)
            #expect(opened.opening().migratedFrom == migratedFrom)
            #expect(try opened.today().headline == "Day 4 after session 1 of 3")
            let sessions = try opened.course().sessions
            #expect(sessions.map(\.starts) == [moment("2026-05-01T16:30:00Z"), moment("2026-05-16T09:00:00Z")])
            #expect(sessions.first?.lines == ["Notes: calm"])
            _ = try opened.reportSkin(seen: [], gone: ["scabs"])
            // Photos came with format 3. The list needs neither their files nor their key.
            let photos = try opened.photos().photos
            let expected = format < 3 ? [] : ["crown day 2"]
            #expect(photos.map { "\($0.angle) \($0.note)" } == expected)
            #expect(photos.allSatisfy { $0.taken == moment("2026-05-03T08:10:00Z") && $0.day == 2 })
        }

        @Test func aDatabaseThatIsNoneIsSetAsideAndSaidToBe() throws {
            let opened = try opened(on: Data("SQLite format 3\0".utf8) + Data(repeating: 0xFF, count: 5_000))
            let aside = try #require(opened.opening().setAside)
            #expect(FileManager.default.fileExists(atPath: aside.path))
            #expect(!aside.text.isEmpty)
            #expect(try !opened.hasCourse())
        }

        private func opened(on database: Data) throws -> Stipple {
            try FileManager.default.createDirectory(at: desk.folder, withIntermediateDirectories: true)
            try database.write(to: desk.folder.appending(path: "stipple.db"))
            return try desk.open()
        }
    }
}
