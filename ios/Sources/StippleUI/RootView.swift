// The whole app: opening, the lock, the cover in the app switcher, and the tabs. Not for: what is on a tab (Pages, Screens).
import StippleKit
import SwiftUI

public struct RootView<Preview: View>: View {
    let app: AppModel
    let preview: @MainActor () -> Preview
    @Environment(\.scenePhase) private var scenePhase

    /// `preview` draws what the camera sees.
    public init(app: AppModel, preview: @escaping @MainActor () -> Preview) {
        self.app = app
        self.preview = preview
    }

    public var body: some View {
        Covered { content }
            .environment(\.isCovered, app.isCovered)
            .onChange(of: scenePhase, initial: true) { _, phase in
                switch phase {
                case .active: Task { await app.becameActive() }
                case .inactive: app.becameInactive()
                default: app.enteredBackground()
                }
            }
    }

    @ViewBuilder private var content: some View {
        switch app.phase {
        case .opening:
            ProgressView()
        case .locked:
            LockScreen { Task { await app.unlock() } }
        case .failed(let problem):
            FailedScreen(problem: problem) { Task { await app.open() } }
        case .open(let screens):
            Tabs(app: app, screens: screens, preview: preview)
        }
    }
}

struct LockScreen: View {
    let unlock: @MainActor () -> Void

    var body: some View {
        VStack(spacing: 16) {
            Symbol(name: "lock").font(.largeTitle)
            Button(.unlock, action: unlock).buttonStyle(.borderedProminent)
        }
        .task { unlock() }
    }
}

struct FailedScreen: View {
    let problem: Problem
    let again: @MainActor () -> Void

    var body: some View {
        ContentUnavailableView {
            Text(verbatim: problem.told)
        } actions: {
            Button(.tryAgain, action: again)
        }
    }
}

enum AppTab: Hashable {
    case today, can, course, photos, settings
}

/// The screens in their order. A phone's tab bar holds five: Today leads to the skin check, Course to the sheet, Settings to
/// reminders and the sheet.
struct Tabs<Preview: View>: View {
    let app: AppModel
    let screens: Screens
    let preview: @MainActor () -> Preview
    @State private var tab = AppTab.today
    @Environment(\.scenePhase) private var scenePhase

    var body: some View {
        TabView(selection: $tab) {
            NavigationStack {
                TodayPage(screens: screens) { tab = $0 }
            }
            .tabItem { Named(phrase: .screenToday, symbol: "sun.max") }
            .tag(AppTab.today)
            NavigationStack { CanScreen(model: screens.can) }
                .tabItem { Named(phrase: .screenCan, symbol: "questionmark.circle") }
                .tag(AppTab.can)
            NavigationStack { CoursePage(screens: screens) }
                .tabItem { Named(phrase: .screenCourse, symbol: "calendar") }
                .tag(AppTab.course)
            NavigationStack { PhotosPage(model: screens.photos, preview: preview) }
                .tabItem { Named(phrase: .screenPhotos, symbol: "photo.on.rectangle") }
                .tag(AppTab.photos)
            NavigationStack { SettingsPage(app: app, screens: screens) }
                .tabItem { Named(phrase: .screenSettings, symbol: "gearshape") }
                .tag(AppTab.settings)
        }
        .task(id: scenePhase) {
            if scenePhase == .active { await screens.today.keepFresh() }
        }
        .safeAreaInset(edge: .top) {
            if let notice = screens.shell.notice {
                NoticeBar(notice: notice, undo: { Task { await screens.shell.undo() } }) { screens.shell.putAway() }
            }
        }
    }
}
