// The Sheet screen: the pinned sheet; before there is one, a choice. Another one is shown with what it would change before it is
// accepted. Not for: reading a sheet (the core).
import Foundation
import Observation

@MainActor
@Observable
public final class SheetModel {
    public private(set) var sheet: SheetRecord?
    /// What a course can be started under, where there is none.
    public private(set) var choices: [SheetOffer] = []
    /// A sheet that was brought in, and what is in it or what it would change.
    public private(set) var offer: Offer?
    @ObservationIgnored public let shell: Shell
    @ObservationIgnored let reads = Reads()

    public struct Offer: Hashable, Sendable {
        public let sheet: SheetOffer
        /// What is in it, where there is no course.
        public let shown: SheetRecord?
        /// What it would change, where there is one.
        public let difference: SheetDifference?
    }

    init(_ shell: Shell) {
        self.shell = shell
    }

    public func load() async {
        await reads.anew(shell.seen) { await self.read() }
    }

    /// Reads unless that was done since anything changed.
    public func follow() async {
        await reads.once(shell.seen) { await self.read() }
    }

    private func read() async {
        do {
            sheet = try await shell.companion.sheet()
            choices = []
        } catch  where error.kind == .noCourse {
            sheet = nil
            choices = (try? await shell.companion.builtInSheets()) ?? []
        } catch {
            shell.say(error)
        }
    }

    /// Shows a sheet, or what it would change. Nothing is kept.
    public func consider(_ text: String) async {
        offer = await shell.ask { () async throws(Problem) in
            let sheet = try await shell.companion.read(sheet: text)
            guard try await shell.companion.hasCourse() else {
                return Offer(sheet: sheet, shown: try await shell.companion.show(sheet: text), difference: nil)
            }
            return Offer(sheet: sheet, shown: nil, difference: try await shell.companion.compare(sheet: text))
        }
    }

    public func chooseFile() async {
        let passing = shell.companion.place.passing
        let file = await shell.ask { () async throws(Problem) in
            try await shell.device.outside.chooseFile(.sheet, into: passing)
        }
        guard let file = file ?? nil else { return }
        defer { try? FileManager.default.removeItem(at: file) }
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            shell.say(.device(.fileNotTaken))
            return
        }
        await consider(text)
    }

    public func scan() async {
        let text = await shell.ask { () async throws(Problem) in try await shell.device.outside.scanCode() }
        if let text = text ?? nil { await consider(text) }
    }

    /// Starts a course under it, or puts the course under it.
    public func accept() async {
        guard let offer else { return }
        let done = await shell.perform { () async throws(Problem) in
            offer.difference == nil
                ? try await shell.companion.start(under: offer.sheet)
                : try await shell.companion.accept(offer.sheet)
        }
        if done != nil { self.offer = nil }
        await follow()
    }

    public func decline() {
        offer = nil
    }
}
