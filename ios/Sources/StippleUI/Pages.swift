// Where models meet screens: each page loads its model, draws its record, and hands on what was tapped. Not for: what a screen
// shows (Screens), or where a page is (RootView).
import StippleKit
import SwiftUI

struct TodayPage: View {
    let screens: Screens
    let go: @MainActor (AppTab) -> Void
    @State private var checksSkin = false

    private var model: TodayModel { screens.today }

    var body: some View {
        Group {
            if let board = model.board {
                TodayScreen(board: board, act: act)
            } else if model.problem?.kind == .noCourse {
                // First launch: a course starts under a sheet.
                SheetPage(model: screens.sheet)
            } else if let problem = model.problem {
                FailedScreen(problem: problem) { Task { await model.load() } }
            } else {
                ProgressView()
            }
        }
        .task(id: screens.shell.revision) { await model.follow() }
        .coveredSheet(item: shown) { shown in
            AnswerView(answer: shown.answer) { model.closeAnswer() }
        }
        .coveredSheet(isPresented: $checksSkin) {
            NavigationStack {
                SkinPage(model: screens.skin)
                    .toolbar {
                        ToolbarItem(placement: .confirmationAction) {
                            Button(.done) { checksSkin = false }
                        }
                    }
            }
        }
    }

    private var shown: Binding<ShownAnswer?> {
        Binding(get: { model.answer.map(ShownAnswer.init) }, set: { if $0 == nil { model.closeAnswer() } })
    }

    private func act(_ act: TodayScreen.Act) {
        switch act {
        case .tap(let activity): Task { await model.tap(activity) }
        case .tookPlace(let session): Task { await model.confirm(session) }
        case .didNotTakePlace(let session): Task { await model.didNotTakePlace(session) }
        case .wasMoved: go(.course)
        case .skinCheck: checksSkin = true
        case .photos: go(.photos)
        }
    }
}

struct CoursePage: View {
    let screens: Screens
    @State private var showsSheet = false

    private var model: CourseModel { screens.course }

    var body: some View {
        Group {
            if let course = model.course {
                CourseScreen(course: course, now: screens.shell.device.surroundings.now, act: act)
            } else if model.problem?.kind == .noCourse {
                SheetPage(model: screens.sheet)
            } else if let problem = model.problem {
                FailedScreen(problem: problem) { Task { await model.load() } }
            } else {
                ProgressView()
            }
        }
        .task(id: screens.shell.revision) { await model.follow() }
        .coveredSheet(item: form) { shown in
            SessionForm(model: model, form: shown.form)
        }
        .coveredSheet(isPresented: $showsSheet) {
            NavigationStack { SheetPage(model: screens.sheet) }
        }
    }

    private struct ShownForm: Identifiable {
        let form: CourseModel.Form
        var id: CourseModel.Form { form }
    }

    private var form: Binding<ShownForm?> {
        Binding(get: { model.form.map(ShownForm.init) }, set: { if $0 == nil { model.close() } })
    }

    private func act(_ act: CourseScreen.Act) {
        switch act {
        case .logNow: Task { await model.logNow() }
        case .open(let form): model.open(form)
        case .mark(let session, let isFinal): Task { await model.mark(session, final: isFinal) }
        case .remove(let session): Task { await model.remove(session) }
        case .finish: Task { await model.finish() }
        case .reopen: Task { await model.reopen() }
        case .sheet: showsSheet = true
        }
    }
}

struct SkinPage: View {
    let model: SkinModel

    var body: some View {
        Group {
            if let page = model.page {
                SkinScreen(
                    page: page, draft: model.draft, said: model.said, tap: { model.tap($0) },
                    record: { Task { await model.record() } })
            } else if let problem = model.problem {
                Text(verbatim: problem.told)
            } else {
                ProgressView()
            }
        }
        .task(id: model.shell.revision) { await model.follow() }
    }
}

struct SheetPage: View {
    let model: SheetModel

    var body: some View {
        SheetScreen(sheet: model.sheet, choices: model.choices) { act in
            switch act {
            case .consider(let text): Task { await model.consider(text) }
            case .chooseFile: Task { await model.chooseFile() }
            case .scan: Task { await model.scan() }
            }
        }
        .task(id: model.shell.revision) { await model.follow() }
        .coveredSheet(item: offer) { shown in
            OfferScreen(offer: shown.offer, accept: { Task { await model.accept() } }) { model.decline() }
        }
    }

    private struct ShownOffer: Identifiable {
        let offer: SheetModel.Offer
        var id: String { offer.sheet.id }
    }

    private var offer: Binding<ShownOffer?> {
        Binding(get: { model.offer.map(ShownOffer.init) }, set: { if $0 == nil { model.decline() } })
    }
}

struct PhotosPage<Preview: View>: View {
    let model: PhotosModel
    let preview: @MainActor () -> Preview
    @State private var usesCamera = false

    var body: some View {
        Group {
            if let record = model.record {
                PhotosScreen(record: record, pictures: pictures, act: act)
            } else {
                Text(.courseNone)
            }
        }
        .task(id: model.shell.revision) { await model.follow() }
        .coveredSheet(isPresented: $usesCamera) {
            CameraScreen(model: CameraModel(model), preview: preview()) { usesCamera = false }
        }
        .coveredSheet(isPresented: Binding(get: { !usesCamera && !model.chosen.isEmpty }, set: { _ in })) {
            AddPhotosScreen(model: model)
        }
        .coveredSheet(item: made) { shown in
            MadeScreen(made: shown.made, share: { Task { await model.share(shown.made) } }) { model.closeMade() }
        }
    }

