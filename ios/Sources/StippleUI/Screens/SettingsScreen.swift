// Settings: the lock, the language, ways out and in, deleting everything. An account and further devices get their section here.
import StippleKit
import SwiftUI

public struct SettingsScreen: View {
    let record: SettingsRecord
    let progress: HowFar?
    let act: @MainActor (Act) -> Void
    @State private var asksToDelete = false

    public enum Act: Hashable, Sendable {
        case lock(Bool)
        case language
        case export, exportWithoutPhotos, bringIn, calendar, stop
        case deleteEverything
    }

    public init(record: SettingsRecord, progress: HowFar?, act: @escaping @MainActor (Act) -> Void) {
        self.record = record
        self.progress = progress
        self.act = act
    }

    public var body: some View {
        List {
            if let setAside = record.setAside {
                Section { Text(verbatim: setAside) }
            }
            Section {
                Toggle(isOn: Binding(get: { record.lock }, set: { act(.lock($0)) })) {
                    Text(.lock)
                }
                .disabled(!record.canLock)
            } footer: {
                Text(.lockNote)
            }
            Section {
                Button(.language) { act(.language) }
            } footer: {
                Text(.zoneNote(record.zone))
            }
            Section {
                if record.hasCourse {
                    Button(.export) { act(.export) }
                    Button(.exportWithoutPhotos) { act(.exportWithoutPhotos) }
                    Button(.calendar) { act(.calendar) }
                }
                Button(.importExport) { act(.bringIn) }
                if let progress {
                    LongWork(progress: progress) { act(.stop) }
                }
            } footer: {
                Text(.exportNote)
            }
            Section {
                Button(.deleteAll, role: .destructive) { asksToDelete = true }
                    .confirmationDialog(
                        Text(.deleteAllQuestion), isPresented: $asksToDelete, titleVisibility: .visible
                    ) {
                        Button(.deleteAll, role: .destructive) { act(.deleteEverything) }
                    } message: {
                        Text(.deleteAllNote)
                    }
            } footer: {
                Text(.privacy)
            }
            Section {
                Text(.notMedical)
                Text(.unsure)
            }
        }
        .navigationTitle(Text(.screenSettings))
    }
}

/// Something long, how far it is, and a way to stop it.
struct LongWork: View {
    let progress: HowFar
    let stop: @MainActor () -> Void

    var body: some View {
        HStack {
            if progress.total > 0 {
                ProgressView(value: Double(progress.done), total: Double(progress.total))
            } else {
                ProgressView()
            }
            Button(.stop, action: stop)
        }
    }
}
