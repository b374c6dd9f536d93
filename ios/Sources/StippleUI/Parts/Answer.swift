// One answer and its reason: what a tapped row and a search both open.
import StippleKit
import SwiftUI

public struct AnswerView: View {
    let answer: CanRecord
    let close: @MainActor () -> Void

    public init(answer: CanRecord, close: @escaping @MainActor () -> Void) {
        self.answer = answer
        self.close = close
    }

    public var body: some View {
        NavigationStack {
            List {
                Section {
                    Label {
                        Text(verbatim: answer.headline).font(.title2)
                    } icon: {
                        Symbol(name: answer.verdict.symbol).foregroundStyle(answer.verdict.color)
                    }
                    .accessibilityAddTraits(.isHeader)
                    Lines(lines: answer.lines)
                    if let deadline = answer.deadline {
                        CountdownText(until: deadline).foregroundStyle(.secondary)
                    }
                }
                if !answer.when.isEmpty {
                    Section { Lines(lines: answer.when) }
                }
                if !answer.reasons.isEmpty {
                    Section { Lines(lines: answer.reasons) }
                }
            }
            .navigationTitle(Text(verbatim: answer.activity.label))
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .confirmationAction) {
                    Button(.done, action: close)
                }
            }
        }
    }
}

/// The studio's words beneath a statement, closed until they are asked for.
struct Reasoned: View {
    let text: String
    let reasons: Reasons

    var body: some View {
        if lines.isEmpty {
            Text(verbatim: text)
        } else {
            DisclosureGroup {
                Lines(lines: lines).font(.callout).foregroundStyle(.secondary)
            } label: {
                Text(verbatim: text)
            }
        }
    }

    private var lines: [String] {
        [
            reasons.quote.map { Phrase.reasonQuote($0).text },
            reasons.source.map { Phrase.reasonSource($0).text },
            reasons.inferred.map { Phrase.reasonInferred($0).text },
        ].compactMap { $0 }
    }
}
