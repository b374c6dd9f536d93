// A client's device for the tests: a clock that stands still, a zone that can be travelled from, secrets in memory, notifications
// as the system keeps them, and ways out that say what went through them. Nothing here waits.
// Not for: tests.
import Foundation
import Testing

@testable import StippleKit

/// Tuesday, day 4: 09:00 in London.
let day4 = moment("2026-05-05T08:00:00Z")
/// Friday evening: 17:30 in London.
let session1 = moment("2026-05-01T16:30:00Z")
let london = zone("Europe/London")

func moment(_ text: String) -> Date {
    guard let moment = try? Date(text, strategy: .iso8601) else { fatalError("no moment: \(text)") }
    return moment
}

func zone(_ name: String) -> TimeZone {
    guard let zone = TimeZone(identifier: name) else { fatalError("no zone: \(name)") }
    return zone
}

extension TimeInterval {
    static let day: TimeInterval = 24 * 60 * 60
}

/// Shows what it is set to.
final class Standing: Surroundings {
    private struct Set {
        var now = day4
        var zone = london
        var languages = ["en-GB"]
    }
    private let set = Guarded(Set())

    var now: Date {
        get { set.withLock(\.now) }
        set { set.withLock { $0.now = newValue } }
    }
    var zone: TimeZone {
        get { set.withLock(\.zone) }
        set { set.withLock { $0.zone = newValue } }
    }
    var languages: [String] {
        get { set.withLock(\.languages) }
        set { set.withLock { $0.languages = newValue } }
    }
    let locale = Locale(identifier: "en_GB")
    let clock: ClockStyle? = .twentyFourHours
}

/// Secrets in memory; locked when told so.
final class MemorySecrets: SecretStore {
    private let kept = Guarded([String: Data]())
    private let locks = Guarded(false)

    var count: Int { kept.withLock(\.count) }
    var locked: Bool {
        get { locks.withLock { $0 } }
        set { locks.withLock { $0 = newValue } }
    }

    func secret(named name: String) throws(SecretStoreError) -> Data? {
        if locked { throw .locked }
        return kept.withLock { $0[name] }
    }

    func add(_ secret: Data, named name: String) throws(SecretStoreError) {
        if locked { throw .locked }
        kept.withLock { $0[name] = $0[name] ?? secret }
    }

    func delete(named name: String) throws(SecretStoreError) {
        kept.withLock { $0[name] = nil }
    }

    func deleteAll() throws(SecretStoreError) {
        kept.withLock { $0 = [:] }
    }
}

/// Notifications as iOS keeps them: 64, the soonest; they outlive the process and a restart.
final class SystemNotifications: NotificationCenterPort {
    private struct Kept {
        var permission = NotificationPermission.notAsked
        var answer = true
        var asked = 0
        var pending: [String: PendingNotification] = [:]
        var sent: [PendingNotification] = []
        var added = 0
        var removed = 0
        var failsAfter: Int?
    }
    private let kept = Guarded(Kept())

    /// What the client will say when they are asked.
    var answer: Bool {
        get { kept.withLock(\.answer) }
        set { kept.withLock { $0.answer = newValue } }
    }
    var asked: Int { kept.withLock(\.asked) }
    var added: Int { kept.withLock(\.added) }
    var removed: Int { kept.withLock(\.removed) }
    var sent: [PendingNotification] { kept.withLock(\.sent) }
    /// By time.
    var waiting: [PendingNotification] {
        kept.withLock { $0.pending.values.sorted { ($0.at, $0.id) < ($1.at, $1.id) } }
    }

    func allow() {
        kept.withLock { $0.permission = .allowed }
    }

    /// Somebody else's work begins to count anew.
    func forgetCounts() {
        kept.withLock { ($0.added, $0.removed) = (0, 0) }
    }

    /// The system, or a restored backup, lost them.
    func loseAll() {
        kept.withLock { $0.pending = [:] }
    }

    /// From the so-manyth on it takes no more.
    func fail(after count: Int?) {
        kept.withLock { kept in kept.failsAfter = count.map { $0 + kept.added } }
    }

    /// Sends what is due, as the system does while no app runs.
    func pass(until moment: Date) {
        kept.withLock { kept in
            let due = kept.pending.values.filter { $0.at <= moment }
            kept.sent += due.sorted { $0.at < $1.at }
            for one in due { kept.pending[one.id] = nil }
        }
    }

