// What each record is made of, for Draw.swift: the compiler says where a field is missing.
// Not for: what the fields mean (the generated code says).
import StippleApp

extension ActivityView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), label: draw()) }
}
extension BarView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(activity: draw(), segments: draw()) }
}
extension BuiltInSheetView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(name: draw(), text: draw()) }
}
extension CanView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            activity: draw(), at: draw(), verdict: draw(), headline: draw(), lines: draw(), deadline: draw(),
            reasons: draw(), reasonLines: draw())
    }
}
extension ChangeView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(at: draw(), verdict: draw(), activities: draw()) }
}
extension ClearActivityView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(activity: draw(), verdict: draw(), days: draw()) }
}
extension ClearDayView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            date: draw.date(), verdict: draw(), changes: draw(), rule: draw())
    }
}
extension ClearView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            title: draw(), clear: draw(), activities: draw(), fit: draw(), lines: draw())
    }
}
extension CourseView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            headline: draw(), sheet: draw(), complete: draw(), consultation: draw(), sessions: draw(),
            nextSession: draw(), touchUp: draw(), lines: draw(), timeline: draw())
    }
}
extension DoneView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(lines: draw(), warnings: draw(), session: draw()) }
}
extension FitView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(dates: draw(), lines: draw()) }
}
extension LogSession: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            started: draw(), ended: draw(), zone: draw(), isFinal: draw(), touchUp: draw(), notes: draw(),
            replace: draw())
    }
}
extension NextSessionView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            number: draw(), starts: draw(), earliest: draw.maybe { $0.date() }, latest: draw.maybe { $0.date() },
            text: draw(), warning: draw())
    }
}
extension OpenRequest: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(folder: draw(), zone: draw(), locales: draw(), style: draw()) }
}
extension OpeningView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(migratedFrom: draw(), setAside: draw()) }
}
extension PhotoDueView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(session: draw(), day: draw(), date: draw.date()) }
}
extension PlanSession: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            starts: draw(), ends: draw(), zone: draw(), isFinal: draw(), touchUp: draw())
    }
}
extension ProgressView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(done: draw(), total: draw()) }
}
extension QuietHours: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(from: draw.timeOfDay(), until: draw.timeOfDay()) }
}
extension ReadyItemView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            id: draw(), text: draw(), begins: draw(), ends: draw(), active: draw(), over: draw(), lines: draw(),
            reasons: draw())
    }
}
extension ReadyView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            title: draw(), session: draw(), starts: draw(), items: draw(), stops: draw(), agenda: draw(), bring: draw(),
            lines: draw())
    }
}
extension ReasonsView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(quote: draw(), source: draw(), inferred: draw()) }
}
extension ReminderView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), at: draw(), title: draw(), body: draw()) }
}
extension RowView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            activities: draw(), labels: draw(), lines: draw(), deadline: draw())
    }
}
extension SectionView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(verdict: draw(), title: draw(), rows: draw()) }
}
extension SegmentView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(from: draw(), verdict: draw()) }
}
extension SessionNotes: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            pigment: draw(), shade: draw(), density: draw(), hairline: draw(), technician: draw(), zones: draw(),
            text: draw(), agendaDone: draw())
    }
}
extension SessionView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            number: draw(), starts: draw(), ends: draw(), zone: draw(), done: draw(), unconfirmed: draw(),
            isFinal: draw(), touchUp: draw(), text: draw(), lines: draw())
    }
}
extension SetAsideView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(path: draw(), reason: draw(), text: draw()) }
}
extension SettingsView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(quiet: draw(), discreet: draw(), locale: draw()) }
}
extension SheetChangeView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(text: draw(), effect: draw(), lines: draw()) }
}
extension SheetDiffPartView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(place: draw(), changes: draw()) }
}
extension SheetDiffView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(title: draw(), beside: draw(), same: draw(), parts: draw()) }
}
extension SheetNameView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), revision: draw(), title: draw(), studio: draw()) }
}
extension SheetPartView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(title: draw(), statements: draw()) }
}
extension SheetStatementView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), lines: draw(), reasons: draw()) }
}
extension SheetView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(name: draw(), origin: draw(), keyWords: draw(), inferred: draw(), parts: draw()) }
}
extension SkinCheckView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(at: draw(), seen: draw(), gone: draw(), text: draw()) }
}
extension SkinStateView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), label: draw()) }
}
extension SkinView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(states: draw(), last: draw(), lines: draw()) }
}
extension SignView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(text: draw(), say: draw(), reported: draw(), reasons: draw()) }
}
extension StartCourse: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(sheet: draw(), sessions: draw(), attributes: draw(), signed: draw(), otherKey: draw())
    }
}
extension StatementView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(id: draw(), text: draw(), reasons: draw()) }
}
extension Style: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(marks: draw(), hours: draw()) }
}
extension TodayView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            at: draw(), zone: draw(), headline: draw(), beside: draw(), day: draw(), session: draw(),
            sessionsPlanned: draw(), unconfirmed: draw(), sections: draw(), duties: draw(), expect: draw(),
            signs: draw(), next: draw(), changes: draw(), nextSession: draw(), photosDue: draw())
    }
}
extension TouchUpView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            earliest: draw.date(), latest: draw.maybe { $0.date() }, text: draw())
    }
}
extension UnconfirmedView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self { Self(session: draw(), question: draw(), note: draw()) }
}
extension WhenView: Drawn {
    static func drawn(_ draw: inout Draw) -> Self {
        Self(
            activity: draw(), allowed: draw(), clear: draw(), lines: draw())
    }
}
