// What a client does. Each is one change: durable when the call returns, and undone by `undo`. Not for: photos, files.
import Foundation
internal import StippleBindings

extension Companion {
    public func start(under sheet: SheetOffer) async throws(Problem) -> Done {
        try await change { try $0.startCourse(start: StartCourse(sheet: sheet.text)) }
    }

    public func accept(_ sheet: SheetOffer) async throws(Problem) -> Done {
        try await change { try $0.acceptSheet(text: sheet.text) }
    }

    /// Logs a session that took place; without a moment it ended now.
    public func log(_ draft: SessionDraft) async throws(Problem) -> Done {
        try await change {
            try $0.logSession(
                session: LogSession(
                    ended: draft.moment, isFinal: draft.isFinal, touchUp: draft.touchUp, notes: draft.notes.kept,
                    replace: draft.replaces.map(UInt32.init)))
        }
    }

    public func plan(_ draft: SessionDraft) async throws(Problem) -> Done {
        try await change { core in
            let starts = try draft.moment ?? core.now()
            return try core.planSession(
                session: PlanSession(starts: starts, isFinal: draft.isFinal, touchUp: draft.touchUp))
        }
    }

    public func move(session number: Int, to starts: Date) async throws(Problem) -> Done {
        try await change { try $0.moveSession(number: UInt32(number), starts: starts) }
    }

    public func mark(session number: Int, final isFinal: Bool) async throws(Problem) -> Done {
        try await change { try $0.markFinal(number: UInt32(number), isFinal: isFinal) }
    }

    public func note(session number: Int, _ notes: NotesDraft) async throws(Problem) -> Done {
        try await change { try $0.noteSession(number: UInt32(number), notes: notes.kept) }
    }

    public func remove(session number: Int) async throws(Problem) -> Done {
        try await change { try $0.removeSession(number: UInt32(number)) }
    }

    public func consultation(at moment: Date, note: String) async throws(Problem) -> Done {
        try await change { try $0.logConsultation(at: moment, note: note) }
    }

    public func finishCourse() async throws(Problem) -> Done {
        try await change { try $0.finishCourse() }
    }

    public func reopenCourse() async throws(Problem) -> Done {
        try await change { try $0.reopenCourse() }
    }

    public func report(_ draft: SkinDraft) async throws(Problem) -> Done {
        try await change { try $0.reportSkin(seen: draft.seen, gone: draft.gone) }
    }

    public func choose(quiet: QuietTimes? = nil, discreet: Bool? = nil) async throws(Problem) -> Done {
        try await change { try $0.changeSettings(quiet: quiet?.hours, discreet: discreet) }
    }

    public func undo() async throws(Problem) -> Done {
        try await change { try $0.undo() }
    }

    public func redo() async throws(Problem) -> Done {
        try await change { try $0.redo() }
    }

    func change(_ work: @escaping @Sendable (Stipple) throws -> DoneView) async throws(Problem) -> Done {
        try await call { core in Done(try work(core)) }
    }
}

extension NotesDraft {
    /// What the core keeps; nothing typed says nothing.
    var kept: SessionNotes {
        func said(_ text: String) -> String? { text.isEmpty ? nil : text }
        let shade: StippleBindings.Shade? =
            switch shade {
            case .lighter: .lighter
            case .darker: .darker
            case .same: .same
            case nil: nil
            }
        return SessionNotes(
            pigment: said(pigment), shade: shade, technician: said(technician), text: said(text))
    }
}
