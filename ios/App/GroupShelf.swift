// What the widget reads, in the folder that app and widget share. Unproven on Linux.
import Foundation
import StippleKit
import WidgetKit

struct GroupShelf: WidgetShelf {
    func show(_ content: WidgetContent?) async {
        guard let file = WidgetFile.url else { return }
        if let content, let data = try? JSONEncoder().encode(content) {
            try? data.write(to: file, options: [.atomic, .completeFileProtectionUntilFirstUserAuthentication])
        } else {
            try? FileManager.default.removeItem(at: file)
        }
        WidgetCenter.shared.reloadAllTimelines()
    }
}
