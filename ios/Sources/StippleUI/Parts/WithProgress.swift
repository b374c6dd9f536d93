// How far long work is, asked for twice a second while it goes on. Not for: how that is drawn.

import StippleKit
import SwiftUI

/// Draws with how far the work is, or with nothing where none goes on.
struct WithProgress<Content: View>: View {
    let progress: (@Sendable () -> HowFar)?
    @ViewBuilder let content: (HowFar?) -> Content

    var body: some View {
        if let progress {
            TimelineView(.periodic(from: .distantPast, by: 0.5)) { _ in
                content(progress())
            }
        } else {
            content(nil)
        }
    }
}
