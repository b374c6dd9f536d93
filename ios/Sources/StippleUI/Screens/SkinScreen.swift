// Skin check: six things, each tapped until it says what is true.
import StippleKit
import SwiftUI

public struct SkinScreen: View {
    let draft: SkinDraft
    let said: Done?
    let tap: @MainActor (SkinState) -> Void
    let record: @MainActor () -> Void

    public init(
        draft: SkinDraft, said: Done?, tap: @escaping @MainActor (SkinState) -> Void,
        record: @escaping @MainActor () -> Void
    ) {
        self.draft = draft
        self.said = said
        self.tap = tap
        self.record = record
    }

    public var body: some View {
        List {
            Section {
                ForEach(SkinState.all) { state in
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
