// Every record, every enum and every case of the error comes back from the core as it went.
// The types are found in the generated code, so a new one cannot be forgotten: a test names those that are not sent.
// Not for: which values make sense (the core's own tests).
import Foundation
import StippleApp
import Testing

/// The core's functions that give back what they are given (bindings/src/testing.rs).
private let roundTrips: [RoundTrip] = [
    RoundTrip(backActivityView), RoundTrip(backBarView), RoundTrip(backBuiltInSheetView), RoundTrip(backCanView),
    RoundTrip(backChangeView), RoundTrip(backClearActivityView), RoundTrip(backClearDayView), RoundTrip(backClearView),
    RoundTrip(backCourseView), RoundTrip(backDoneView), RoundTrip(backEffect), RoundTrip(backFitView),
    RoundTrip(backHourCycle), RoundTrip(backLogSession), RoundTrip(backMarks), RoundTrip(backNextSessionView),
    RoundTrip(backOpenRequest), RoundTrip(backOpeningView), RoundTrip(backPhotoDueView), RoundTrip(backPlanSession),
    RoundTrip(backProgressView), RoundTrip(backQuietHours), RoundTrip(backReadyItemView), RoundTrip(backReadyView),
    RoundTrip(backReasonsView), RoundTrip(backReminderView), RoundTrip(backRowView), RoundTrip(backSectionView),
    RoundTrip(backSegmentView), RoundTrip(backSessionNotes), RoundTrip(backSessionView), RoundTrip(backSetAsideView),
    RoundTrip(backSettingsView), RoundTrip(backShade), RoundTrip(backSheetChangeView), RoundTrip(backSheetDiffPartView),
    RoundTrip(backSheetDiffView), RoundTrip(backSheetNameView), RoundTrip(backSheetPartView),
    RoundTrip(backSheetStatementView), RoundTrip(backSheetView), RoundTrip(backSignView), RoundTrip(backSkinCheckView),
    RoundTrip(backSkinStateView), RoundTrip(backSkinView), RoundTrip(backStartCourse),
    RoundTrip(backStatementView), RoundTrip(backStyle), RoundTrip(backTodayView), RoundTrip(backTouchUpView),
    RoundTrip(backUnconfirmedView), RoundTrip(backVerdict), RoundTrip(backWhenView),
    // Photos.
    RoundTrip(backAddPhotos), RoundTrip(backDrawTrend), RoundTrip(backFindingKind), RoundTrip(backFindingView),
    RoundTrip(backMadeView), RoundTrip(backPairView), RoundTrip(backPhotoAddedView), RoundTrip(backPhotoFile),
    RoundTrip(backPhotoView), RoundTrip(backPhotosAddedView), RoundTrip(backPhotosAs), RoundTrip(backPhotosView), RoundTrip(backScrubView),
    RoundTrip(backShotAngleView), RoundTrip(backShotSectionView), RoundTrip(backShotStatusView),
    RoundTrip(backShotView), RoundTrip(backShotsView), RoundTrip(backTakenFrom), RoundTrip(backTrendOf),
    RoundTrip(backTrendPointView), RoundTrip(backTrendValueView), RoundTrip(backTrendView),
    // Signed sheets.
    RoundTrip(backQrView), RoundTrip(backSheetCodeView), RoundTrip(backSheetOffer), RoundTrip(backSheetOfferView),
    RoundTrip(backSheetSignature),
    // The account.
    RoundTrip(backAccountState), RoundTrip(backAccountView), RoundTrip(backDeviceView), RoundTrip(backDevicesView),
    RoundTrip(backNetwork), RoundTrip(backRecoveryCodeView), RoundTrip(backSyncView),
]

private let errors: [StippleError] =
    [
        StippleError.NoCourse, StippleError.CourseUnderWay, StippleError.CourseComplete, StippleError.BadInput,
        StippleError.SheetRefused, StippleError.OtherKey, StippleError.ArchiveRefused, StippleError.NothingToTakeBack,
        StippleError.NewerData, StippleError.NoAccount, StippleError.Offline, StippleError.ServerRefused,
        StippleError.DiskFull, StippleError.File, StippleError.Busy, StippleError.KeyStoreLocked,
        StippleError.KeyStoreFailed, StippleError.PhotoRefused, StippleError.PhotosLocked, StippleError.PhotoDamaged,
        StippleError.CannotCompare, StippleError.ClockFailed, StippleError.Cancelled, StippleError.Store,
    ].map { $0("Nothing was changed.") }
    + [.UnknownActivity(told: "Nothing was changed.", close: ["swim", "Ünïcödé"])]

extension Bindings {
    struct RoundTripsTests {
        @Test(arguments: roundTrips)
        fileprivate func whatGoesInComesBack(trip: RoundTrip) throws {
            let changed = try trip.changed()
            #expect(changed == [])
        }

