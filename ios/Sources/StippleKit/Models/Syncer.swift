// Keeps this device and its account's server in step while the app is open: at start, and after each change. One run at a time;
// that the server is not reached is normal, and nothing is said of it. Not for: the account itself (AccountModel).
import Foundation
import Observation

@MainActor
@Observable
public final class Syncer {
    /// How far the run is that is under way.
    public private(set) var progress: (@Sendable () -> HowFar)?
    public private(set) var isRunning = false
    /// What the last run did.
    public private(set) var last: SyncRecord?
    /// Goes up with each run that is over.
    public private(set) var runs = 0

    typealias Run = Task<Result<SyncRecord, Problem>, Never>

    @ObservationIgnored private let account: any AccountPort
    @ObservationIgnored private let network: any NetworkPort
    @ObservationIgnored private let drafts: Drafts
    /// Something came: screens, reminders and the widget follow.
    @ObservationIgnored private let came: @MainActor () async -> Void
    @ObservationIgnored private var current: Run?
    @ObservationIgnored private var waiting: Run?

    init(
        _ account: any AccountPort, over network: any NetworkPort, drafts: Drafts,
        came: @escaping @MainActor () async -> Void
    ) {
        (self.account, self.network, self.drafts, self.came) = (account, network, drafts, came)
    }

    /// Begins a run after the one that is under way. One that waits to begin will see what is here by then: it is enough.
    @discardableResult
    func begin() -> Run {
        if let waiting { return waiting }
        let before = current
        let run = Run {
            _ = await before?.value
            // Stopped before it began: another may wait by now.
            if Task.isCancelled { return .failure(Problem(.cancelled, told: "")) }
            (current, waiting) = (waiting, nil)
            return await self.run()
        }
        waiting = run
        return run
    }

    /// Stops what is under way or waits. What is in stays, and the next run goes on.
    public func stop() {
        current?.cancel()
        waiting?.cancel()
        waiting = nil
    }

    /// Waits until nothing is under way.
    func settled() async {
        while waiting != nil || isRunning { _ = await (waiting ?? current)?.value }
    }

    /// Nothing is said any more of an account that was left.
    func forget() {
        last = nil
    }

    private func run() async -> Result<SyncRecord, Problem> {
        isRunning = true
        defer { (isRunning, progress, runs) = (false, nil, runs + 1) }
        do {
            let done = try await account.sync(
                metered: await network.isMetered(), invitation: AccountDraft.kept(in: drafts).invitation.typed,
                watch: { [weak self] running in
                    Task { @MainActor in
                        if self?.isRunning == true { self?.progress = { running.progress } }
                    }
                })
            last = done
            if done.received > 0 { await came() }
            return .success(done)
        } catch {
            // What had come by then stays.
            if error.kind == .cancelled { await came() }
            return .failure(error)
        }
    }
}
