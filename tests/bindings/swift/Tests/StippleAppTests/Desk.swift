// A client's device for the tests: a clock that stands still, a place for secrets, a folder for the data.
// Not for: tests; each feature has a file, under the same name in every language.
import Foundation
import StippleApp
import Testing

/// All tests, one at a time: those of growth measure the whole process.
@Suite(.serialized) enum Bindings {}

/// Tuesday, day 4: 09:00 in London.
let day4 = moment("2026-05-05T08:00:00Z")
/// Friday evening: 17:30 in London.
let session1 = moment("2026-05-01T16:30:00Z")
let london = zone("Europe/London")

func moment(_ text: String) -> Date {
    guard let moment = try? Date(text, strategy: .iso8601) else { fatalError("no moment: \(text)") }
    return moment
}

func day(_ year: Int, _ month: Int, _ day: Int) -> NaiveDate {
    NaiveDate(year: year, month: month, day: day)
}

func time(_ hour: Int, _ minute: Int, _ second: Int = 0) -> NaiveTime {
    NaiveTime(hour: hour, minute: minute, second: second)
}

func zone(_ name: String) -> TimeZone {
    guard let zone = TimeZone(identifier: name) else { fatalError("no zone: \(name)") }
    return zone
}

/// Shared between threads, one at a time.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Value

    init(_ value: Value) {
        kept = value
    }

    var value: Value {
        withLock { $0 }
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&kept) }
    }
}

/// Shows what it is set to.
final class StandingClock: Clock {
    private let shown = Guarded(day4)

    var at: Date {
        get { shown.value }
        set { shown.withLock { $0 = newValue } }
    }

    func now() -> Date {
        at
    }
}

/// Secrets in memory.
final class MemoryKeys: KeyStore {
    private let secrets = Guarded([String: Data]())

    var count: Int {
        secrets.value.count
    }

    func get(name: String) -> Data? {
        secrets.value[name]
    }

    func add(name: String, secret: Data) {
        secrets.withLock { $0[name] = $0[name] ?? secret }
    }

    func delete(name: String) {
        secrets.withLock { $0[name] = nil }
    }
}

/// A device: what is opened in it twice is opened on the same data, which goes with it.
final class Desk {
    private let root = FileManager.default.temporaryDirectory.appending(path: "stipple-\(UUID().uuidString)")
    let standing: StandingClock
    var clock: any Clock
    var keys: any KeyStore = MemoryKeys()

    init() {
        standing = StandingClock()
        clock = standing
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    /// Where the data is; made with the first change.
    var folder: URL {
        root.appending(path: "data")
    }

    func open() throws -> Stipple {
        let request = OpenRequest(
            folder: folder.path, zone: london, locales: ["en-GB"], style: Style(marks: .plain))
        return try Stipple.open(request: request, keys: keys, clock: clock)
    }

    /// Opened, under the built-in sheet, session 1 done on Friday.
    func course() throws -> Stipple {
        let opened = try open()
        _ = try opened.startCourse(start: StartCourse(sheet: scalpEnvy(in: opened).text))
        _ = try opened.logSession(session: LogSession(ended: session1))
        return opened
    }
}

/// The built-in sheet that the tests are under.
func scalpEnvy(in opened: Stipple) throws -> BuiltInSheetView {
    try #require(try opened.builtInSheets().first { $0.name.id == "scalp-envy" })
}

/// Expects a call to fail so, and gives what that tells the client.
@discardableResult
func expectFailure<Value>(
    _ kind: (String) -> StippleError, at place: SourceLocation = #_sourceLocation, from call: () throws -> Value
) -> String {
    do {
        let value = try call()
        Issue.record("it succeeded: \(value)", sourceLocation: place)
    } catch let error as StippleError {
        #expect(error == kind(error.told), sourceLocation: place)
        return error.told
    } catch {
        Issue.record("not of Stipple's: \(error)", sourceLocation: place)
    }
    return ""
}

/// What a long call comes to.
func ended<Value>(_ outcome: @autoclosure () async throws -> Value) async -> Result<Value, any Error> {
    do {
        return .success(try await outcome())
    } catch {
        return .failure(error)
    }
}

/// What stands beside the tests: fixtures, and the text that the board must have.
enum Files {
    /// tests/bindings/swift
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let board = package.deletingLastPathComponent().appending(path: "today.txt")
    static let databases = package.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "fixtures/databases")
    static let signedSheets = package.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "fixtures/sheets/signed")
    /// tests/bindings/run.sh puts it there: an import that takes long enough to be stopped.
    static let largeArchive = package.appending(path: ".build/large-archive.json")
    /// Where the server is that tests/bindings/run.sh starts.
    static let server = package.appending(path: ".build/server.txt")
    /// A photo of a head that nobody has; tests/bindings/run.sh has it drawn.
    static func photo(_ name: String) -> String {
        package.appending(path: ".build/photos").appending(path: name).path
    }
    /// What uniffi generated, as text.
    static func generated() throws -> String {
        let folder = package.appending(path: "Sources/StippleBindings")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .map { try String(contentsOf: $0, encoding: .utf8) }
            .joined(separator: "\n")
    }
}
