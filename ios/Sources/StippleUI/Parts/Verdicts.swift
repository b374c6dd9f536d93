// A verdict as it is drawn: a shape and a word, and a colour beside them, never alone. Colours are in the asset catalog, with
// light, dark and high-contrast values of 4.5 : 1 at least. Not for: what a verdict means.
import StippleKit
import SwiftUI

extension Verdict {
    var symbol: String {
        switch self {
        case .yes: "checkmark.circle"
        case .yesIf: "exclamationmark.circle"
        case .ask: "questionmark.circle"
        case .no: "xmark.circle"
        }
    }

    var color: Color {
        switch self {
        case .yes: Color("VerdictYes")
        case .yesIf: Color("VerdictYesIf")
        case .ask: Color("VerdictAsk")
        case .no: Color("VerdictNo")
        }
    }
}

/// How long until a moment, drawn anew each minute.
struct CountdownText: View {
    let until: Date
    @Environment(\.locale) private var locale

    var body: some View {
        TimelineView(.everyMinute) { context in
            let countdown = Countdown(until: until, locale: locale)
            Text(verbatim: countdown.short(now: context.date))
                .monospacedDigit()
                .accessibilityLabel(Text(verbatim: countdown.spoken(now: context.date)))
        }
    }
}
