// Draws values of every type from a seed: Swift cannot look into a record, so each says here what it is made of.
// Not for: the round trips themselves, which fail where a type is missing (RoundTripsTests.swift).
import Foundation
import StippleApp

/// The same values for the same seed.
struct Draw {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(seed)
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ end: Int) -> Int {
        Int(next() % UInt64(end))
    }

    mutating func one<Value>(of values: [Value]) -> Value {
        values[below(values.count)]
    }

    mutating func callAsFunction<Value: Drawn>() -> Value {
        .drawn(&self)
    }

    mutating func maybe<Value>(_ draw: (inout Self) -> Value) -> Value? {
        below(10) < 3 ? nil : draw(&self)
    }

    mutating func date() -> NaiveDate {
        one(of: [day(2026, 2, 28), day(2028, 2, 29), day(1999, 12, 31)])
    }

    mutating func timeOfDay() -> NaiveTime {
        one(of: [time(0, 0), time(23, 59, 59), time(22, 0)])
    }
}

protocol Drawn: Equatable {
    static func drawn(_ draw: inout Draw) -> Self
}

/// An enum: all its cases. They are not drawn only, but each is sent.
protocol Listed: Drawn {
    static var all: [Self] { get }
}

extension Listed {
    static func drawn(_ draw: inout Draw) -> Self { draw.one(of: all) }
}

extension Effect: Listed { static var all: [Self] { [.looser, .tighter] } }
extension HourCycle: Listed { static var all: [Self] { [.h12, .h24] } }
extension Marks: Listed { static var all: [Self] { [.plain, .isolate] } }
extension FindingKind: Listed {
    static var all: [Self] { [.blurred, .underExposed, .overExposed, .tooSmall, .glare, .angleChanged] }
}
extension PhotoFile: Listed { static var all: [Self] { [.original, .view, .grid, .clean] } }
extension PhotosAs: Listed { static var all: [Self] { [.sealed, .clear] } }
extension Shade: Listed { static var all: [Self] { [.lighter, .darker, .same] } }
extension ShotStatusView: Listed { static var all: [Self] { [.due, .missed, .later, .taken] } }
extension TakenFrom: Listed { static var all: [Self] { [.exif, .clock, .`import`, .client] } }
extension TrendOf: Listed { static var all: [Self] { [.redness, .dots] } }
extension Verdict: Listed { static var all: [Self] { [.yes, .yesIf, .ask, .no] } }

extension Bool: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.below(2) == 0 }
}
extension UInt32: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.one(of: [0, 1, 255, .max]) }
}
extension UInt64: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.one(of: [0, 1, 255, .max]) }
}
extension Int32: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.one(of: [0, 1, -1, .max, .min]) }
}
extension Double: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        draw.one(of: [0, -1.5, 0.1, .greatestFiniteMagnitude, .leastNonzeroMagnitude])
    }
}
extension Int64: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.one(of: [0, 1, -1, .max, .min]) }
}
extension String: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        draw.one(of: ["", "swim", "Ünïcödé · „quotes“", "עברית", "👩🏽‍🦲", "line\nline", "nul\0byte"])
    }
}
extension Date: Drawn {
    /// From 1970 (the beginning of counting), the moment before, 2026 and 2250, to some days later.
    static func drawn(_ draw: inout Draw) -> Self {
        let from = draw.one(of: [0, -1, 1_777_968_000_000_001, 8_836_905_600_000_000])
        let micros = from + draw.one(of: [0, 1, draw.below(1_000_000_000_000)])
        return Date(timeIntervalSince1970: Double(micros) / 1_000_000)
    }
}
extension TimeZone: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        zone(draw.one(of: ["UTC", "Europe/London", "Asia/Kathmandu", "Pacific/Apia"]))
    }
}
extension Optional: Drawn where Wrapped: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { draw.maybe { $0() } }
}
extension Array: Drawn where Element: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { (0..<draw.one(of: [0, 1, 3])).map { _ in draw() } }
}
