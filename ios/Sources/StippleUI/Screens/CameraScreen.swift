// The camera: the app's own preview, the last photo's ghost over it, and a level. Not for: the session behind the preview.
import StippleKit
import SwiftUI

public struct CameraScreen<Preview: View>: View {
    @Bindable var model: CameraModel
    let preview: Preview
    let close: @MainActor () -> Void

    public init(model: CameraModel, preview: Preview, close: @escaping @MainActor () -> Void) {
        self.model = model
        self.preview = preview
        self.close = close
    }

    public var body: some View {
        ZStack {
            preview.ignoresSafeArea().accessibilityHidden(true)
            if model.showsGhost, let ghost = model.ghost {
                Picture(file: ghost, words: Phrase.ghost.text).opacity(0.5).accessibilityHidden(true)
            }
        }
        .safeAreaInset(edge: .bottom) {
            VStack(spacing: 8) {
                if let level = model.level, let tilt = model.tilt {
                    LevelView(tilt: tilt, phrase: level)
                }
                Toggle(isOn: $model.showsGhost) { Text(.ghost) }
                    .disabled(model.ghost == nil)
                ViewThatFits {
                    HStack { buttons }
                    VStack { buttons }
                }
            }
            .padding()
            .background(.regularMaterial)
        }
        // 3 : 4, as photos are shown.
        .task { await model.begin(width: 960, height: 1280) }
        .onDisappear { model.end() }
    }

    @ViewBuilder private var buttons: some View {
        Button(.cancel, action: close).buttonStyle(.bordered)
        Button(.shoot) {
            Task {
                await model.shoot()
                close()
            }
        }
        .buttonStyle(.borderedProminent)
    }
}

struct LevelView: View {
    let tilt: Tilt
    let phrase: Phrase

    var body: some View {
        Label {
            Text(phrase)
        } icon: {
            Symbol(name: tilt.isLevel ? "checkmark.circle" : "level")
        }
        .accessibilityAddTraits(.updatesFrequently)
    }
}
