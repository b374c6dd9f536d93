// What a call costs from Swift: medians over many rounds of one `today()`, and of one call that does nothing. In the
// project folder, after `tests/bindings/run.sh swift` has put the library in its place (on a Mac without the -Xswiftc):
//   scripts/swift.sh swift run -c release --package-path tests/bindings/swift -Xswiftc -use-ld=lld StippleBench
// Prints `swift: today N µs, empty call M µs`. Not for: limits (docs/benchmarks.md), nor the core's own benchmarks.
import Foundation
import StippleBindings

/// No secret is asked for.
private final class NoKeys: KeyStore {
    func get(name: String) -> Data? { nil }
    func add(name: String, secret: Data) {}
    func delete(name: String) {}
}

/// The median of so many rounds, each of so many calls, in microseconds a call.
private func median(rounds: Int, calls: Int, of call: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    func round() throws -> Duration {
        try clock.measure {
            for _ in 0..<calls { try call() }
        }
    }
    // Warm-up.
    for _ in 0..<(rounds / 10) { _ = try round() }
    let middle = try (0..<rounds).map { _ in try round() }.sorted()[rounds / 2]
    let micros: Double = middle / .microseconds(1)
    return micros / Double(calls)
}

let folder = FileManager.default.temporaryDirectory.appending(path: "stipple-bench-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: folder) }
let request = OpenRequest(
    folder: folder.path, zone: TimeZone(identifier: "Europe/London") ?? .gmt, locales: ["en-GB"],
    style: Style(marks: .plain))
let opened = try Stipple.open(request: request, keys: NoKeys())
guard let sheet = try opened.builtInSheets().first(where: { $0.name.id == "scalp-envy" }) else {
    fatalError("the sheet scalp-envy is built in")
}
_ = try opened.startCourse(start: StartCourse(sheet: sheet.text))
_ = try opened.logSession(session: LogSession(ended: Date.now - 4 * 24 * 60 * 60))

let today = try median(rounds: 1_000, calls: 1) { _ = try opened.today() }
let empty = median(rounds: 1_000, calls: 1_000) { opened.emptyCall() }
print(String(format: "swift: today %.0f µs, empty call %.3f µs", today, empty))
