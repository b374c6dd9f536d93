// A screen reads once for each change, however many ask for it: the page that is shown, and the model that made the change.
// Not for: what is read.
import Foundation

@MainActor
final class Reads {
    /// What a screen shows depends on: what was done, and when it is.
    struct Seen: Hashable {
        let revision: Int
        let minute: Int
        var runs = 0
    }

    private(set) var count = 0
    private var seen: Seen?
    private var reading: Task<Void, Never>?

    /// Reads, whatever was read before.
    func anew(_ now: Seen, _ read: @escaping @MainActor () async -> Void) async {
        seen = now
        count += 1
        let task = Task { await read() }
        reading = task
        await task.value
    }

    /// Reads unless that was done since anything changed; where it is being done, waits for it.
    func once(_ now: Seen, _ read: @escaping @MainActor () async -> Void) async {
        if seen == now, let reading {
            await reading.value
        } else {
            await anew(now, read)
        }
    }
}
