/** Records to draw: what the core says of the seed's sheet on day 4. Not for: what it says in every case. */
package app.stipple.ui

import app.stipple.logic.Access
import app.stipple.logic.Account
import app.stipple.logic.AccountDevice
import app.stipple.logic.AccountDraft
import app.stipple.logic.AccountScreen
import app.stipple.logic.AccountState
import app.stipple.logic.Activity
import app.stipple.logic.Angle
import app.stipple.logic.Answer
import app.stipple.logic.AskScreen
import app.stipple.logic.Bar
import app.stipple.logic.BuiltInSheet
import app.stipple.logic.CameraScreen
import app.stipple.logic.Course
import app.stipple.logic.CourseScreen
import app.stipple.logic.Lens
import app.stipple.logic.Lines
import app.stipple.logic.Made
import app.stipple.logic.NextSession
import app.stipple.logic.OfferedSheet
import app.stipple.logic.Photo
import app.stipple.logic.PhotoPair
import app.stipple.logic.Photos
import app.stipple.logic.PhotosScreen
import app.stipple.logic.Problem
import app.stipple.logic.Progress
import app.stipple.logic.Qr
import app.stipple.logic.Ready
import app.stipple.logic.ReadyItem
import app.stipple.logic.Reasons
import app.stipple.logic.RecoveryCode
import app.stipple.logic.Reminder
import app.stipple.logic.RemindersScreen
import app.stipple.logic.Row
import app.stipple.logic.ScanScreen
import app.stipple.logic.Section
import app.stipple.logic.Seen
import app.stipple.logic.Segment
import app.stipple.logic.Series
import app.stipple.logic.SeriesScreen
import app.stipple.logic.Session
import app.stipple.logic.SessionDraft
import app.stipple.logic.SessionNotes
import app.stipple.logic.SettingsScreen
import app.stipple.logic.Shade
import app.stipple.logic.Sheet
import app.stipple.logic.SheetChanges
import app.stipple.logic.SheetOffer
import app.stipple.logic.SheetPart
import app.stipple.logic.SheetScreen
import app.stipple.logic.SheetStatement
import app.stipple.logic.Side
import app.stipple.logic.Sign
import app.stipple.logic.Skin
import app.stipple.logic.SkinScreen
import app.stipple.logic.SkinState
import app.stipple.logic.Sought
import app.stipple.logic.Statement
import app.stipple.logic.Tilt
import app.stipple.logic.TimeLapse
import app.stipple.logic.Today
import app.stipple.logic.TodayScreen
import app.stipple.logic.Trend
import app.stipple.logic.TrendPoint
import app.stipple.logic.Verdict
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime

object Samples {
    val now: Instant = Instant.parse("2026-05-05T08:00:00Z")
    private fun activities(vararg labels: String) = labels.map { Activity(it.replace(' ', '-'), it) }
    private fun row(line: String, deadline: String?, vararg labels: String) =
        Row(activities(*labels), listOf(line), deadline?.let(Instant::parse))

