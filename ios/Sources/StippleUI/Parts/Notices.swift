// What was just done, with a way back; what went wrong. Beneath every screen, spoken when it comes.
import StippleKit
import SwiftUI

struct NoticeBar: View {
    let notice: Shell.Notice
    let undo: @MainActor () -> Void
    let close: @MainActor () -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            switch notice {
            case .done(let done):
                Lines(lines: done.lines)
                Lines(lines: done.warnings).foregroundStyle(.secondary)
                ViewThatFits {
                    HStack { buttons(undoes: true) }
                    VStack(alignment: .leading) { buttons(undoes: true) }
                }
            case .told(let lines):
                Lines(lines: lines)
                buttons(undoes: false)
            case .problem(let problem):
                Label {
                    Text(verbatim: problem.told)
                } icon: {
                    Symbol(name: "exclamationmark.triangle")
                }
                Lines(lines: problem.close)
                buttons(undoes: false)
            }
        }
        .padding()
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(.regularMaterial)
        .accessibilityElement(children: .contain)
    }

    @ViewBuilder private func buttons(undoes: Bool) -> some View {
        if undoes {
            Button(.undo, action: undo).buttonStyle(.bordered)
        }
        Button(.done, action: close).buttonStyle(.bordered)
    }
}
