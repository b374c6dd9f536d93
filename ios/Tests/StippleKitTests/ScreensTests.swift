// What the screens are made of, on the stand-in for SwiftUI: that each shows what its record says, in its order; that everything
// a finger can do has words; that a tap does what the words say. Not for: how anything looks (a device has to show that).
#if os(Linux)
    import Foundation
    import SwiftUI
    import Testing

    @testable import StippleKit
    @testable import StippleUI

    @MainActor
    @Suite(.serialized) struct ScreensTests {
        let desk = Desk()

        init() {
            Outline.now = day4
        }

        @Test func todayShowsTheBoardInItsOrder() async throws {
            let screens = try await desk.course()
            await screens.today.load()
            let board = try #require(screens.today.board)
            var acts: [TodayScreen.Act] = []
            let nodes = Outline.of(TodayScreen(board: board) { acts.append($0) })
            let words = nodes.map(\.label)
            #expect(words.first == "Today")
            #expect(words.contains(board.headline))
            let titles = nodes.filter { $0.role == .header }.map(\.label).dropFirst()
            let sections = board.sections.map(\.title) + ["Today", "Next"]
            #expect(Array(titles.prefix(sections.count)) == sections)
            for row in board.sections.flatMap(\.rows) {
                for line in row.lines { #expect(words.contains(line)) }
            }
            // Each activity is a button that speaks its verdict and when that changes, and opens its answer.
            let activities = board.sections.flatMap { section in section.rows.flatMap(\.activities) }
            let buttons = nodes.filter { $0.role == .button }
            #expect(buttons.count >= activities.count)
            let wash = try #require(buttons.first { $0.label.plain.hasPrefix("wash: not yet, from Thu 7 May") })
            wash.tap?()
            #expect(acts == [.tap(activities[0])])
            try #require(buttons.first { $0.label == "Skin check" }).tap?()
            #expect(acts.last == .skinCheck)
            #expect(words.contains { $0.contains("in 1 day, 15 hours") }, "the countdown is spoken in full")
        }

        @Test func anUnconfirmedSessionIsAskedAbout() async throws {
            let screens = try await desk.course()
            screens.course.open(.plan)
            await screens.course.submit()
            desk.standing.now = moment("2026-05-16T15:00:00Z")
            await screens.today.load()
            var acts: [TodayScreen.Act] = []
            let nodes = Outline.of(TodayScreen(board: try #require(screens.today.board)) { acts.append($0) })
            for words in ["It took place", "It did not", "It was moved"] {
                try #require(nodes.first { $0.label == words }).tap?()
            }
            #expect(acts == [.tookPlace(2), .didNotTakePlace(2), .wasMoved])
        }

        @Test func anAnswerSaysWhyInTheStudiosWords() async throws {
            let screens = try await desk.course()
            let answer = try await screens.shell.companion.can("swim")
            let words = Outline.of(AnswerView(answer: answer) {}).map(\.label)
            #expect(words.contains(answer.headline))
            for line in answer.lines + answer.reasons + answer.when { #expect(words.contains(line)) }
        }

        @Test func theCourseShowsSessionsReadinessAndBars() async throws {
            let screens = try await desk.course()
            screens.course.open(.plan)
            await screens.course.submit()
            let course = try #require(screens.course.course)
            var acts: [CourseScreen.Act] = []
            let nodes = Outline.of(CourseScreen(course: course, now: day4) { acts.append($0) })
            let words = nodes.map(\.label)
            for session in course.sessions { #expect(words.contains { $0.contains(session.text) }) }
            #expect(words.contains(course.ready.title))
            // A bar is drawn, and spoken: its verdicts and the moments from which they hold.
            for bar in course.timeline {
                let node = try #require(nodes.last { $0.label == bar.activity.label })
                #expect(!node.value.isEmpty)
            }
            try #require(nodes.first { $0.label == "A session has just ended" }).tap?()
            try #require(nodes.first { $0.label == "Notes" }).tap?()
            try #require(nodes.first { $0.label == "Move the session" }).tap?()
            #expect(acts == [.logNow, .open(.note(1)), .open(.move(2))])
        }

        @Test func theFormTypesIntoTheDraft() async throws {
            let screens = try await desk.course()
            screens.course.open(.log)
            screens.course.draft.notes.pigment = "tone 4"
            let nodes = Outline.of(SessionForm(model: screens.course, form: .log))
            let pigment = try #require(nodes.first { $0.role == .field && $0.label == "Pigment" })
            #expect(pigment.value == "tone 4")
            let final = try #require(nodes.first { $0.role == .toggle && $0.label == "This was the final session" })
            #expect(final.value == "off")
            final.tap?()
            #expect(screens.course.draft.isFinal)
            try #require(nodes.first { $0.label == "Cancel" }).tap?()
            #expect(screens.course.form == nil)
        }

        @Test func skinTogglesSpeakTheirState() async throws {
            let screens = try await desk.course()
            await screens.skin.load()
            let page = SkinPage(model: screens.skin)
            func scabs() throws -> Node { try #require(Outline.of(page).first { $0.label == "scabs" }) }
            for state in ["not said", "there", "gone", "not said"] {
                #expect(try scabs().value == state)
                try scabs().tap?()
            }
            #expect(Outline.of(page).contains { $0.label == "No skin check since the session." })
            let labels = Outline.of(page).filter { $0.role == .button }.map(\.label)
            #expect(labels == ["scabs", "flaking", "weeping", "redness", "dry", "healed", "Record"])
        }

        @Test func theSheetIsOfferedShownAndCompared() async throws {
            let screens = try await desk.screens()
            await screens.sheet.load()
            let choices = Outline.of(SheetScreen(sheet: nil, choices: screens.sheet.choices) { _ in })
            #expect(choices.contains { $0.role == .button && $0.label.contains("Scalp Envy") })
            await screens.sheet.consider(try #require(screens.sheet.choices.scalpEnvy).text)
            let offer = try #require(screens.sheet.offer)
            let nodes = Outline.of(OfferScreen(offer: offer, accept: {}, decline: {}))
            #expect(nodes.contains { $0.role == .button && $0.label == "Start the course" })
            for part in try #require(offer.shown).parts { #expect(nodes.contains { $0.label == part.title }) }
        }

        @Test func photosAndSettingsHaveTheirDoors() async throws {
            let screens = try await desk.course()
            await screens.photos.load()
            let record = try #require(screens.photos.record)
            let pictures = PhotosScreen.Pictures(open: { _, _ in nil }, close: { _ in })
            let photos = Outline.of(PhotosScreen(record: record, pictures: pictures) { _ in })
            #expect(photos.contains { $0.label == "No photos yet." })
            #expect(photos.contains { $0.role == .button && $0.label == "Camera" })

            await screens.settings.load()
            var acts: [SettingsAct] = []
            let settings = Outline.of(
                SettingsScreen(
                    record: try #require(screens.settings.record), progress: nil, waitsForKey: false,
                    links: { EmptyView() },
                    act: { acts.append($0) }))
            try #require(settings.first { $0.role == .toggle && $0.label == "App lock" }).tap?()
            try #require(settings.first { $0.role == .toggle && $0.label == "Discreet icon" }).tap?()
            try #require(settings.first { $0.label == "Export" }).tap?()
            try #require(settings.first { $0.label == "Report for your studio" }).tap?()
            #expect(acts == [.lock(true), .discreetIcon(true), .export, .report])

            let departures: [(AppModel.Departure, [SettingsAct])] = [
                (.asks, [.leaveAndDelete, .deleteWithAccount, .deleteLater]), (.tells, []),
                (.notTold, [.deleteEverything, .deleteAnyway, .deleteLater]),
            ]
            for (departure, choices) in departures {
                acts = []
                let nodes = Outline.of(DepartureSection(departure: departure) { acts.append($0) })
                #expect(!nodes.filter { $0.role == .text }.isEmpty)
                for button in nodes where button.role == .button { button.tap?() }
                #expect(acts == choices)
            }

            await screens.reminders.load()
            let reminders = try #require(screens.reminders.record)
            let list = Outline.of(RemindersScreen(record: reminders, zone: london) { _ in })
            for reminder in reminders.reminders {
                #expect(list.contains { $0.label.contains(reminder.title) && $0.label.contains(reminder.body) })
            }
            #expect(list.contains { $0.role == .toggle && $0.label == "Discreet wording" && $0.value == "on" })
        }

        @Test func theAccountSaysHowItStandsAndWhatCanBeDone() async throws {
            func screen(
                _ record: AccountRecord, ran: SyncRecord? = nil, isRunning: Bool = false,
                devices: [AccountDevice] = [], noDevices: String? = nil,
                act: @escaping @MainActor (AccountScreen.Act) -> Void = { _ in }
            ) -> [Node] {
                Outline.of(
                    AccountScreen(
                        record: record, ran: ran, isRunning: isRunning, progress: nil, devices: devices,
                        noDevices: noDevices, draft: .constant(AccountDraft()), code: .constant("AAAA"), act: act))
            }
            func words(_ nodes: [Node], _ role: Node.Role) -> [String] {
                nodes.filter { $0.role == role }.map(\.label)
            }
            let none = screen(AccountRecord(state: .none, lines: ["In no account."]))
            #expect(none.first { $0.role == .text }?.label == "In no account.")
            #expect(
                words(none, .button)
                    == ["Create an account", "Scan another device’s code", "Join the account"])
            #expect(
                words(none, .field)
                    == ["Server", "Name of this device", "Invitation, if the server asks for one", "Recovery code"])

            let phone = AccountDevice(id: "2", name: "phone", isThisOne: false, line: "last seen on Tue 5 May")
            let active = AccountRecord(state: .active, server: "https://sync.example", lines: ["Last in step."])
            let devices = [AccountDevice(id: "1", name: "laptop", isThisOne: true, line: "this device"), phone]
            var acts: [AccountScreen.Act] = []
            let nodes = screen(
                active, ran: SyncRecord(offline: true, lines: ["Not reached."], account: active), devices: devices
            ) { acts.append($0) }
            for line in ["Last in step.", "Not reached.", "laptop, this device", "phone, last seen on Tue 5 May"] {
                #expect(nodes.contains { $0.label == line })
            }
            #expect(words(nodes, .field).isEmpty, "an invitation is asked for where the server wants one")
            try #require(nodes.first { $0.label == "Sync now" }).tap?()
            try #require(nodes.first { $0.label == "Show the recovery code" }).tap?()
            #expect(acts == [.sync, .showCode])
            #expect(nodes.filter { $0.label == "Shut out phone?" }.count == 1, "this device is not shut out")

            let refused = screen(active, ran: SyncRecord(refused: true, account: active))
            #expect(words(refused, .field) == ["Invitation, if the server asks for one"])
            let running = screen(active, isRunning: true)
            #expect(running.contains { $0.role == .progress } && words(running, .button).contains("Stop"))
            #expect(!words(running, .button).contains("Sync now"))
            let asked = screen(AccountRecord(state: .active, asksForCode: true, lines: []))
            #expect(words(asked, .button).contains("I have it at hand"))
            for state in [AccountRecord.State.revoked, .gone] {
                let buttons = words(screen(AccountRecord(state: state, lines: ["Stays."])), .button)
                #expect(buttons == ["Scan another device’s code", "Join the account", "Leave the account"])
            }
        }

        @Test func theCodeIsTextAndPicture() async throws {
            let code = RecoveryCode(
                code: "AAAA-BBBB", qr: QrModules(size: 1, modules: [true]), lines: ["Write it down."])
            var had = 0
            let nodes = Outline.of(CodeScreen(code: code, have: { had += 1 }) {})
            for words in ["AAAA-BBBB", "QR code of the recovery code and the server", "Write it down."] {
                #expect(nodes.contains { $0.label == words })
            }
            try #require(nodes.first { $0.label == "I have it at hand" }).tap?()
            #expect(had == 1)
        }

        /// A sheet lies over what covers the screen that opened it.
        @Test(arguments: [false, true]) func aSheetIsCoveredWithTheApp(isCovered: Bool) {
            let chosen = Binding<Word?>.constant(Word(id: "item"))
            let view = Text(verbatim: "screen")
                .coveredSheet(isPresented: .constant(true)) { Text(verbatim: "sheet") }
                .coveredSheet(item: chosen) { Text(verbatim: $0.id) }
                .environment(\.isCovered, isCovered)
            #expect(Outline.of(view).map(\.label) == (isCovered ? ["screen"] : ["screen", "sheet", "item"]))
        }

        private struct Word: Identifiable { let id: String }

        @Test func theWholeAppHasItsTabsInTheirOrder() async throws {
            _ = try await desk.course()
            let app = AppModel(at: desk.place, on: desk.device)
            let root = RootView(app: app) { EmptyView() }
            #expect(Outline.of(root).map(\.role) == [.progress])
            await app.open()
            let tabs = Outline.of(root).filter { $0.role == .link }
            #expect(tabs.map(\.label) == ["Today", "Can I …?", "Course", "Photos", "Settings"])
            await app.screens?.settings.load()
            let settings = try #require(Outline.of(root).last { $0.label == "Settings" }?.opens?())
            #expect(settings.filter { $0.role == .link }.map(\.label) == ["Reminders", "Sheet", "Account and sync"])
            app.becameInactive()
            #expect(Outline.of(root).isEmpty)
        }

        /// Or the next test would see nothing.
        @Test func aSymbolAloneHasNoWords() {
            let silent = Outline.of(Button(action: {}, label: { Symbol(name: "star") }))
            #expect(silent.map(\.label) == [""])
            let spoken = Outline.of(
                Button(action: {}, label: { Symbol(name: "star") }).accessibilityLabel(Text(verbatim: "Star")))
            #expect(spoken.map(\.label) == ["Star"])
        }

        /// Whatever can be tapped, typed into or chosen says what it is, on every screen; at the largest text, and from right
        /// to left.
        @Test(arguments: [DynamicTypeSize.large, .accessibility5], [LayoutDirection.leftToRight, .rightToLeft])
        func everythingThatCanBeDoneHasWords(size: DynamicTypeSize, direction: LayoutDirection) async throws {
            let screens = try await desk.course()
            desk.door.offer(photos: ["crown-before.jpg", "crown-day-2.jpg"].map(Files.photo))
            await screens.photos.choose()
            await screens.photos.add()
            screens.course.open(.plan)
            await screens.course.submit()
            for load in [screens.today.load, screens.settings.load, screens.reminders.load, screens.sheet.load] {
                await load()
            }
            await screens.skin.load()
            await screens.account.load()
            let app = AppModel(at: desk.place, on: desk.device)
            await app.open()
            let open = try #require(app.screens)
            await open.today.load()
            await open.course.load()
            await open.photos.load()
            let pictures = PhotosScreen.Pictures(open: { _, _ in nil }, close: { _ in })
            let views: [any View] = [
                TodayScreen(board: try #require(screens.today.board)) { _ in },
                CanScreen(model: screens.can), PlannerScreen(model: screens.can),
                CourseScreen(course: try #require(screens.course.course), now: day4) { _ in },
                SessionForm(model: screens.course, form: .log), SessionForm(model: screens.course, form: .plan),
                PhotosScreen(record: try #require(screens.photos.record), pictures: pictures) { _ in },
                AddPhotosScreen(model: screens.photos), SkinPage(model: screens.skin), SheetPage(model: screens.sheet),
                RemindersScreen(record: try #require(screens.reminders.record), zone: london) { _ in },
                SettingsPage(app: app, screens: screens), AccountPage(model: screens.account),
                CameraScreen(model: CameraModel(screens.photos), preview: EmptyView()) {},
                LockScreen {}, FailedScreen(problem: .device(.cameraFailed)) {},
                RootView(app: app) { EmptyView() },
            ]
            for view in views {
                let nodes = outline(view, size: size, direction: direction)
                #expect(!nodes.isEmpty, "\(type(of: view))")
                for node in nodes where node.role != .progress {
                    #expect(!node.label.isEmpty, "\(type(of: view)) has a \(node.role) without words")
                    #expect(!node.label.hasPrefix("shell-") && !node.label.contains("%@"), "\(node.label)")
                }
            }
        }

        private func outline(_ view: any View, size: DynamicTypeSize, direction: LayoutDirection) -> [Node] {
            func inside(_ view: some View) -> [Node] {
                Outline.of(
                    view.environment(\.dynamicTypeSize, size).environment(\.layoutDirection, direction))
            }
            return inside(view)
        }
    }
#endif
