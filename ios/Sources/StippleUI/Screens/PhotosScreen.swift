// Photos: by angle and day, what is due, pairs, trends, the bin.
import StippleKit
import SwiftUI

public struct PhotosScreen: View {
    let record: PhotosRecord
    let pictures: Pictures
    let act: @MainActor (Act) -> Void

    public enum Act: Hashable, Sendable {
        case camera, choose
        case compare(PhotosRecord.Pair)
        case lapse(Side)
        case trend(Side, Trend.Of)
        case remove(Photo)
        case restore(Photo)
    }

    /// How a photo of the vault comes onto the screen and off it.
    public struct Pictures {
        let open: @MainActor (String, PhotoSize) async -> URL?
        let close: @MainActor (URL) -> Void

        public init(
            open: @escaping @MainActor (String, PhotoSize) async -> URL?, close: @escaping @MainActor (URL) -> Void
        ) {
            self.open = open
            self.close = close
        }
    }

    public init(record: PhotosRecord, pictures: Pictures, act: @escaping @MainActor (Act) -> Void) {
        self.record = record
        self.pictures = pictures
        self.act = act
    }

    public var body: some View {
        List {
            Section {
                Button(.camera) { act(.camera) }
                Button(.choosePhotos) { act(.choose) }
                if let none = record.none {
                    Text(verbatim: none)
                }
            }
            ForEach(record.shots) { shots in
                Section {
                    Lines(lines: shots.lines)
                } header: {
                    Text(verbatim: shots.title)
                }
            }
            ForEach(record.angles) { group in
                SideSection(group: group, pictures: pictures, act: act)
            }
            if !record.pairs.isEmpty {
                Section {
                    ForEach(record.pairs) { pair in
                        Button {
                            act(.compare(pair))
                        } label: {
                            Text(verbatim: pair.text)
                        }
                    }
                } header: {
                    Text(.pairs)
                }
            }
            if !record.bin.isEmpty {
                Section {
                    ForEach(record.bin) { photo in
                        VStack(alignment: .leading) {
                            Text(verbatim: photo.text)
                            Lines(lines: photo.lines).font(.callout).foregroundStyle(.secondary)
                            Button(.restore) { act(.restore(photo)) }
                        }
                    }
                } header: {
                    Text(.bin)
                }
            }
        }
        .navigationTitle(Text(.screenPhotos))
    }
}

/// The photos of one side of the head, and what is made of them.
struct SideSection: View {
    let group: PhotosRecord.SideGroup
    let pictures: PhotosScreen.Pictures
    let act: @MainActor (PhotosScreen.Act) -> Void
    @State private var opened: Photo?

    var body: some View {
        Section {
            LazyVGrid(columns: [GridItem(.adaptive(minimum: 96))], spacing: 8) {
                ForEach(group.photos) { photo in
                    // A row of a list follows all links in it at once: buttons are pressed one at a time.
                    Button {
                        opened = photo
                    } label: {
                        VaultPicture(photo: photo, size: .grid, open: pictures.open, close: pictures.close)
                    }
                    .buttonStyle(.plain)
                    .privacySensitive()
                }
            }
            .coveredSheet(item: $opened) { photo in
                PhotoScreen(photo: photo, pictures: pictures) {
                    opened = nil
                    act(.remove(photo))
                } close: {
                    opened = nil
                }
            }
            if group.photos.count > 1 {
                Button(.lapse) { act(.lapse(group.angle)) }
                Button(.trendRedness) { act(.trend(group.angle, .redness)) }
                Button(.trendDots) { act(.trend(group.angle, .dots)) }
            }
        } header: {
            Text(verbatim: group.angle.label)
        }
    }
}

/// One photo, large, with what was found about it.
struct PhotoScreen: View {
    let photo: Photo
    let pictures: PhotosScreen.Pictures
    let remove: @MainActor () -> Void
    let close: @MainActor () -> Void

    var body: some View {
        NavigationStack {
            content
                .navigationTitle(Text(verbatim: photo.angle.label))
                .smallTitle()
                .toolbar {
                    ToolbarItem(placement: .confirmationAction) {
                        Button(.done, action: close)
                    }
                }
        }
    }

    private var content: some View {
        List {
            VaultPicture(photo: photo, size: .view, open: pictures.open, close: pictures.close)
                .privacySensitive()
            Section {
                Text(verbatim: photo.text)
                Lines(lines: photo.lines)
                Lines(lines: photo.tags)
                if !photo.note.isEmpty {
                    Text(verbatim: photo.note)
                }
            }
            Section {
                AskingButton(
                    label: .delete, question: .deleteQuestion(photo.text), note: .deleteUndoNote, action: remove)
            }
        }
    }
}

/// Photos that were chosen or taken: which side of the head they show, and a note.
public struct AddPhotosScreen: View {
    @Bindable var model: PhotosModel

    public init(model: PhotosModel) {
        self.model = model
    }

    public var body: some View {
        NavigationStack {
            Form {
                Section {
                    Text(.photosChosen(model.chosen.count))
                    Picker(selection: $model.draft.angle) {
                        ForEach(Side.all) { side in
                            Text(verbatim: side.label).tag(side.id)
                        }
                    } label: {
                        Text(.angle)
                    }
                    TextField(text: $model.draft.note, axis: .vertical) { Text(.notes) }
                }
                if let progress = model.progress {
                    TimelineView(.periodic(from: .distantPast, by: 0.5)) { _ in
                        LongWork(progress: progress()) { model.stop() }
                    }
                }
            }
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(.cancel) { model.discard() }
                }
                ToolbarItem(placement: .confirmationAction) {
                    Button(.save) {
                        Task { await model.add() }
                    }
                }
            }
        }
        .interactiveDismissDisabled()
    }
}

/// Two photos beside each other, a time-lapse, or a trend.
public struct MadeScreen: View {
    let made: PhotosModel.Made
    let share: @MainActor () -> Void
    let close: @MainActor () -> Void

    public init(
        made: PhotosModel.Made, share: @escaping @MainActor () -> Void, close: @escaping @MainActor () -> Void
    ) {
        self.made = made
        self.share = share
        self.close = close
    }

    public var body: some View {
        NavigationStack {
            ScrollView {
                VStack(alignment: .leading) {
                    if let slider = made.slider {
                        SteppedPicture(file: slider, words: made.title)
                    }
                    Picture(file: made.picture, words: made.title)
                    Lines(lines: made.lines)
                }
                .padding()
            }
            .privacySensitive()
            .navigationTitle(Text(verbatim: made.title))
            .smallTitle()
            .toolbar {
                ToolbarItem(placement: .primaryAction) {
                    Button(.share, action: share)
                }
                ToolbarItem(placement: .confirmationAction) {
                    Button(.done, action: close)
                }
            }
        }
    }
}
