// A value that threads share, one at a time. (The standard library's Mutex needs a later iOS.)
import Foundation

final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: Value

    init(_ value: Value) {
        kept = value
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&kept) }
    }
}
