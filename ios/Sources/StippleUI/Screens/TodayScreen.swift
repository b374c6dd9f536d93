// Today: a function of its record. What is open on it is its model's.
import StippleKit
import SwiftUI

public struct TodayScreen: View {
    let board: TodayRecord
    let act: @MainActor (Act) -> Void

    public enum Act: Hashable, Sendable {
        case tap(Activity)
        case tookPlace(Int)
        case didNotTakePlace(Int)
        case wasMoved
        case skinCheck
        case photos
    }

    public init(board: TodayRecord, act: @escaping @MainActor (Act) -> Void) {
        self.board = board
        self.act = act
    }

    public var body: some View {
        List {
            Section {
                Text(verbatim: board.headline).font(.title2).accessibilityAddTraits(.isHeader)
                Text(verbatim: board.beside).foregroundStyle(.secondary)
            }
            if let unconfirmed = board.unconfirmed {
                question(unconfirmed)
            }
            ForEach(board.sections) { section in
                VerdictSection(section: section) { act(.tap($0)) }
            }
            Section {
                if board.duties.isEmpty {
                    Text(.boardNoDuties)
                }
                ForEach(board.duties) { duty in
                    Reasoned(text: duty.text, reasons: duty.reasons)
                }
                if board.photoIsDue {
                    Button(.photoDue) { act(.photos) }
                }
                Button(.screenSkin) { act(.skinCheck) }
            } header: {
                Text(.boardToday)
            }
            if !board.next.isEmpty || board.nextSession != nil {
                Section {
                    Lines(lines: board.next)
                    if let warning = board.nextSession?.warning {
                        Text(verbatim: warning).foregroundStyle(.secondary)
                    }
                } header: {
                    Text(.boardNext)
                }
            }
            if !board.expect.isEmpty {
                Section {
                    ForEach(board.expect) { one in
                        Reasoned(text: one.text, reasons: one.reasons)
                    }
                } header: {
                    Text(.boardExpect)
                }
            }
            if !board.signs.isEmpty {
                Section {
                    ForEach(board.signs) { sign in
                        VStack(alignment: .leading) {
                            Reasoned(text: sign.text, reasons: sign.reasons)
                            if let say = sign.say {
                                Text(verbatim: say).foregroundStyle(.secondary)
                            }
                        }
                    }
                } header: {
                    Text(.boardSigns)
                }
            }
        }
        .navigationTitle(Text(.screenToday))
    }

    private func question(_ unconfirmed: TodayRecord.Unconfirmed) -> some View {
        Section {
            Text(verbatim: unconfirmed.question)
            Button(.tookPlace) { act(.tookPlace(unconfirmed.session)) }
            Button(.didNotTakePlace) { act(.didNotTakePlace(unconfirmed.session)) }
            Button(.wasMoved) { act(.wasMoved) }
        } footer: {
            Text(verbatim: unconfirmed.note)
        }
    }
}

/// Activities that share a verdict.
struct VerdictSection: View {
    let section: TodayRecord.Section
    let tap: @MainActor (Activity) -> Void

    var body: some View {
        Section {
            ForEach(section.rows) { row in
                VStack(alignment: .leading, spacing: 8) {
                    FlowOfActivities(row: row, section: section, tap: tap)
                    Lines(lines: row.lines).font(.callout).foregroundStyle(.secondary)
                    if let deadline = row.deadline {
                        CountdownText(until: deadline).font(.callout).foregroundStyle(.secondary)
                    }
                }
            }
        } header: {
            Label {
                Text(verbatim: section.title)
            } icon: {
                Symbol(name: section.verdict.symbol).foregroundStyle(section.verdict.color)
            }
        }
    }
}

/// A row's activities, each a button of its own: as many beside each other as the size of the text allows.
struct FlowOfActivities: View {
    let row: TodayRecord.Row
    let section: TodayRecord.Section
    let tap: @MainActor (Activity) -> Void
    @Environment(\.dynamicTypeSize) private var size

    var body: some View {
        LazyVGrid(columns: columns, alignment: .leading, spacing: 8) {
            ForEach(row.activities) { activity in
                Button {
                    tap(activity)
                } label: {
                    Text(verbatim: activity.label).frame(minHeight: 44)
                }
                .buttonStyle(.bordered)
                .accessibilityLabel(Text(verbatim: row.spoken(activity, verdict: section.verdict.word)))
            }
        }
    }

    private var columns: [GridItem] {
        [GridItem(size.isAccessibilitySize ? .flexible() : .adaptive(minimum: 110), alignment: .leading)]
    }
}
