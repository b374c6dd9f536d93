// Reminders: what will be sent and when, quiet hours, discreet wording, a test.
import StippleKit
import SwiftUI

public struct RemindersScreen: View {
    let record: RemindersRecord
    let zone: TimeZone
    let act: @MainActor (Act) -> Void
    @Environment(\.locale) private var locale

    public enum Act: Hashable, Sendable {
        case allow, openSystemSettings, sendTest
        case quiet(QuietTimes)
        case discreet(Bool)
    }

    public init(record: RemindersRecord, zone: TimeZone, act: @escaping @MainActor (Act) -> Void) {
        self.record = record
        self.zone = zone
        self.act = act
    }

    public var body: some View {
        List {
            permission
            Section {
                ForEach(record.reminders) { reminder in
                    VStack(alignment: .leading) {
                        Text(verbatim: reminder.at.moment(locale: locale, zone: zone)).font(.callout)
                        Text(verbatim: reminder.title).font(.headline)
                        Text(verbatim: reminder.body).foregroundStyle(.secondary)
                    }
                    .accessibilityElement(children: .combine)
                }
            } header: {
                Text(verbatim: record.title)
            }
            Section {
                TimeOfDayPicker(phrase: .quietFrom, time: record.quiet.from, zone: zone) {
                    act(.quiet(QuietTimes(from: $0, until: record.quiet.until)))
                }
                TimeOfDayPicker(phrase: .quietUntil, time: record.quiet.until, zone: zone) {
                    act(.quiet(QuietTimes(from: record.quiet.from, until: $0)))
                }
            } header: {
                Text(.quietHours)
            }
            Section {
                Toggle(isOn: Binding(get: { record.discreet }, set: { act(.discreet($0)) })) {
                    Text(.discreet)
                }
                Button(.sendTest) { act(.sendTest) }
            } footer: {
                Text(.discreetNote)
            }
        }
        .navigationTitle(Text(.screenReminders))
    }

    @ViewBuilder private var permission: some View {
        switch record.permission {
        case .allowed:
            EmptyView()
        case .notAsked:
            Section {
                Button(.remindersAllow) { act(.allow) }
            } footer: {
                Text(.remindersPermission)
            }
        case .refused:
            Section {
                Button(.remindersTurnOn) { act(.openSystemSettings) }
            } footer: {
                Text(.remindersRefused)
            }
        }
    }
}

/// A time of day. The system's picker knows moments alone: today's, in the client's zone.
struct TimeOfDayPicker: View {
    let phrase: Phrase
    let time: ClockTime
    let zone: TimeZone
    let choose: @MainActor (ClockTime) -> Void

    var body: some View {
        DatePicker(selection: moment, displayedComponents: .hourAndMinute) {
            Text(phrase)
        }
        .environment(\.timeZone, zone)
    }

    private var moment: Binding<Date> {
        Binding(get: { time.moment(in: zone) }, set: { choose(ClockTime(of: $0, in: zone)) })
    }
}
