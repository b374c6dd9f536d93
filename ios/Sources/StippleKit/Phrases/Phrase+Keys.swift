// Every phrase there is. ios/checks/strings.py reads this file: each key has to be in the catalog, and the other way round.
// Not for: putting sentences together.
extension Phrase {
    // Screens.
    public static let screenToday = Phrase("screen-today")
    public static let screenCan = Phrase("screen-can")
    public static let screenCourse = Phrase("screen-course")
    public static let screenPhotos = Phrase("screen-photos")
    public static let screenSkin = Phrase("screen-skin")
    public static let screenSheet = Phrase("screen-sheet")
    public static let screenReminders = Phrase("screen-reminders")
    public static let screenSettings = Phrase("screen-settings")
    public static let screenAccount = Phrase("shell-account")

    // The board.
    public static let boardYes = Phrase("verdict-yes")
    public static let boardYesIf = Phrase("verdict-yes-if")
    public static let boardAsk = Phrase("verdict-ask")
    public static let boardNo = Phrase("verdict-no")
    public static let boardToday = Phrase("board-today")
    public static let boardNext = Phrase("board-next")
    public static let boardExpect = Phrase("board-expect")
    public static let boardSigns = Phrase("board-signs")
    public static let boardNoDuties = Phrase("board-no-duties")
    public static let tookPlace = Phrase("unconfirmed-took-place")
    public static let didNotTakePlace = Phrase("unconfirmed-did-not")
    public static let wasMoved = Phrase("unconfirmed-moved")
    public static let photoDue = Phrase("shell-photo-due")
    public static let countdownNow = Phrase("countdown-now")
    static func countdown(_ length: String) -> Phrase { Phrase("countdown-in", length) }
    static func spokenRow(_ activity: String, _ verdict: String, _ detail: String) -> Phrase {
        Phrase("spoken-row", activity, verdict, detail)
    }
    static func spokenRowPlain(_ activity: String, _ verdict: String) -> Phrase {
        Phrase("spoken-row-plain", activity, verdict)
    }
    public static func reasonSource(_ source: String) -> Phrase { Phrase("answer-source", source) }
    public static func reasonQuote(_ quote: String) -> Phrase { Phrase("answer-quote", quote) }
    public static func reasonInferred(_ why: String) -> Phrase { Phrase("answer-inferred", why) }

    // Can I …?
    public static func nothingCalled(_ text: String) -> Phrase { Phrase("answer-search-none", text) }
    public static let askAboutDay = Phrase("shell-ask-about-day")
    public static let plannerTitle = Phrase("planner-title")
    public static let plannerDates = Phrase("shell-planner-dates")
    public static let plannerFirst = Phrase("shell-first-day")
    public static let plannerLast = Phrase("shell-last-day")
    public static let plannerAsk = Phrase("shell-planner-ask")

    // The course.
    public static let courseNone = Phrase("course-none")
    public static let timeline = Phrase("course-timeline")
    public static let consultation = Phrase("course-consultation")
    public static let courseStart = Phrase("shell-course-start")
    public static let courseFinish = Phrase("shell-course-finish")
    public static let courseReopen = Phrase("shell-course-reopen")
    public static let logSession = Phrase("shell-session-log")
    public static let logNow = Phrase("shell-session-log-now")
    public static let planSession = Phrase("shell-session-plan")
    public static let moveSession = Phrase("shell-session-move")
    public static let markFinal = Phrase("shell-session-mark-final")
    public static let unmarkFinal = Phrase("shell-session-unmark-final")
    public static let wasFinal = Phrase("shell-session-was-final")
    public static let isFinal = Phrase("shell-session-is-final")
    public static let wasTouchUp = Phrase("shell-session-was-touch-up")
    public static let sessionEnded = Phrase("shell-session-ended")
    public static let sessionStarts = Phrase("shell-session-starts")
    public static let sessionFinal = Phrase("session-final")
    public static let sessionTouchUp = Phrase("session-name-touch-up")
    public static func session(_ number: Int) -> Phrase { Phrase("session-name", String(number)) }
    public static let replaceYes = Phrase("replace-yes")
    public static let replaceNo = Phrase("replace-no")
    public static let notes = Phrase("session-note")
    public static let notePigment = Phrase("session-note-pigment")
    public static let noteTechnician = Phrase("session-note-technician")
    public static let noteShade = Phrase("session-note-shade")
    public static let noteLighter = Phrase("session-note-lighter")
    public static let noteDarker = Phrase("session-note-darker")
    public static let noteSame = Phrase("session-note-same")
    public static let readyStops = Phrase("ready-stops")
    public static let readyBring = Phrase("ready-bring")
    public static let readyAgenda = Phrase("ready-agenda")

