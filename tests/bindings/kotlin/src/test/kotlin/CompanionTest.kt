/**
 * The whole of the companion can be called: a course from its start to its end, through every method there is.
 *
 * Not for: what each of them says in every case (the core's own tests).
 */

import app.stipple.bindings.*
import app.stipple.core.*
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.lang.reflect.Proxy
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import kotlin.io.path.readText
import kotlin.reflect.full.declaredMemberFunctions

/** For tests and benchmarks alone (bindings/src/testing.rs), and what AccountTest and SheetsTest call. */
private val NOT_OF_A_COURSE = setOf(
    "panicNow", "emptyCall",
    "account", "createAccount", "joinAccount", "recoveryCode", "confirmCode", "changeCode", "leaveAccount",
    "sync", "devices", "revokeDevice", "readSheetCode", "fetchSheet", "lookAtSheet", "acceptOffer", "qr",
)

/** Stipple, and which of its methods were called. */
private class Counting(private val opened: StippleInterface) {
    val called = mutableSetOf<String>()

    val stipple: StippleInterface = StippleInterface::class.java.let { all ->
        all.cast(
            Proxy.newProxyInstance(all.classLoader, arrayOf(all)) { _, method, given ->
                called += method.name.substringBefore('-') // What takes an unsigned number has a hash in its name.
                method.invoke(opened, *given.orEmpty())
            },
        )
    }
}

class CompanionTest : AtADesk() {
    private val counting by lazy { Counting(desk.open()) }
    private val opened get() = counting.stipple

    @Test
    fun `a course through every method`() {
        beforeTheCourse()
        sessions()
        asking()
        changingAndTakingBack()
        sheets()
        waysOut()
        photos()
        theEnd()
        val methods = StippleInterface::class.declaredMemberFunctions.map { it.name }.toSet()
        assertEquals(NOT_OF_A_COURSE.intersect(methods), methods - counting.called)
    }

    private fun beforeTheCourse() {
        assertEquals(OpeningView(migratedFrom = null, setAside = null), opened.opening())
        assertFalse(opened.hasCourse())
        val sheet = opened.builtInSheets().single { it.name.id == "scalp-envy" }
        assertEquals(sheet.name, opened.showSheet(sheet.text).name)
        assertEquals(listOf(DAY_4, LONDON, "en"), listOf(opened.now(), opened.zone(), opened.language()))
        assertTrue(opened.deviceRecipient().startsWith("age1"))
    }

    private fun sessions() {
        opened.startCourse(
            StartCourse(sheet = opened.scalpEnvy(), sessions = 3u, attributes = listOf("long-hair")),
        )
        opened.logConsultation(SESSION_1 - Duration.ofDays(10), "by video")
        val notes = SessionNotes(pigment = "tone 4", shade = Shade.LIGHTER)
        assertEquals(1u, opened.logSession(LogSession(ended = SESSION_1, notes = notes)).session)
        val planned = opened.planSession(PlanSession(starts = Instant.parse("2026-05-10T09:00:00Z")))
        assertEquals(2u, planned.session)
        assertTrue("earlier than your sheet's 14 days" in planned.warnings[0], planned.warnings[0])
        val moved = opened.moveSession(2u, Instant.parse("2026-05-16T09:00:00Z"))
        assertEquals(emptyList<String>(), moved.warnings)
        opened.noteSession(1u, SessionNotes(text = "calm"))
        opened.markFinal(2u, true)
        val course = opened.course()
        assertEquals(listOf(false, true), course.sessions.map { it.isFinal })
        assertEquals(
            listOf("Pigment: tone 4", "Shade: Lighter than last time", "Notes: calm"),
            course.sessions[0].lines,
        )
    }

    private fun asking() {
        assertEquals("Day 4 after session 1 of 2", opened.today().headline)
        assertEquals(Verdict.NO, opened.can("swim").verdict)
        assertEquals(Instant.parse("2026-05-06T23:00:00Z"), opened.whenAllowed("shave").clear)
        assertFalse(opened.clear(listOf("swim"), LocalDate.of(2026, 6, 1), LocalDate.of(2026, 6, 3)).clear)
        assertEquals("swim", opened.search("swim")[0].id)
        assertEquals(2u, opened.ready().session)
        assertEquals("scalp-envy", opened.sheet().name.id)
    }

