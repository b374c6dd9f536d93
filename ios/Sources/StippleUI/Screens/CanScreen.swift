// Can I …?: search, another day, and the holiday planner.
import StippleKit
import SwiftUI

public struct CanScreen: View {
    @Bindable var model: CanModel

    public init(model: CanModel) {
        self.model = model
    }

    public var body: some View {
        List {
            Section {
                DayPicker(phrase: .askAboutDay, day: $model.day, zone: model.zone, now: model.today)
            }
            Section {
                if let nothing = model.nothingFits {
                    Text(verbatim: nothing)
                }
                ForEach(model.found) { activity in
                    Button {
                        Task { await model.ask(activity) }
                    } label: {
                        Text(verbatim: activity.label)
                    }
                }
            }
            Section {
                NavigationLink {
                    PlannerScreen(model: model)
                } label: {
                    Text(.plannerTitle)
                }
            }
        }
        .navigationTitle(Text(.screenCan))
        .searchable(text: $model.text, prompt: Text(.screenCan))
        .task(id: model.text) { await model.search() }
        .coveredSheet(item: shown) { shown in
            AnswerView(answer: shown.answer) { model.closeAnswer() }
        }
    }

    private var shown: Binding<ShownAnswer?> {
        Binding(get: { model.answer.map(ShownAnswer.init) }, set: { if $0 == nil { model.closeAnswer() } })
    }
}

/// An answer that is open over a screen.
struct ShownAnswer: Identifiable {
    let answer: CanRecord
    var id: String { answer.activity.id }
}

/// A day, or none.
struct DayPicker: View {
    let phrase: Phrase
    @Binding var day: Day?
    let zone: TimeZone
    let now: Day

    var body: some View {
        Toggle(isOn: Binding(get: { day != nil }, set: { day = $0 ? now : nil })) {
            Text(phrase)
        }
        if let chosen = day {
            DatePicker(
                selection: Binding(get: { chosen.noon(in: zone) }, set: { day = Day(of: $0, in: zone) }),
                displayedComponents: .date
            ) {
                Text(phrase)
            }
        }
    }
}

/// "Will I be clear?"
public struct PlannerScreen: View {
    @Bindable var model: CanModel

    public init(model: CanModel) {
        self.model = model
    }

    public var body: some View {
        List {
            Section {
                ForEach(model.found) { activity in
                    Toggle(isOn: model.planned(activity)) {
                        Text(verbatim: activity.label)
                    }
                }
                DayPicker(phrase: .plannerFirst, day: $model.planner.first, zone: model.zone, now: model.today)
                DayPicker(phrase: .plannerLast, day: $model.planner.last, zone: model.zone, now: model.today)
                Button(.plannerAsk) {
                    Task { await model.planHoliday() }
                }
                .disabled(!model.canPlan)
            } header: {
                Text(.plannerDates)
            }
            if let plan = model.plan {
                PlanSections(plan: plan)
            }
        }
        .navigationTitle(Text(.plannerTitle))
        .searchable(text: $model.text, prompt: Text(.screenCan))
        .task(id: model.text) { await model.search() }
    }
}

public struct PlanSections: View {
    let plan: PlannerRecord

    public init(plan: PlannerRecord) {
        self.plan = plan
    }

    public var body: some View {
        Section {
            Text(verbatim: plan.title).font(.headline).accessibilityAddTraits(.isHeader)
            Lines(lines: plan.lines)
        }
    }
}

extension CanModel {
    var zone: TimeZone { shell.device.surroundings.zone }
    var today: Day { Day(of: shell.device.surroundings.now, in: zone) }
    var canPlan: Bool { !planner.activities.isEmpty && planner.first != nil && planner.last != nil }

    func planned(_ activity: Activity) -> Binding<Bool> {
        Binding(
            get: { self.planner.activities.contains(activity) },
            set: { on in
                self.planner.activities.removeAll { $0 == activity }
                if on { self.planner.activities.append(activity) }
            })
    }
}
