// What nobody sees while the app is not in front: neither who looks over a shoulder, nor the system's picture of the app. A sheet
// lies over whatever covers the screen below it, so each has a cover of its own. Not for: when that is (AppModel).
import StippleKit
import SwiftUI

private struct IsCoveredKey: EnvironmentKey {
    static let defaultValue = false
}

extension EnvironmentValues {
    /// Whether nothing of the client's may be seen; sheets have it from the view that opened them.
    var isCovered: Bool {
        get { self[IsCoveredKey.self] }
        set { self[IsCoveredKey.self] = newValue }
    }
}

/// Its content, and over it the cover while there is to be one.
struct Covered<Content: View>: View {
    @ViewBuilder let content: () -> Content
    @Environment(\.isCovered) private var isCovered

    var body: some View {
        ZStack {
            content().accessibilityHidden(isCovered)
            if isCovered {
                Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true)
            }
        }
    }
}

extension View {
    /// As `sheet(isPresented:content:)`, covered with the rest of the app.
    func coveredSheet<Content: View>(
        isPresented: Binding<Bool>, @ViewBuilder content: @escaping () -> Content
    ) -> some View {
        sheet(isPresented: isPresented) { Covered { content() } }
    }

    /// As `sheet(item:content:)`, covered with the rest of the app.
    func coveredSheet<Item: Identifiable, Content: View>(
        item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> Content
    ) -> some View {
        sheet(item: item) { item in Covered { content(item) } }
    }
}
