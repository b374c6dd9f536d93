// The widget: today's headline and what changes next, as the app worked it out. While it is to be discreet a lock screen sees
// nothing of it. Unproven on Linux.
import StippleKit
import SwiftUI
import WidgetKit

@main
struct StippleWidget: Widget {
    var body: some WidgetConfiguration {
        StaticConfiguration(kind: "app.stipple.today", provider: Provider()) { moment in
            TodayWidgetView(moment: moment)
                .containerBackground(.background, for: .widget)
        }
        .configurationDisplayName(Text(verbatim: Phrase.screenToday.text))
        .supportedFamilies([.systemSmall, .systemMedium, .accessoryRectangular])
    }
}

struct Moment: TimelineEntry {
    let date: Date
    let entry: WidgetContent.Entry?
    let discreet: Bool
}

struct Provider: TimelineProvider {
    func placeholder(in context: Context) -> Moment {
        Moment(date: .now, entry: nil, discreet: true)
    }

    func getSnapshot(in context: Context, completion: @escaping (Moment) -> Void) {
        completion(moments().first ?? placeholder(in: context))
    }

    func getTimeline(in context: Context, completion: @escaping (Timeline<Moment>) -> Void) {
        let moments = moments()
        completion(Timeline(entries: moments.isEmpty ? [placeholder(in: context)] : moments, policy: .never))
    }

    private func moments() -> [Moment] {
        guard let file = WidgetFile.url, let data = try? Data(contentsOf: file),
            let content = try? JSONDecoder().decode(WidgetContent.self, from: data)
        else { return [] }
        return content.entries.map { Moment(date: $0.from, entry: $0, discreet: content.discreet) }
    }
}

struct TodayWidgetView: View {
    let moment: Moment
    @Environment(\.widgetFamily) private var family

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            if let entry = moment.entry, !(moment.discreet && family == .accessoryRectangular) {
                Text(verbatim: entry.headline).font(.headline)
                if let next = entry.next {
                    Text(verbatim: next).font(.callout)
                }
                if let deadline = entry.deadline {
                    Text(deadline, style: .relative).font(.callout).monospacedDigit()
                }
            } else {
                // Discreet: the app's name is all that is said.
                Text(verbatim: "Stipple").font(.headline)
            }
        }
        .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
        .privacySensitive()
    }
}
