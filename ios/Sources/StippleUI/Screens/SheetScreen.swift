// Sheet: the studio's sheet as pinned; before there is one, a choice; another one with what it would change.
import StippleKit
import SwiftUI

public struct SheetScreen: View {
    let sheet: SheetRecord?
    let choices: [SheetOffer]
    let act: @MainActor (Act) -> Void

    public enum Act: Hashable, Sendable {
        case consider(String)
        case chooseFile, scan
    }

    public init(sheet: SheetRecord?, choices: [SheetOffer], act: @escaping @MainActor (Act) -> Void) {
        self.sheet = sheet
        self.choices = choices
        self.act = act
    }

    public var body: some View {
        List {
            if let sheet {
                SheetContent(sheet: sheet)
            } else {
                Section {
                    Text(.courseNone)
                    ForEach(choices) { choice in
                        Button {
                            act(.consider(choice.text))
                        } label: {
                            VStack(alignment: .leading) {
                                Text(verbatim: choice.name.title)
                                Text(verbatim: choice.name.studio ?? choice.name.id).foregroundStyle(.secondary)
                            }
                        }
                    }
                }
            }
            Section {
                Button(.sheetImport) { act(.chooseFile) }
                Button(.sheetScan) { act(.scan) }
            } footer: {
                Text(.sheetKeep)
            }
        }
        .navigationTitle(Text(.screenSheet))
    }
}

struct SheetContent: View {
    let sheet: SheetRecord

    var body: some View {
        Section {
            Text(verbatim: sheet.name.title).font(.title2).accessibilityAddTraits(.isHeader)
            Text(.sheetRevision(sheet.name.revision))
            if sheet.inferred > 0 {
                Text(.sheetInferred(sheet.inferred)).foregroundStyle(.secondary)
            }
        }
        ForEach(sheet.parts) { part in
            Section {
                ForEach(part.statements) { said in
                    Reasoned(text: said.lines.joined(separator: "\n"), reasons: said.reasons)
                }
            } header: {
                Text(verbatim: part.title)
            }
        }
    }
}

/// A sheet that was brought in, before it is accepted.
public struct OfferScreen: View {
    let offer: SheetModel.Offer
    let accept: @MainActor () -> Void
    let decline: @MainActor () -> Void

    public init(
        offer: SheetModel.Offer, accept: @escaping @MainActor () -> Void, decline: @escaping @MainActor () -> Void
    ) {
        self.offer = offer
        self.accept = accept
        self.decline = decline
    }

    public var body: some View {
        NavigationStack {
            List {
                if let difference = offer.difference {
                    Section {
                        Text(verbatim: difference.title).font(.title2).accessibilityAddTraits(.isHeader)
                        Text(verbatim: difference.beside).foregroundStyle(.secondary)
                        if let same = difference.same {
                            Text(verbatim: same)
                        }
                    }
                    ForEach(difference.parts) { part in
                        Section {
                            ForEach(part.changes, id: \.self) { change in
                                VStack(alignment: .leading) {
                                    Text(verbatim: change.text)
                                    Lines(lines: change.lines).font(.callout).foregroundStyle(.secondary)
                                }
                            }
                        } header: {
                            Text(verbatim: part.place)
                        }
                    }
                }
                if let shown = offer.shown {
                    SheetContent(sheet: shown)
                }
            }
            .navigationTitle(Text(verbatim: offer.sheet.name.title))
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(.cancel, action: decline)
                }
                ToolbarItem(placement: .confirmationAction) {
                    Button(offer.difference == nil ? .courseStart : .sheetAccept, action: accept)
                }
            }
        }
    }
}