    private var pictures: PhotosScreen.Pictures {
        PhotosScreen.Pictures(open: { await model.picture(of: $0, $1) }, close: { model.noLongerShown($0) })
    }

    private struct ShownPicture: Identifiable {
        let made: PhotosModel.Made
        var id: URL { made.picture }
    }

    private var made: Binding<ShownPicture?> {
        Binding(get: { model.made.map(ShownPicture.init) }, set: { if $0 == nil { model.closeMade() } })
    }

    private func act(_ act: PhotosScreen.Act) {
        switch act {
        case .camera: usesCamera = true
        case .choose: Task { await model.choose() }
        case .compare(let pair): Task { await model.compare(pair) }
        case .lapse(let side): Task { await model.lapse(side) }
        case .trend(let side, let what): Task { await model.trend(side, of: what) }
        case .remove(let photo): Task { await model.remove(photo) }
        case .restore(let photo): Task { await model.restore(photo) }
        }
    }
}

struct RemindersPage: View {
    let model: RemindersModel

    var body: some View {
        Group {
            if let record = model.record {
                RemindersScreen(record: record, zone: model.shell.device.surroundings.zone, act: act)
            } else {
                ProgressView()
            }
        }
        .task(id: model.shell.revision) { await model.follow() }
    }

    private func act(_ act: RemindersScreen.Act) {
        Task {
            switch act {
            case .allow: await model.allow()
            case .openSystemSettings: await model.openSystemSettings()
            case .sendTest: await model.sendTest()
            case .quiet(let quiet): await model.choose(quiet: quiet)
            case .discreet(let discreet): await model.choose(discreet: discreet)
            }
        }
    }
}

struct AccountPage: View {
    @Bindable var model: AccountModel

    /// What changes what the screen says: something done here, and a run that is over.
    private struct Seen: Hashable {
        let revision: Int
        let runs: Int
    }

    private var syncer: Syncer { model.shell.syncer }

    var body: some View {
        Group {
            if let record = model.record {
                WithProgress(progress: syncer.progress) { screen(record, $0) }
            } else {
                ProgressView()
            }
        }
        .task(id: Seen(revision: model.shell.revision, runs: syncer.runs)) {
            await model.follow()
        }
        .coveredSheet(isPresented: Binding(get: { model.code != nil }, set: { if !$0 { model.hideCode() } })) {
            if let code = model.code {
                CodeScreen(code: code, have: { Task { await model.confirmCode() } }) { model.hideCode() }
            }
        }
    }

    private func screen(_ record: AccountRecord, _ progress: HowFar?) -> some View {
        AccountScreen(
            record: record, ran: model.ran, isRunning: syncer.isRunning, progress: progress,
            devices: model.devices ?? [], noDevices: model.noDevices, draft: $model.draft, code: $model.typedCode,
            act: act)
    }

    private func act(_ act: AccountScreen.Act) {
        Task {
            switch act {
            case .create: await model.create()
            case .join: await model.join()
            case .scan: await model.scan()
            case .sync: await model.sync()
            case .stop: model.stop()
            case .showCode: await model.showCode()
            case .haveCode: await model.confirmCode()
            case .changeCode: await model.changeCode()
            case .revoke(let device): await model.revoke(device)
            case .leave: await model.leave(deleting: false)
            case .delete: await model.leave(deleting: true)
            }
        }
    }
}

struct SettingsPage: View {
    let app: AppModel
    let screens: Screens

    private var model: SettingsModel { screens.settings }

    var body: some View {
        Group {
            if let record = model.record {
                WithProgress(progress: model.progress) { screen(record, $0) }
            } else {
                ProgressView()
            }
        }
        .task(id: model.shell.revision) { await model.follow() }
    }

    private func screen(_ record: SettingsRecord, _ progress: HowFar?) -> some View {
        SettingsScreen(
            record: record, progress: progress, waitsForKey: model.sealed != nil, departure: app.departure,
            links: { links }, act: act)
    }

    @ViewBuilder private var links: some View {
        NavigationLink {
            RemindersPage(model: screens.reminders)
        } label: {
            Named(phrase: .screenReminders, symbol: "bell")
        }
        NavigationLink {
            SheetPage(model: screens.sheet)
        } label: {
            Named(phrase: .screenSheet, symbol: "doc.text")
        }
        NavigationLink {
            AccountPage(model: screens.account)
        } label: {
            Named(phrase: .screenAccount, symbol: "arrow.triangle.2.circlepath")
        }
    }

    private func act(_ act: SettingsAct) {
        Task {
            switch act {
            case .lock(let lock): await model.choose(lock: lock)
            case .discreetIcon(let discreet): await model.choose(discreetIcon: discreet)
            case .language: await model.openLanguage()
            case .export: await model.export()
            case .exportWithPhotos: await model.exportWithPhotos()
            case .photoKey: await model.sharePhotoKey()
            case .bringIn: await model.bringIn()
            case .choosePhotoKey: await model.choosePhotoKey()
            case .calendar: await model.calendar()
            case .report: await model.report(withPhotos: false)
            case .reportWithPhotos: await model.report(withPhotos: true)
            case .stop: model.stop()
            case .deleteEverything: await app.deleteEverything()
            case .leaveAndDelete: await app.deleteEverything(deletingAccount: false)
            case .deleteWithAccount: await app.deleteEverything(deletingAccount: true)
            case .deleteAnyway: await app.deleteAnyway()
            case .deleteLater: app.deleteLater()
            }
        }
    }
}