    val today = TodayScreen(
        hasCourse = true,
        today = Today(
            headline = "Day 4 after session 1 of 3",
            beside = "Scalp Envy · Tue 5 May, 09:00",
            sections = listOf(
                Section(
                    Verdict.NO, "Not yet",
                    listOf(
                        row("from Thu 7 May", "2026-05-06T23:00:00Z", "wash", "shave", "get it wet", "light sweat", "foil shaver"),
                        row("from Mon 11 May", "2026-05-10T23:00:00Z", "heavy sweat", "exercise", "gym"),
                        row("30 days after the final session", null, "swim", "sauna", "steam room"),
                    ),
                ),
                Section(Verdict.YES_IF, "Yes, if", listOf(row("SPF 30 or higher", null, "sun"))),
                Section(Verdict.YES, "Yes", listOf(Row(activities("work", "wear a loose hat")))),
                Section(Verdict.ASK, "Ask your studio", listOf(Row(activities("soap")))),
            ),
            duties = listOf(Statement("Sun cream, SPF 30 or higher, whenever outdoors")),
            expect = listOf(Statement("Slight redness")),
            signs = listOf(Sign("Pus: Call your studio.")),
            next = listOf("Thu 7 May: you may wash, shave · photo of day 6", "session 2: 15 to 22 May, not planned yet"),
            nextSession = NextSession("session 2: 15 to 22 May, not planned yet"),
            sessionsLogged = true,
        ),
    )
    val noCourse = TodayScreen(hasCourse = false)
    val refused = today.copy(problem = Problem.Busy("Another program holds the data. Try again in a moment."))
    val answer = Answer(
        Activity("swim", "swim"), Verdict.NO, "swim: not yet",
        lines = listOf("Which session is the last is not settled yet, so this may still change.", "Counted from the end of the final session."),
        reasonLines = listOf(
            "In the studio’s words: “You must not swim, use a sauna or steam room for 30 days after your final treatment.”",
            "Where: SMP Process, after Session 3",
        ),
        deadline = now + Duration.ofDays(27),
    )
    val asked = AskScreen(
        text = "swim", day = LocalDate.of(2026, 5, 20), chosen = answer.activity, answer = answer,
        fromWhen = listOf("swim: no moment is known yet."),
    )
    val searching = AskScreen(text = "s", found = activities("swim", "sauna", "shave", "shower", "soap"))
    private fun bar(label: String, vararg days: kotlin.Pair<Int, Verdict>) =
        Bar(Activity(label, label), days.map { (day, verdict) -> Segment(Instant.parse("2026-05-01T16:30:00Z") + Duration.ofDays(day.toLong()), verdict) })
    val course = CourseScreen(
        now = now,
        course = Course(
            headline = "Day 4 after session 1 of 3",
            sessions = listOf(
                Session(
                    1, "Session 1 of 3 · done, ended Fri 1 May, 17:30", now,
                    lines = listOf("Pigment: tone 4", "Shade: Lighter than last time"), done = true,
                ),
                Session(
                    2, "Session 2 of 3 · planned for Sat 16 May, 10:00", now + Duration.ofDays(11),
                    lines = listOf("What happens: assess the healed result, more density"),
                ),
            ),
            nextSession = NextSession("session 2: Sat 16 May, 10:00"),
            touchUp = "The touch-up window begins with the final session.",
            lines = listOf("Scalp Envy: SMP aftercare, revision 1", "3 sessions are usual, 4 the most", "Which session is the last is not settled yet."),
            bars = listOf(
                bar("wash", 0 to Verdict.NO, 6 to Verdict.YES),
                bar("exercise", 0 to Verdict.NO, 10 to Verdict.YES),
                bar("sun", 0 to Verdict.YES_IF),
                bar("swim", 0 to Verdict.NO, 31 to Verdict.ASK, 45 to Verdict.YES),
            ),
        ),
    )
    val logging = course.copy(
        draft = SessionDraft(SessionDraft.Intent.LOG, LocalDate.of(2026, 5, 5), LocalTime.of(9, 0)),
        problem = Problem.BadInput("Tue 5 May, 10:00 is still to come: plan the session instead."),
    )
    private val readied = Session(2, "session 2: Fri 15 May, 10:00", Instant.parse("2026-05-15T09:00:00Z"), unconfirmed = true)
    val noting = course.copy(
        draft = SessionDraft(
            SessionDraft.Intent.NOTE, LocalDate.of(2026, 5, 1), LocalTime.of(13, 0), 1,
            SessionNotes(technician = "Ada", shade = Shade.LIGHTER),
        ),
    )
    val planning = course.copy(draft = SessionDraft(SessionDraft.Intent.PLAN, LocalDate.of(2028, 6, 1), LocalTime.of(10, 0), touchUp = true))
    val confirming = logging.copy(
        course = course.course!!.copy(sessions = listOf(readied)),
        draft = logging.draft!!.copy(number = 2),
        problem = null,
    )
    val consulting = course.copy(
        draft = SessionDraft(
            SessionDraft.Intent.CONSULT, LocalDate.of(2026, 4, 20), LocalTime.of(10, 0),
            notes = SessionNotes(text = "By video: two shades, soft hairline."),
        ),
    )
    val ready = Ready(
        title = "Ready for session 2, Fri 15 May, 10:00",
        items = listOf(ReadyItem("Shave: from Thu 14 May, 21:00", listOf("Or come with hair of 1 mm.")), ReadyItem("Drink alcohol: not from Thu 14 May")),
        lines = listOf("A photo of the healed result is wanted before it."),
        stops = listOf(Statement("sunburn", Reasons("If you have sunburn we cannot treat you.", "SMP Process, Before"))),
        agenda = listOf("Hairline and density are looked at."),
        bring = listOf("A loose hat"),
    )
    val pair = PhotoPair("a", "b", "Before and now")
    val lapse = SeriesScreen(
        side = Side("crown", "crown"),
        photos = listOf(
            "crown · Sun 3 May, 09:10 · session 1, day 2",
            "crown · Tue 5 May, 09:10 · session 1, day 4",
            "crown · Thu 7 May, 09:12 · session 1, day 6",
        ),
        made = Made.Lapse(
            "a",
            TimeLapse("stipple.gif written.", listOf("Left out, because it cannot be lined up: crown · Wed 6 May, 22:40 · session 1, day 5")),
        ),
    )
    val trend = SeriesScreen(
        side = Side("crown", "crown"), series = Series.REDNESS,
        made = Made.Chart(
            "b",
            Trend(
                "Redness, crown",
                listOf(
                    TrendPoint("Sun 3 May · session 1, day 2: 9.1 (give or take 0.8)", 0.85),
                    TrendPoint("Tue 5 May · session 1, day 4: not shown, because the light or the angle does not carry it.", null),
                    TrendPoint("Thu 7 May · session 1, day 6: 4.2 (give or take 0.6)", 0.9),
                ),
                "A line, not a verdict: light and angle change it too.",
            ),
        ),
    )
    val measuring = SeriesScreen(side = Side("crown", "crown"), series = Series.DOTS, working = true, progress = Progress(2, 5))
    val tooFew = SeriesScreen(side = Side("crown", "crown"), problem = Problem.CannotCompare("There are too few photos of this angle."))
    val photos = PhotosScreen(
        angle = Angle.CROWN,
        photos = Photos(
            photos = listOf(
                Photo(
                    "a", "crown", "crown", "crown · Tue 5 May, 09:10 · session 1, day 4",
                    listOf("Too dark (brightness 31 of 100, good from 40). Face a window."),
                ),
                Photo("b", "front", "front", "front · Sun 3 May, 09:10 · session 1, day 2"),
            ),
            bin = listOf(Photo("c", "left", "left", "left · Sat 2 May, 08:00 · session 1, day 1", listOf("In the bin until Thu 4 Jun"))),
            shots = listOf(
                Lines("Due", listOf("Before the first session: front, left, right, until Fri 1 May")),
                Lines("Later", listOf("Day 6 after session 1: from Thu 7 May")),
            ),
            pairs = listOf(pair),
        ),
    )
    val photoDue = today.copy(photosDue = listOf(Angle.FRONT, Angle.CROWN))
    val photosDue = photos.copy(photos = photos.photos!!.copy(due = Angle.entries))
    private val allowed = Lens(Access.ALLOWED, open = true)
    val camera = CameraScreen(angle = Angle.FRONT, lens = allowed, photos = photos.photos!!.photos, tilt = Tilt(1, -2))
    val firstPhoto = camera.copy(angle = Angle.LEFT, tilt = Tilt(-14, 0))
    val cameraUnasked = CameraScreen(photos = emptyList())
    val cameraRefused = CameraScreen(photos = emptyList(), lens = Lens(Access.REFUSED))
    val photoTaken = camera.copy(angle = Angle.CROWN, takenId = "a")
    val scanning = ScanScreen(Sought.SHEET, allowed)
    val stray = ScanScreen(Sought.DEVICE, allowed, stray = true)
    val skin = SkinScreen(
        Skin(
            // The last one is what only this studio's sheet looks for.
            states = listOf("scabs", "flaking", "weeping", "redness", "dry", "healed").map { SkinState(it, it) } + SkinState("itching", "Itching"),
            lines = listOf("Last skin check Mon 4 May, 08:00: scabs seen, weeping stopped"),
        ),
        mapOf("scabs" to Seen.GONE, "redness" to Seen.THERE),
    )
    private val sheetParts = listOf(
        SheetPart(
            "Rules",
            listOf(
                SheetStatement(
                    listOf("wash, shave, get it wet: no", "from the session’s end until day 5"),
                    Reasons("You must not wash, shave or get your head wet for 5 days.", "SMP Process, Session 1"),
                ),
                SheetStatement(listOf("clippers: no", "until day 5"), Reasons(inferred = "The page calls it shaving when it is done with clippers.")),
            ),
        ),
    )
    val sheet = SheetScreen(sheet = Sheet("SMP aftercare", "Scalp Envy", 1, 4, sheetParts))
    val offered = sheet.copy(
        offered = sheet.sheet!!.copy(revision = 2),
        looked = OfferedSheet(
            SheetOffer(""),
            origin = "Signed. The studio's key in words: zoo zone zero youth young you yellow year",
            otherKey = "SMP aftercare is signed by another key. Before: able about above. Now: zoo zone zero. Ask your studio before you accept it.",
            changes = SheetChanges(
                "What would change",
                "revision 1 to revision 2",
                null,
                listOf(Lines("Rules", listOf("wash: until day 6, before until day 5"))),
            ),
        ),
    )
    val choosing = SheetScreen(builtIn = listOf(BuiltInSheet("SMP aftercare", "Scalp Envy", 1, "")))
    val reminders = RemindersScreen(
        allowed = false,
        reminders = listOf(
            Reminder("1", Instant.parse("2026-05-06T08:00:00Z"), "Stipple: something to do today", "Open the app to see what."),
            Reminder("2", Instant.parse("2026-05-07T08:00:00Z"), "Stipple: something changed today", "Open the app to see what."),
        ),
    )
    val settings = SettingsScreen()
    val noAccount = AccountScreen(account = Account(AccountState.NONE, lines = listOf("This device is in no account: what you enter stays on it alone.")))
    val joining = noAccount.copy(
        draft = AccountDraft(AccountDraft.Intent.JOIN, server = "https://sync.example", code = "7ZZZ-ZZZZ", name = "phone"),
        problem = Problem.BadInput("This is no recovery code: a recovery code has 27 symbols, not 8: it was not read whole."),
    )
    val notInvited = AccountScreen(
        account = Account(
            AccountState.WAITING, "https://sync.example",
            lines = listOf("Waiting to reach https://sync.example for the first time.", "12 changes wait to be sent."),
        ),
        told = listOf("The server takes only those who were invited."),
    )
    val inAccount = AccountScreen(
        account = Account(
            AccountState.ACTIVE, "https://sync.example", askCode = true,
            lines = listOf(
                "Last in step 3 h ago.", "2 changes wait to be sent.",
                "Do you still have your recovery code at hand? Without it and without a device, nobody can bring your data back.",
            ),
        ),
        devices = listOf(AccountDevice("1", "phone", true, "this device"), AccountDevice("2", "tablet", false, "last seen on Mon 4 May")),
    )
    val syncing = inAccount.copy(account = inAccount.account!!.copy(askCode = false), devices = null, syncing = true, progress = Progress(3, 8))

    /** No code of anybody's: its modules are as many as in a real one. */
    private val qr = Qr(37, List(37 * 37) { it * it * 31 / 7 % 3 == 0 })
    val codeShown = inAccount.copy(
        code = RecoveryCode(
            "0000-0000-0000-0000-0000-0000-000", qr,
            listOf(
                "Write this code down and keep it apart from your devices. Whoever has it can read everything.",
                "Without the code and without a device, your data is lost. Nobody can send you another.",
            ),
        ),
    )
}
