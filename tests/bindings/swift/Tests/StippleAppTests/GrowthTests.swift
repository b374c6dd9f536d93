// Ten thousand calls leave nothing behind.
// Not for: a client's data, which grows with what they enter.
import Foundation
import StippleApp
import Testing

private let most: Int64 = 256 * 1_024
private let mostResident: Int64 = 16 * 1_024 * 1_024

extension Bindings {
    struct GrowthTests {
        let desk = Desk()

        @Test func tenThousandCallsDoNotGrow() throws {
            let opened = try desk.course()
            func calls(_ count: Int) throws {
                for _ in 0..<count {
                    _ = try opened.today()
                    do {
                        _ = try opened.can(activity: "nothing of that name")
                    } catch StippleError.UnknownActivity {}
                }
            }
            try calls(500)
            let (before, residentBefore) = (Int64(liveBytes()), try resident())
            try calls(10_000)
            #expect(Int64(liveBytes()) - before < most)
            #expect(try resident() - residentBefore < mostResident)
        }

        @Test func aThousandObjectsDoNotGrow() throws {
            _ = try desk.course()
            func objects(_ count: Int) throws {
                for _ in 0..<count {
                    _ = try desk.open().hasCourse()
                }
            }
            try objects(50)
            let before = Int64(liveBytes())
            try objects(1_000)
            #expect(Int64(liveBytes()) - before < most)
        }
    }
}

/// What the process holds in memory; 0 where Linux does not say it.
private func resident() throws -> Int64 {
    #if os(Linux)
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return try #require(Int64(pages)) * Int64(sysconf(Int32(_SC_PAGESIZE)))
    #else
        return 0
    #endif
}
