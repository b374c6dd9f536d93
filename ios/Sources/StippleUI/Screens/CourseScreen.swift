// Course: consultation, sessions, what the next one wants, the timeline of every activity as bars.
import StippleKit
import SwiftUI

public struct CourseScreen: View {
    let course: CourseRecord
    let now: Date
    let act: @MainActor (Act) -> Void

    public enum Act: Hashable, Sendable {
        case logNow
        case open(CourseModel.Form)
        case mark(Int, final: Bool)
        case remove(Int)
        case finish, reopen
        case sheet
    }

    public init(course: CourseRecord, now: Date, act: @escaping @MainActor (Act) -> Void) {
        self.course = course
        self.now = now
        self.act = act
    }

    public var body: some View {
        List {
            Section {
                Text(verbatim: course.headline).font(.title2).accessibilityAddTraits(.isHeader)
                Lines(lines: course.lines)
                if let touchUp = course.touchUp {
                    Text(verbatim: touchUp)
                }
                Button {
                    act(.sheet)
                } label: {
                    Text(verbatim: course.sheet.title)
                }
            }
            Section {
                if let consultation = course.consultation {
                    Text(verbatim: consultation)
                }
                Button(.consultation) { act(.open(.consultation)) }
            }
            ForEach(course.sessions) { session in
                SessionSection(session: session, act: act)
            }
            Section {
                if let next = course.nextSession {
                    Text(verbatim: next.text)
                    if let warning = next.warning {
                        Text(verbatim: warning).foregroundStyle(.secondary)
                    }
                }
                Button(.logNow) { act(.logNow) }
                Button(.logSession) { act(.open(.log)) }
                Button(.planSession) { act(.open(.plan)) }
                if course.complete {
                    Button(.courseReopen) { act(.reopen) }
                } else {
                    Button(.courseFinish) { act(.finish) }
                }
            }
            ReadySections(ready: course.ready)
            Section {
                ForEach(course.timeline) { bar in
                    BarView(bar: bar, stretch: course.stretch(now: now))
                }
            } header: {
                Text(.timeline)
            }
        }
        .navigationTitle(Text(.screenCourse))
    }
}

struct SessionSection: View {
    let session: CourseRecord.Session
    let act: @MainActor (CourseScreen.Act) -> Void

    var body: some View {
        Section {
            HStack {
                Symbol(name: session.done ? "checkmark.circle" : "calendar")
                Text(verbatim: session.text)
                if session.isFinal {
                    Text(.sessionFinal).bold()
                }
            }
            .accessibilityElement(children: .combine)
            Lines(lines: session.lines).font(.callout)
            if session.done {
                Button(.notes) { act(.open(.note(session.number))) }
            } else {
                Button(.moveSession) { act(.open(.move(session.number))) }
            }
            Button(session.isFinal ? .unmarkFinal : .markFinal) {
                act(.mark(session.number, final: !session.isFinal))
            }
            AskingButton(
                label: .delete, question: .deleteQuestion(Phrase.session(session.number).text), note: .deleteUndoNote
            ) { act(.remove(session.number)) }
        }
    }
}

struct ReadySections: View {
    let ready: CourseRecord.Ready

    var body: some View {
        Section {
            ForEach(ready.items) { item in
                VStack(alignment: .leading) {
                    Text(verbatim: item.text)
                    Lines(lines: item.lines).font(.callout).foregroundStyle(.secondary)
                }
            }
            Lines(lines: ready.lines)
        } header: {
            Text(verbatim: ready.title)
        }
        if !ready.stops.isEmpty {
            Section {
                ForEach(ready.stops) { stop in
                    Reasoned(text: stop.text, reasons: stop.reasons)
                }
            } header: {
                Text(.readyStops)
            }
        }
        titled(.readyAgenda, ready.agenda)
        titled(.readyBring, ready.bring)
    }

    @ViewBuilder private func titled(_ title: Phrase, _ lines: [String]) -> some View {
        if !lines.isEmpty {
            Section {
                Lines(lines: lines)
            } header: {
                Text(title)
            }
        }
    }
}

/// An activity over time: pieces beside each other, so that it runs from right to left where the language does. A screen reader
/// hears the same in words.
struct BarView: View {
    let bar: CourseRecord.Bar
    let stretch: ClosedRange<Date>
    @Environment(\.locale) private var locale
    @Environment(\.timeZone) private var zone

    var body: some View {
        let pieces = bar.pieces(from: stretch.lowerBound, until: stretch.upperBound)
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: bar.activity.label).font(.callout)
            GeometryReader { room in
                HStack(spacing: 0) {
                    ForEach(pieces) { piece in
                        ZStack {
                            Rectangle().fill(piece.verdict.color)
                            // A shape beside the colour, where there is room for one.
                            if piece.share > 0.08 {
                                Image(systemName: piece.verdict.symbol).foregroundStyle(.background)
                            }
                        }
                        .frame(width: room.size.width * piece.share)
                    }
                }
            }
            .frame(minHeight: 24)
            .clipShape(.rect(cornerRadius: 4))
            .accessibilityHidden(true)
        }
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(Text(verbatim: bar.activity.label))
        .accessibilityValue(Text(verbatim: spoken(pieces)))
    }

    private func spoken(_ pieces: [CourseRecord.Bar.Piece]) -> String {
        pieces.map { "\($0.verdict.word), \($0.from.moment(locale: locale, zone: zone))" }.joined(separator: "; ")
    }
}
