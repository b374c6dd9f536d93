// A session being logged, planned, moved or noted. What is typed is kept at every keystroke.
import StippleKit
import SwiftUI

public struct SessionForm: View {
    @Bindable var model: CourseModel
    let form: CourseModel.Form

    public init(model: CourseModel, form: CourseModel.Form) {
        self.model = model
        self.form = form
    }

    public var body: some View {
        NavigationStack {
            Form {
                switch form {
                case .log:
                    DatePicker(selection: moment, in: ...now) { Text(.sessionEnded) }
                    if model.unconfirmed != nil {
                        replacement
                    }
                    switches(final: .wasFinal, touchUp: .wasTouchUp)
                    notes
                case .plan:
                    DatePicker(selection: moment, in: now...) { Text(.sessionStarts) }
                    switches(final: .isFinal, touchUp: .sessionTouchUp)
                case .move:
                    DatePicker(selection: moment, in: now...) { Text(.sessionStarts) }
                case .note:
                    notes
                }
            }
            .navigationTitle(Text(title))
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(.cancel) { model.close() }
                }
                ToolbarItem(placement: .confirmationAction) {
                    Button(.save) {
                        Task { await model.submit() }
                    }
                }
            }
        }
        // What was typed is not swiped away.
        .interactiveDismissDisabled()
    }

    private var title: Phrase {
        switch form {
        case .log: .logSession
        case .plan: .planSession
        case .move: .moveSession
        case .note: .notes
        }
    }

    private var now: Date { model.shell.device.surroundings.now }

    private var moment: Binding<Date> {
        Binding(get: { model.draft.moment ?? now }, set: { model.draft.moment = $0 })
    }

    private func switches(final: Phrase, touchUp: Phrase) -> some View {
        Section {
            Toggle(isOn: $model.draft.isFinal) { Text(final) }
            Toggle(isOn: $model.draft.touchUp) { Text(touchUp) }
        }
    }

    private var replacement: some View {
        Picker(selection: $model.draft.replaces) {
            Text(.replaceYes).tag(model.unconfirmed?.number)
            Text(.replaceNo).tag(Int?.none)
        } label: {
            Text(verbatim: model.unconfirmed?.text ?? "")
        }
    }

    private var notes: some View {
        Section {
            TextField(text: $model.draft.notes.pigment) { Text(.notePigment) }
            TextField(text: $model.draft.notes.technician) { Text(.noteTechnician) }
            Picker(selection: $model.draft.notes.shade) {
                Text(.skinUnsaid).tag(NotesDraft.Shade?.none)
                ForEach(NotesDraft.Shade.allCases, id: \.self) { shade in
                    Text(shade.phrase).tag(Optional(shade))
                }
            } label: {
                Text(.noteShade)
            }
            TextField(text: $model.draft.notes.text, axis: .vertical) { Text(.notes) }
        } header: {
            Text(.notes)
        }
    }
}