    // Skin check.
    public static let record = Phrase("shell-record")
    public static let skinQuestion = Phrase("skin-question")
    public static let skinSeen = Phrase("skin-seen")
    public static let skinGone = Phrase("skin-gone")
    public static let skinUnsaid = Phrase("skin-unsaid")

    // Photos.
    static let angleFront = Phrase("angle-front")
    static let angleLeft = Phrase("angle-left")
    static let angleRight = Phrase("angle-right")
    static let angleCrown = Phrase("angle-crown")
    static let angleBack = Phrase("angle-back")
    public static let pairs = Phrase("pairs-title")
    public static let camera = Phrase("shell-camera")
    public static let shoot = Phrase("shell-shoot")
    public static let ghost = Phrase("shell-ghost")
    public static let holdLevel = Phrase("shell-hold-level")
    public static let isLevel = Phrase("shell-is-level")
    public static let choosePhotos = Phrase("shell-choose-photos")
    public static let angle = Phrase("shell-angle")
    public static let bin = Phrase("shell-bin")
    public static let lapse = Phrase("shell-lapse")
    public static let compare = Phrase("shell-compare")
    public static let compareSlider = Phrase("shell-compare-slider")
    public static let trend = Phrase("shell-trend")
    public static let trendRedness = Phrase("shell-trend-redness")
    public static let trendDots = Phrase("shell-trend-dots")
    public static let restore = Phrase("shell-restore")
    public static func photosChosen(_ count: Int) -> Phrase { Phrase("shell-photos-added", count: count) }

    // The sheet.
    public static func sheetRevision(_ revision: Int) -> Phrase { Phrase("sheet-revision", String(revision)) }
    public static func sheetInferred(_ count: Int) -> Phrase { Phrase("sheet-inferred-count", count: count) }
    public static let sheetKeep = Phrase("diff-accept")
    public static let sheetImport = Phrase("shell-sheet-import")
    public static let sheetScan = Phrase("shell-sheet-scan")
    public static let sheetAccept = Phrase("shell-sheet-accept")

    // Reminders.
    static func reminders(_ count: Int) -> Phrase { Phrase("reminders-count", count: count) }
    static let remindersNone = Phrase("reminders-none")
    public static let quietHours = Phrase("shell-quiet")
    public static let quietFrom = Phrase("shell-quiet-from")
    public static let quietUntil = Phrase("shell-quiet-until")
    public static let discreet = Phrase("reminders-discreet")
    public static let discreetNote = Phrase("reminders-discreet-note")
    public static let remindersPermission = Phrase("reminders-permission")
    public static let remindersAllow = Phrase("shell-reminders-allow")
    public static let remindersTurnOn = Phrase("shell-reminders-turn-on")
    public static let remindersRefused = Phrase("shell-reminders-refused")
    public static let sendTest = Phrase("shell-send-test")
    static let testTitle = Phrase("reminder-test.title")
    static let testBody = Phrase("reminder-test.body")
    static let testTitleDiscreet = Phrase("reminder-test-discreet.title")
    static let testBodyDiscreet = Phrase("reminder-test-discreet.body")

