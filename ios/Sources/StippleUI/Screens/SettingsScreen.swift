// Settings: the lock, the language, ways out and in, deleting everything; links to reminders, the sheet and the account.
import StippleKit
import SwiftUI

public struct SettingsScreen<Links: View>: View {
    let record: SettingsRecord
    let progress: HowFar?
    let waitsForKey: Bool
    let departure: AppModel.Departure?
    let links: Links
    let act: @MainActor (Act) -> Void

    public typealias Act = SettingsAct

    /// `links` lead to the screens that have no tab of their own.
    public init(
        record: SettingsRecord, progress: HowFar?, waitsForKey: Bool, departure: AppModel.Departure? = nil,
        @ViewBuilder links: () -> Links,
        act: @escaping @MainActor (Act) -> Void
    ) {
        self.record = record
        self.progress = progress
        self.waitsForKey = waitsForKey
        self.departure = departure
        self.links = links()
        self.act = act
    }

    public var body: some View {
        List {
            if let setAside = record.setAside {
                Section { Text(verbatim: setAside) }
            }
            Section {
                links
                Button(.language) { act(.language) }
            } footer: {
                Text(.zoneNote(record.zone))
            }
            Section {
                Toggle(isOn: Binding(get: { record.lock }, set: { act(.lock($0)) })) {
                    Text(.lock)
                }
                .disabled(!record.canLock)
            } footer: {
                Text(.lockNote)
            }
            if record.canChooseIcon {
                Section {
                    Toggle(isOn: Binding(get: { record.discreetIcon }, set: { act(.discreetIcon($0)) })) {
                        Text(.icon)
                    }
                } footer: {
                    Text(.iconNote)
                }
            }
            Section {
                if record.hasCourse {
                    Button(.export) { act(.export) }
                    Button(.exportWithPhotos) { act(.exportWithPhotos) }
                    Button(.photoKey) { act(.photoKey) }
                }
                Button(.importExport) { act(.bringIn) }
                if waitsForKey {
                    Button(.choosePhotoKey) { act(.choosePhotoKey) }
                }
                if record.hasCourse {
                    Button(.calendar) { act(.calendar) }
                    Button(.report) { act(.report) }
                    Button(.reportWithPhotos) { act(.reportWithPhotos) }
                }
                if let progress {
                    LongWork(progress: progress) { act(.stop) }
                }
            } footer: {
                Text(.exportNote)
            }
            Section {
                AskingButton(label: .deleteAll, question: .deleteAllQuestion, note: .deleteAllNote) {
                    act(.deleteEverything)
                }
            } footer: {
                Text(.privacy)
            }
            if let departure { DepartureSection(departure: departure, act: act) }
            Section {
                Text(.notMedical)
                Text(.unsure)
            }
        }
        .navigationTitle(Text(.screenSettings))
    }
}

public enum SettingsAct: Hashable, Sendable {
    case lock(Bool)
    case discreetIcon(Bool)
    case language
    case export, exportWithPhotos, photoKey, bringIn, choosePhotoKey, calendar, report, reportWithPhotos, stop
    case deleteEverything, leaveAndDelete, deleteWithAccount, deleteAnyway, deleteLater
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
