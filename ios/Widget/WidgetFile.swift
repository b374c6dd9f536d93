// Where the app puts what the widget shows. In both targets.
import Foundation

enum WidgetFile {
    static let group = "group.app.stipple"

    static var url: URL? {
        FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group)?.appending(path: "widget.json")
    }
}