    func permission() async -> NotificationPermission {
        kept.withLock(\.permission)
    }

    func askPermission() async -> Bool {
        kept.withLock { kept in
            kept.asked += 1
            if kept.permission == .notAsked { kept.permission = kept.answer ? .allowed : .refused }
            return kept.permission == .allowed
        }
    }

    func pending() async -> [PendingNotification] {
        waiting
    }

    func add(_ notification: PendingNotification) async throws {
        try kept.withLock { kept in
            if let most = kept.failsAfter, kept.added >= most { throw CocoaError(.featureUnsupported) }
            kept.added += 1
            kept.pending[notification.id] = notification
            let soonest = kept.pending.values.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
            for one in soonest.dropFirst(64) { kept.pending[one.id] = nil }
        }
    }

    func remove(ids: [String]) async {
        kept.withLock { kept in
            kept.removed += ids.count
            for id in ids { kept.pending[id] = nil }
        }
    }

    func removeDelivered() async {
        kept.withLock { $0.sent = [] }
    }
}

/// What went out, and what is to come in.
final class Door: Outside {
    private struct Ways {
        var shared: [(name: String, size: Int)] = []
        var kept: [Data] = []
        var file: URL?
        var photos: [URL] = []
        var code: String?
        var settingsOpened = 0
    }
    private let ways = Guarded(Ways())

    var sharedNames: [String] { ways.withLock { $0.shared.map(\.name) } }
    /// What was shared last.
    var lastShared: Data? { ways.withLock(\.kept.last) }
    var settingsOpened: Int { ways.withLock(\.settingsOpened) }

    func offer(file: URL?) {
        ways.withLock { $0.file = file }
    }

    func offer(photos: [URL]) {
        ways.withLock { $0.photos = photos }
    }

    func offer(code: String?) {
        ways.withLock { $0.code = code }
    }

    func share(_ file: URL) async {
        let data = (try? Data(contentsOf: file)) ?? Data()
        ways.withLock {
            $0.shared.append((file.lastPathComponent, data.count))
            $0.kept.append(data)
        }
    }

    func chooseFile(_ kind: FileKind, into folder: URL) async throws(Problem) -> URL? {
        guard let file = ways.withLock(\.file) else { return nil }
        return try copy(file, into: folder)
    }

    func choosePhotos(into folder: URL) async throws(Problem) -> [URL] {
        var copies: [URL] = []
        for photo in ways.withLock(\.photos) { copies.append(try copy(photo, into: folder)) }
        return copies
    }

    func scanCode() async throws(Problem) -> String? {
        ways.withLock(\.code)
    }

    func openSystemSettings() async {
        ways.withLock { $0.settingsOpened += 1 }
    }

    private func copy(_ file: URL, into folder: URL) throws(Problem) -> URL {
        let copy = folder.appending(path: file.lastPathComponent)
        do {
            try FileManager.default.copyItem(at: file, to: copy)
        } catch {
            throw .device(.fileNotTaken)
        }
        return copy
    }
}

final class Owner: DeviceOwner {
    private let says = Guarded(true)
    private let times = Guarded(0)
    private let asks = Guarded(true)

    var present: Bool {
        get { says.withLock { $0 } }
        set { says.withLock { $0 = newValue } }
    }
    var asked: Int { times.withLock { $0 } }

    /// Whether the device has a passcode at all.
    var canBeAsked: Bool {
        get { asks.withLock { $0 } }
        set { asks.withLock { $0 = newValue } }
    }

    func canAsk() async -> Bool { canBeAsked }

    func confirm(reason: String) async -> Bool {
        times.withLock { $0 += 1 }
        return present
    }
}

final class Shelf: WidgetShelf {
    private let kept = Guarded<WidgetContent?>(nil)
    var content: WidgetContent? { kept.withLock { $0 } }
    func show(_ content: WidgetContent?) async { kept.withLock { $0 = content } }
}

final class Wakes: BackgroundWork {
    private let kept = Guarded<Date?>(nil)
    var next: Date? { kept.withLock { $0 } }
    func wake(after moment: Date?) async { kept.withLock { $0 = moment } }
}

