// The device's clock: one call is one moment, it may throw, and nobody waits for it.
// Not for: a clock that is set back (the core's own tests).
import Foundation
import StippleApp
import Testing

extension Bindings {
    struct ClockTests {
        let desk = Desk()

        @Test func noLockIsHeldWhileTheClockIsAsked() throws {
            let clock = CallingClock()
            desk.clock = clock
            let opened = try desk.course()
            let seen = Guarded([Int64?]())
            clock.nextTime {
                let day = try? opened.today().day
                seen.withLock { $0.append(day) }
            }
            #expect(try opened.today().day == 4)
            #expect(seen.value == [4])
        }

        @Test func theClockIsAskedAtEachCall() throws {
            let opened = try desk.course()
            desk.standing.at += 2 * 24 * 60 * 60
            #expect(try opened.now() == desk.standing.at)
            #expect(try opened.today().day == 6)
            desk.standing.at = day4
            #expect(try opened.today().day == 4)
        }

        @Test func aBrokenClockIsTheTypedError() throws {
            _ = try desk.course()
            let thrown: [any Error] = [ClockError.Unavailable(reason: "no battery"), CocoaError(.featureUnsupported)]
            for error in thrown {
                desk.clock = BrokenClock(error)
                expectFailure(StippleError.ClockFailed) { try desk.open() }
            }
        }
    }
}

/// Has somebody else use Stipple while it is asked, and waits for them.
private final class CallingClock: Clock {
    private let call = Guarded<(@Sendable () -> Void)?>(nil)

    func nextTime(_ call: @escaping @Sendable () -> Void) {
        self.call.withLock { $0 = call }
    }

    func now() throws -> Date {
        let taken = call.withLock { call in
            defer { call = nil }
            return call
        }
        if let taken {
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                taken()
                done.signal()
            }
            guard done.wait(timeout: .now() + 60) == .success else {
                throw ClockError.Unavailable(reason: "nobody answered")
            }
        }
        return day4
    }
}

/// Throws.
private final class BrokenClock: Clock {
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    func now() throws -> Date {
        throw error
    }
}
