// The one door to the core, for one client on one device: every call off the main thread, every answer a record, every error a
// Problem. Open it once and keep it while the app runs. Not for: deciding anything (the core), or what a screen holds (Models).
import Foundation
internal import StippleBindings

public final class Companion: Sendable {
    public let place: Place
    private let queue = DispatchQueue(label: "app.stipple.companion", attributes: .concurrent)
    private let held: Guarded<Stipple?>

    private init(_ stipple: Stipple, place: Place) {
        held = Guarded(stipple)
        self.place = place
    }

    /// Opens what is there, or begins anew. The first call of an app takes tens of milliseconds.
    public static func open(at place: Place, on device: Device) async throws(Problem) -> Companion {
        let surroundings = device.surroundings
        let keys = Keys(device.secrets)
        let clock = CoreClock(surroundings)
        return try await onQueue(.global(qos: .userInitiated)) {
            try place.prepare()
            let hours: HourCycle? = surroundings.clock.map { $0 == .twelveHours ? .h12 : .h24 }
            // Names of a studio and times may run from right to left inside the client's language: they are marked off.
            let request = OpenRequest(
                folder: place.data.path, zone: surroundings.zone, locales: surroundings.languages,
                style: Style(marks: .isolate, hours: hours))
            return Companion(try Stipple.open(request: request, keys: keys, clock: clock), place: place)
        }
    }

    /// One call of the core's, off the main thread.
    func call<Value: Sendable>(
        _ work: @escaping @Sendable (Stipple) throws -> Value
    ) async throws(Problem) -> Value {
        try await Self.onQueue(queue) { [held] in
            guard let stipple = held.withLock({ $0 }) else { throw Problem(.closed, told: "") }
            return try work(stipple)
        }
    }

    /// A long call: it is stopped where the Swift task that waits for it is cancelled.
    func long<Value: Sendable>(
        _ begin: @escaping @Sendable (Stipple) throws -> Running<Value>,
        watch: (@Sendable (Running<Value>) -> Void)? = nil
    ) async throws(Problem) -> Value {
        let running = try await call(begin)
        watch?(running)
        return try await running.outcome()
    }

    /// Lets go of the core once every call under way is done, and deletes its data. Secrets are the caller's.
    public func deleteEverything() async throws(Problem) {
        let (held, place) = (held, place)
        try await Self.onQueue(queue, flags: .barrier) {
            held.withLock { $0 = nil }
            try place.deleteEverything()
        }
    }

    private static func onQueue<Value: Sendable>(
        _ queue: DispatchQueue, flags: DispatchWorkItemFlags = [], _ work: @escaping @Sendable () throws -> Value
    ) async throws(Problem) -> Value {
        let done = await withCheckedContinuation { continuation in
            queue.async(flags: flags) {
                continuation.resume(returning: Result { try work() }.mapError(Problem.init))
            }
        }
        return try done.get()
    }
}

/// A long call under way. Letting go of it stops it, unless it is done.
public final class Running<Value: Sendable>: Sendable {
    private let progressOf: @Sendable () -> HowFar
    private let stop: @Sendable () -> Void
    private let wait: @Sendable () async throws -> Value

    init(
        progress: @escaping @Sendable () -> ProgressView, stop: @escaping @Sendable () -> Void,
        wait: @escaping @Sendable () async throws -> Value
    ) {
        progressOf = { HowFar(progress()) }
        self.stop = stop
        self.wait = wait
    }

    public var progress: HowFar { progressOf() }

    public func cancel() {
        stop()
    }

    func outcome() async throws(Problem) -> Value {
        do {
            return try await withTaskCancellationHandler {
                try await wait()
            } onCancel: {
                stop()
            }
        } catch {
            throw Problem(error)
        }
    }
}

/// The device's place for secrets, as the core asks it.
private final class Keys: KeyStore {
    private let secrets: any SecretStore

    init(_ secrets: any SecretStore) {
        self.secrets = secrets
    }

    func get(name: String) throws -> Data? {
        try told { () throws(SecretStoreError) in try secrets.secret(named: name) }
    }

    func add(name: String, secret: Data) throws {
        try told { () throws(SecretStoreError) in try secrets.add(secret, named: name) }
    }

    func delete(name: String) throws {
        try told { () throws(SecretStoreError) in try secrets.delete(named: name) }
    }

    private func told<Value>(_ ask: () throws(SecretStoreError) -> Value) throws -> Value {
        do {
            return try ask()
        } catch {
            switch error {
            case .locked: throw KeyStoreError.Locked
            case .unavailable(let reason): throw KeyStoreError.Unavailable(reason: reason)
            }
        }
    }
}

private final class CoreClock: StippleBindings.Clock {
    private let surroundings: any Surroundings

    init(_ surroundings: any Surroundings) {
        self.surroundings = surroundings
    }

    func now() throws -> Date {
        surroundings.now
    }
}
