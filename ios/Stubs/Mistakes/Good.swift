// What a view should be, so that nothing here is an error: else the mistakes beside it prove nothing.
import StippleKit
import SwiftUI

struct GoodRow: View {
    let activity: Activity
    let tap: @MainActor (Activity) -> Void

    var body: some View {
        Button {
            tap(activity)
        } label: {
            Text(verbatim: activity.label).font(.title2)
        }
        .accessibilityLabel(Text(verbatim: activity.label))
    }
}

struct GoodScreen: View {
    @Bindable var model: CanModel
    @State private var shows = false

    var body: some View {
        List {
            ForEach(model.found) { GoodRow(activity: $0) { found in Task { await model.ask(found) } } }
            Toggle(isOn: $shows) { Text(Phrase.discreet.text) }
            if shows { Image(systemName: "star") } else { EmptyView() }
        }
        .searchable(text: $model.text)
        .task { await model.search() }
    }
}