/// A network, metered when told so.
final class Cost: NetworkPort {
    private let metered = Guarded(false)
    var isByTheByte: Bool {
        get { metered.withLock { $0 } }
        set { metered.withLock { $0 = newValue } }
    }
    func isMetered() async -> Bool { isByTheByte }
}

/// A home screen that shows what it is told to, unless it refuses.
final class Home: HomeScreen {
    private let discreet = Guarded(false)
    private let refuses = Guarded(false)
    var isRefusing: Bool {
        get { refuses.withLock { $0 } }
        set { refuses.withLock { $0 = newValue } }
    }
    func canChoose() async -> Bool { true }
    func isDiscreet() async -> Bool { discreet.withLock { $0 } }
    func show(discreet shown: Bool) async -> Bool {
        if isRefusing { return false }
        discreet.withLock { $0 = shown }
        return true
    }
}

/// Takes the photo that it is given.
final class TestCamera: CameraPort {
    private let allowed: Bool
    private let photo: URL?
    private let held: [Tilt]

    init(allowed: Bool = true, photo: URL? = nil, held: [Tilt] = []) {
        (self.allowed, self.photo, self.held) = (allowed, photo, held)
    }

    func permission() async -> Bool { allowed }

    func tilts() -> AsyncStream<Tilt> {
        AsyncStream { stream in
            for tilt in held { stream.yield(tilt) }
            stream.finish()
        }
    }

    func shoot(into folder: URL) async throws(Problem) -> URL {
        guard let photo else { throw .device(.cameraFailed) }
        let copy = folder.appending(path: "shot.jpg")
        do {
            try FileManager.default.copyItem(at: photo, to: copy)
        } catch {
            throw .device(.cameraFailed)
        }
        return copy
    }
}

/// A device: what is opened in it twice is opened on the same data, which goes with it.
@MainActor
final class Desk {
    let place = Place(root: FileManager.default.temporaryDirectory.appending(path: "stipple-\(UUID().uuidString)"))
    let standing = Standing()
    let secrets = MemorySecrets()
    let notifications = SystemNotifications()
    let door = Door()
    let owner = Owner()
    let shelf = Shelf()
    let wakes = Wakes()
    let cost = Cost()
    let home = Home()
    var camera: any CameraPort = TestCamera()

    deinit {
        try? FileManager.default.removeItem(at: place.root)
    }

    var device: Device {
        Device(
            secrets: secrets, surroundings: standing, notifications: notifications, camera: camera, outside: door,
            owner: owner, widget: shelf, background: wakes, network: cost, home: home)
    }

    func open() async throws -> Companion {
        try await Companion.open(at: place, on: device)
    }

    /// As after a launch.
    func screens() async throws -> Screens {
        let app = AppModel(at: place, on: device)
        await app.open()
        return try #require(app.screens)
    }

    /// Under the built-in sheet, session 1 done on Friday, notifications allowed.
    func course() async throws -> Screens {
        notifications.allow()
        let screens = try await screens()
        await screens.sheet.load()
        await screens.sheet.consider(try #require(screens.sheet.choices.scalpEnvy).text)
        await screens.sheet.accept()
        screens.course.open(.log)
        screens.course.draft.moment = session1
        await screens.course.submit()
        _ = try #require(screens.course.course)
        return screens
    }
}

extension [SheetOffer] {
    var scalpEnvy: SheetOffer? { first { $0.name.id == "scalp-envy" } }
}

extension AppModel {
    var screens: Screens? {
        if case .open(let screens) = phase { screens } else { nil }
    }
}

extension Shell {
    /// What was said of the last thing that was done.
    var doneLines: [String]? {
        if case .done(let done) = notice { done.lines } else { nil }
    }
    var toldLines: [String]? {
        if case .told(let lines) = notice { lines } else { nil }
    }
    var problem: Problem? {
        if case .problem(let problem) = notice { problem } else { nil }
    }
}

/// What stands beside the tests.
enum Files {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The server that ios/test.sh started, which takes accounts of those alone who have its invitation.
    static func server() throws -> String {
        try String(contentsOf: package.appending(path: ".build/server.txt"), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
    static let invitation = "day 4"

    /// A photo of a head that nobody has; ios/test.sh has it drawn.
    static func photo(_ name: String) -> URL {
        package.appending(path: ".build/photos").appending(path: name)
    }
}