        @Test(arguments: errors)
        func everyErrorArrivesAsWhatItIs(error: StippleError) {
            #expect(throws: error) { try failWith(error: error) }
        }

        @Test func everyTypeIsSent() throws {
            let generated = try Generated()
            #expect(generated.records.count + generated.enums.count >= 70)
            #expect(generated.records.isSuperset(of: ["TodayView", "LogSession", "QuietHours"]))
            let sent = Dictionary(uniqueKeysWithValues: roundTrips.map { ($0.type, $0.cases) })
            #expect(generated.records.union(generated.enums.keys).symmetricDifference(sent.keys) == [])
            for (name, cases) in generated.enums {
                #expect(sent[name] == cases)
            }
            #expect(Set(errors.map { caseName(of: $0) }) == generated.errors["StippleError"])
        }

        /// A `Date` is a Double: from the year 2255 on it holds no single microseconds.
        @Test func aMomentFarOffComesBackNearly() throws {
            for micros in [13_569_465_600_000_000, 13_569_465_600_000_001, 13_569_465_600_999_999] {
                let given = Date(timeIntervalSince1970: Double(micros) / 1_000_000)
                let back = try backSegmentView(value: SegmentView(from: given, verdict: .ask)).from
                #expect(abs(back.timeIntervalSince(given)) <= 0.000_004)
            }
        }

        @Test func whatTheCoreSaysGoesBackAsItCame() throws {
            let desk = Desk()
            let opened = try desk.course()
            desk.standing.at += 0.123_457
            func same<Value: Equatable>(_ back: (Value) throws -> Value, _ value: Value) throws {
                #expect(try back(value) == value)
            }
            try same(backTodayView, opened.today())
            try same(backCourseView, opened.course())
            try same(backCanView, opened.can(activity: "swim"))
            try same(backClearView, opened.clear(activities: ["swim"], first: day(2026, 5, 5), last: day(2026, 6, 5)))
            try same(backSheetView, opened.sheet())
            try same(backReadyView, opened.ready())
            try same(backWhenView, opened.whenAllowed(activity: "shave"))
            for reminder in try opened.reminders(most: 50) {
                try same(backReminderView, reminder)
            }
            let revised = try opened.builtInSheets().map { sheet in
                try same(backBuiltInSheetView, sheet)
                return sheet.text.replacing("30d", with: "29d")
            }
            try same(backSheetDiffView, opened.compareSheet(text: #require(revised.first)))
            try same(backOpeningView, opened.opening())
            try same(backSettingsView, opened.settings())
            try same(backDoneView, opened.reportSkin(seen: ["scabs"]))
        }
    }
}

/// A type's way into the core and back.
private struct RoundTrip: Sendable, CustomTestStringConvertible {
    let type: String
    /// An enum's.
    let cases: Set<String>
    /// What did not come back as it went.
    let changed: @Sendable () throws -> [String]

    init<Value: Drawn>(_ back: @escaping @Sendable (Value) throws -> Value) {
        self.init(back, cases: []) {
            (0..<20).map { seed in
                var draw = Draw(seed: seed)
                return draw()
            }
        }
    }

    init<Value: Listed>(_ back: @escaping @Sendable (Value) throws -> Value) {
        self.init(back, cases: Set(Value.all.map { caseName(of: $0) })) { Value.all }
    }

    private init<Value: Equatable>(
        _ back: @escaping @Sendable (Value) throws -> Value,
        cases: Set<String>,
        values: @escaping @Sendable () -> [Value]
    ) {
        type = "\(Value.self)"
        self.cases = cases
        changed = {
            try values().filter { try back($0) != $0 }.map { "\($0)" }
        }
    }

    var testDescription: String { type }
}

/// Which types there are, read from the generated code.
private struct Generated {
    var records: Set<String> = []
    var enums: [String: Set<String>] = [:]
    var errors: [String: Set<String>] = [:]

    init() throws {
        let text = try Files.generated()
        records = Set(text.matches(of: /(?m)^public struct (\w+)/).map { String($0.1) }.filter { !$0.hasPrefix("Ffi") })
        for found in text.matches(of: /(?ms)^public\s+enum (\w+): ([^{]*)\{(.*?)^}/) {
            let cases = Set(found.3.matches(of: /(?m)^    case `?(\w+)/).map { String($0.1) })
            if found.2.contains("Error") {
                errors[String(found.1)] = cases
            } else {
                enums[String(found.1)] = cases
            }
        }
    }
}

/// The case's name, without what it carries.
private func caseName(of value: some Any) -> String {
    String("\(value)".prefix { $0 != "(" })
}