    private fun changingAndTakingBack() {
        assertTrue(
            "this unlocked" in opened.reportSkin(listOf("scabs")).lines[0].lowercase() ||
                opened.reportSkin(emptyList(), gone = listOf("scabs")).lines.isNotEmpty(),
        )
        assertEquals("scabs", opened.skin().states[0].id)
        assertEquals(DAY_4, opened.skin().last?.at)
        assertEquals("Day 4 after session 1 of 2", opened.toldAt(DAY_4)?.headline)
        val reminders = opened.reminders(5u)
        assertEquals(5, reminders.size)
        assertTrue(reminders.all { it.at > DAY_4 })
        val quiet = QuietHours(from = LocalTime.of(21, 0), until = LocalTime.of(9, 0))
        opened.changeSettings(quiet = quiet, discreet = false)
        assertEquals(LocalTime.of(9, 0), opened.settings().quiet?.until)
        assertTrue(opened.undo().lines.isNotEmpty())
        assertTrue(opened.redo().lines.isNotEmpty())
        opened.changeCourse(attributes = emptyList(), sessions = 2u)
    }

    private fun sheets() {
        val revised = opened.scalpEnvy().replaceFirst("revision = 1", "revision = 2")
        assertEquals("scalp-envy 1 → scalp-envy 2", opened.compareSheet(revised).beside)
        opened.acceptSheet(revised)
        assertEquals(2u, opened.sheet().name.revision)
    }

    private fun waysOut() {
        val calendar = desk.folder.resolve("course.ics")
        opened.calendar(calendar.toString())
        assertTrue(calendar.readText().startsWith("BEGIN:VCALENDAR\r\n"))
        val archive = desk.folder.resolve("archive.json").toString()
        opened.exportArchive(archive)
        val phone = another("phone").open()
        phone.importArchive(archive).use { runBlocking { it.outcome() } }
        assertEquals(opened.course(), phone.course())
        opened.importArchive(archive).close()
    }

    private fun photos() {
        val crown = listOf(2, 4).map { PHOTOS.resolve("crown-day-$it.jpg").toString() }
        val adding = opened.addPhotos(AddPhotos(paths = crown, angle = "crown", tags = listOf("redness")))
        val (first, second) = adding.use { task -> runBlocking { task.outcome() }.files.map { checkNotNull(it.id) } }
        assertEquals(listOf(listOf("redness"), listOf("redness")), opened.photos().photos.map { it.tags })
        assertEquals(listOf("Photo changed."), opened.changePhoto(first, tags = emptyList()).lines)
        assertTrue(opened.removePhoto(second).lines.isNotEmpty())
        assertTrue(opened.restorePhoto(second).lines.isNotEmpty())
        assertEquals(0u, opened.emptyBin())
        assertTrue(opened.photosDue().shots.isNotEmpty())
        assertEquals(1, opened.photoPairs().size)
        fun out(name: String) = desk.folder.resolve(name).toString()
        assertTrue(opened.writePhoto(first, PhotoFile.GRID, out("grid.jpg")).lines.isNotEmpty())
        opened.writeIdentity(out("identity.txt"))
        assertTrue("AGE-SECRET-KEY-1" in desk.folder.resolve("identity.txt").readText())
        assertEquals(listOf("side.png written."), opened.comparePhotos(first, second, out("side.png")).lines)
        assertEquals(out("slider.gif"), opened.slider(first, second, out("slider.gif")).file)
        assertEquals(90u, opened.ghost("crown", 90u, 120u, out("ghost.png")).width)
        opened.trend("crown").use { task -> assertEquals(2, runBlocking { task.outcome() }.points.size) }
        opened.lapse("crown", out("lapse.gif")).use { task -> assertTrue(runBlocking { task.outcome() }.lines.isNotEmpty()) }
        opened.scrubPhotos().use { task -> assertEquals(2u, runBlocking { task.outcome() }.lookedAt) }
        opened.report(out("report.html"), listOf(first)).use { task ->
            assertTrue(runBlocking { task.outcome() }.lines[0].startsWith("report.html written."))
        }
        assertEquals(2, desk.folder.resolve("report.html").readText().split("data:image/jpeg").size)
        val bundle = out("all.zip")
        opened.exportBundle(bundle, PhotosAs.SEALED).use { task -> assertTrue(runBlocking { task.outcome() }.lines.isNotEmpty()) }
        opened.importBundle(bundle).use { task -> assertTrue(runBlocking { task.outcome() }.lines.isNotEmpty()) }
    }

    private fun theEnd() {
        opened.finishCourse()
        opened.reopenCourse()
        opened.removeSession(2u)
        opened.movedTo(ZoneId.of("Asia/Tokyo"), listOf("en-US"))
        assertEquals("Asia/Tokyo", opened.today().zone)
    }
}
