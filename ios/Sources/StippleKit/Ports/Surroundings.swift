// Where and when the client is: the clock, the zone, their languages. Not for: what follows from it (the core).
import Foundation

public protocol Surroundings: Sendable {
    /// The present moment. May run back: people set clocks.
    var now: Date { get }
    var zone: TimeZone { get }
    /// BCP 47 tags, best first.
    var languages: [String] { get }
    /// For how dates and numbers are written in the shell's own words.
    var locale: Locale { get }
    /// The device's own setting for the clock, where it has one.
    var clock: ClockStyle? { get }
}

public enum ClockStyle: Hashable, Sendable {
    case twelveHours, twentyFourHours
}

/// What the operating system says. The only place of StippleKit that asks it.
public struct SystemSurroundings: Surroundings {
    public init() {}

    public var now: Date { Date() }
    public var zone: TimeZone { .autoupdatingCurrent }
    public var languages: [String] { Locale.preferredLanguages }
    public var locale: Locale { .autoupdatingCurrent }

    public var clock: ClockStyle? {
        switch locale.hourCycle {
        case .oneToTwelve, .zeroToEleven: .twelveHours
        default: .twentyFourHours
        }
    }
}
