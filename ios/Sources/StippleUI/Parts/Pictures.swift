// Pictures from files. SwiftUI alone cannot open one: the app gives what can (ios/App), and tests give none.
// Not for: which file (PhotosModel).
import StippleKit
import SwiftUI

/// Opens pictures: a still one, or a step of a moving one.
public struct PictureOpener: Sendable {
    public var still: @Sendable @MainActor (URL) -> Image?
    public var steps: @Sendable @MainActor (URL) -> Int
    public var step: @Sendable @MainActor (URL, Int) -> Image?

    public init(
        still: @escaping @Sendable @MainActor (URL) -> Image?, steps: @escaping @Sendable @MainActor (URL) -> Int,
        step: @escaping @Sendable @MainActor (URL, Int) -> Image?
    ) {
        self.still = still
        self.steps = steps
        self.step = step
    }

    public static let none = PictureOpener(still: { _ in nil }, steps: { _ in 0 }, step: { _, _ in nil })
}

private struct PictureOpenerKey: EnvironmentKey {
    static let defaultValue = PictureOpener.none
}

extension EnvironmentValues {
    public var pictureOpener: PictureOpener {
        get { self[PictureOpenerKey.self] }
        set { self[PictureOpenerKey.self] = newValue }
    }
}

/// A picture from a file, said in words to who cannot see it.
struct Picture: View {
    let file: URL
    let words: String
    @Environment(\.pictureOpener) private var opener

    var body: some View {
        if let image = opener.still(file) {
            image.resizable().aspectRatio(contentMode: .fit).accessibilityLabel(Text(verbatim: words))
        } else {
            Symbol(name: "photo")
                .accessibilityLabel(Text(verbatim: words))
        }
    }
}

/// A slider that goes from one photo to the other, both lined up.
struct SteppedPicture: View {
    let file: URL
    let words: String
    @State private var place = 0.0
    @Environment(\.pictureOpener) private var opener

    var body: some View {
        // The file goes there and back: the way there is its first half.
        let last = max(opener.steps(file) / 2, 1)
        VStack {
            if let image = opener.step(file, Int(place * Double(last))) {
                image.resizable().aspectRatio(contentMode: .fit).accessibilityLabel(Text(verbatim: words))
            }
            Slider(value: $place, in: 0...1) {
                Text(.compareSlider)
            }
        }
    }
}

/// A photo of the vault: opened when it comes on the screen, and gone from the disk when it leaves.
struct VaultPicture: View {
    let photo: Photo
    let size: PhotoSize
    let open: @MainActor (String, PhotoSize) async -> URL?
    let close: @MainActor (URL) -> Void
    @State private var file: URL?

    var body: some View {
        Group {
            if let file {
                Picture(file: file, words: photo.text)
            } else {
                ProgressView()
                    .accessibilityLabel(Text(verbatim: photo.text))
            }
        }
        .task { file = await open(photo.id, size) }
        .onDisappear {
            if let file { close(file) }
            file = nil
        }
    }
}