    // Settings.
    public static let lock = Phrase("settings-lock")
    public static let lockNote = Phrase("settings-lock-note")
    public static let icon = Phrase("shell-icon")
    public static let iconNote = Phrase("shell-icon-note")
    public static let language = Phrase("settings-language")
    public static func zoneNote(_ zone: String) -> Phrase { Phrase("settings-zone-note", zone) }
    public static let export = Phrase("settings-export")
    public static let exportNote = Phrase("settings-export-note")
    public static let exportWithPhotos = Phrase("shell-export-photos")
    public static let photoKey = Phrase("shell-photo-key")
    public static let choosePhotoKey = Phrase("shell-choose-photo-key")
    public static let importExport = Phrase("settings-import")
    public static let calendar = Phrase("settings-calendar")
    public static let report = Phrase("settings-report")
    public static let reportWithPhotos = Phrase("shell-report-photos")
    public static let deleteAll = Phrase("settings-delete")
    public static let privacy = Phrase("settings-private")
    public static let notMedical = Phrase("about-not-medical")
    public static let unsure = Phrase("about-unsure")
    public static func deleteQuestion(_ what: String) -> Phrase { Phrase("delete-question", what) }
    public static let deleteUndoNote = Phrase("delete-undo-note")
    public static let deleteAllQuestion = Phrase("delete-all-question")
    public static let deleteAllNote = Phrase("delete-all-note")
    public static let deletedAll = Phrase("done-deleted-all")

    // The account.
    public static let accountServer = Phrase("shell-account-server")
    public static let accountServerExample = Phrase("shell-account-server-example")
    public static let accountDevice = Phrase("shell-account-device")
    public static let accountInvitation = Phrase("shell-account-invitation")
    public static let accountServerNote = Phrase("shell-account-server-note")
    public static let accountCreate = Phrase("shell-account-create")
    public static let accountCreateNote = Phrase("shell-account-create-note")
    public static let accountCode = Phrase("shell-account-code")
    public static let accountCodeHint = Phrase("shell-account-code-hint")
    public static let accountScan = Phrase("shell-account-scan")
    public static let accountJoin = Phrase("shell-account-join")
    public static let accountJoinNote = Phrase("shell-account-join-note")
    public static let syncNow = Phrase("shell-sync-now")
    public static let syncNote = Phrase("shell-sync-note")
    public static let codeShow = Phrase("shell-code-show")
    public static let codeHave = Phrase("shell-code-have")
    public static let codeChange = Phrase("shell-code-change")
    public static let codeChangeQuestion = Phrase("shell-code-change-question")
    public static let codeChangeNote = Phrase("shell-code-change-note")
    public static let codeQr = Phrase("shell-code-qr")
    public static let devices = Phrase("shell-devices")
    public static let deviceRevoke = Phrase("shell-device-revoke")
    public static func deviceRevokeQuestion(_ device: String) -> Phrase {
        Phrase("shell-device-revoke-question", device)
    }
    public static let deviceRevokeNote = Phrase("shell-device-revoke-note")
    public static let accountLeave = Phrase("shell-account-leave")
    public static let accountLeaveQuestion = Phrase("shell-account-leave-question")
    public static let accountLeaveNote = Phrase("shell-account-leave-note")
    public static let accountDelete = Phrase("shell-account-delete")
    public static let accountDeleteQuestion = Phrase("shell-account-delete-question")
    public static let accountDeleteNote = Phrase("shell-account-delete-note")

    // Everywhere.
    public static let unlock = Phrase("shell-unlock")
    public static let unlockReason = Phrase("shell-unlock-reason")
    public static let undo = Phrase("shell-undo")
    public static let redo = Phrase("shell-redo")
    public static let cancel = Phrase("shell-cancel")
    public static let save = Phrase("shell-save")
    public static let delete = Phrase("shell-delete")
    public static let share = Phrase("shell-share")
    public static let stop = Phrase("shell-stop")
    public static let done = Phrase("shell-done")
    public static let tryAgain = Phrase("shell-try-again")
    static let errorUnexpected = Phrase("error-unexpected")

    // What the device's part of the app could not do.
    public static let cameraRefused = Phrase("shell-camera-refused")
    public static let cameraFailed = Phrase("shell-camera-failed")
    public static let iconNotChanged = Phrase("shell-icon-not-changed")
    public static let fileNotTaken = Phrase("shell-file-not-taken")
    public static let codeNotRead = Phrase("shell-code-not-read")
}
