// Skin check: what the sheet looks for, each tapped until it says what is true; when the last one was.
import StippleKit
import SwiftUI

public struct SkinScreen: View {
    let page: SkinRecord
    let draft: SkinDraft
    let said: Done?
    let tap: @MainActor (SkinState) -> Void
    let record: @MainActor () -> Void

    public init(
        page: SkinRecord, draft: SkinDraft, said: Done?, tap: @escaping @MainActor (SkinState) -> Void,
        record: @escaping @MainActor () -> Void
    ) {
        self.page = page
        self.draft = draft
        self.said = said
        self.tap = tap
        self.record = record
    }

    public var body: some View {
        List {
            Section {
                ForEach(page.states) { state in
                    Button {
                        tap(state)
                    } label: {
                        HStack {
                            Text(verbatim: state.label)
                            Spacer()
                            Text(draft[state.id].phrase).foregroundStyle(.secondary)
                            Symbol(name: symbol(draft[state.id]))
                        }
                        .frame(minHeight: 44)
                    }
                    .accessibilityLabel(Text(verbatim: state.label))
                    .accessibilityValue(Text(draft[state.id].phrase))
                }
            } header: {
                Text(.skinQuestion)
            }
            Section {
                Button(.record, action: record).disabled(draft.answers.isEmpty)
            }
            if let said {
                Section {
                    Lines(lines: said.lines)
                }
            }
            Section {
                Lines(lines: page.lines)
            }
        }
        .navigationTitle(Text(.screenSkin))
    }

    private func symbol(_ answer: SkinDraft.Answer) -> String {
        switch answer {
        case .unsaid: "circle"
        case .seen: "circle.fill"
        case .gone: "slash.circle"
        }
    }
}
