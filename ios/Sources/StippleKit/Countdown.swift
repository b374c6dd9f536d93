// How long until a moment, for people, by their locale. Views draw it anew every minute; a screen reader hears it in full.
// Not for: when anything changes; that is the core's.
import Foundation

public struct Countdown: Hashable, Sendable {
    private let until: Date
    private let locale: Locale

    public init(until: Date, locale: Locale) {
        self.until = until
        self.locale = locale
    }

    /// "in 1 d 15 h": the two largest units, as narrow as the language has them.
    public func short(now: Date) -> String {
        text(now: now, width: .narrow)
    }

    /// "in 1 day, 15 hours".
    public func spoken(now: Date) -> String {
        text(now: now, width: .wide)
    }

    private func text(now: Date, width: Duration.UnitsFormatStyle.UnitWidth) -> String {
        let minutes = Int((until.timeIntervalSince(now) / 60).rounded(.up))
        guard minutes > 0 else { return Phrase.countdownNow.text }
        let style = Duration.UnitsFormatStyle(
            allowedUnits: [.days, .hours, .minutes], width: width, maximumUnitCount: 2,
            fractionalPart: .hide(rounded: .down)
        ).locale(locale)
        return Phrase.countdown(Duration.seconds(minutes * 60).formatted(style)).text
    }
}

extension Date {
    /// "Thu 7 May, 09:00" as the client's region writes it, for the shell's own lists.
    public func moment(locale: Locale, zone: TimeZone) -> String {
        var style = Date.FormatStyle(locale: locale, calendar: .gregorian(in: zone), timeZone: zone)
        style = style.weekday(.abbreviated).day().month(.abbreviated).hour().minute()
        return formatted(style)
    }
}
