// A button that asks before it acts. Not for: what it does, or words.

import StippleKit
import SwiftUI

/// Asks in a dialog that has the button's word once more, and says what follows from it.
struct AskingButton: View {
    let label: Phrase
    var role: ButtonRole? = .destructive
    let question: Phrase
    let note: Phrase
    let action: @MainActor () -> Void
    @State private var isAsking = false

    var body: some View {
        Button(label, role: role) { isAsking = true }
            .confirmationDialog(Text(question), isPresented: $isAsking, titleVisibility: .visible) {
                Button(label, role: role, action: action)
            } message: {
                Text(note)
            }
    }
}
