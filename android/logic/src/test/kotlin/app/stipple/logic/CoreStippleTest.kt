/** The facade on the real core, on a plain JVM. Not for: what the core says in every case (its own tests). */
package app.stipple.logic

import app.stipple.core.StippleException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors

/** Secrets in memory. */
class MemorySecrets : Secrets {
    val kept = ConcurrentHashMap<String, ByteArray>()
    override fun get(name: String): ByteArray? = kept[name]
    override fun add(name: String, secret: ByteArray) {
        kept.putIfAbsent(name, secret)
    }
    override fun delete(name: String) {
        kept.remove(name)
    }
    override fun forgetAll() = kept.clear()
}

class CoreStippleTest {
    @get:Rule
    val folder = TemporaryFolder()
    private var now = Instant.parse("2026-05-01T16:30:00Z")
    private val threads = mutableSetOf<Thread>()
    private val executor = Executors.newSingleThreadExecutor { work -> Thread(work).also { threads += it } }
    private val host by lazy { StippleHost(::device, executor.asCoroutineDispatcher()) }

    private fun device() = Device(
        folder = File(folder.root, "data").path,
        zone = ZoneId.of("Europe/London"),
        locales = listOf("en-GB"),
        hours24 = true,
        secrets = MemorySecrets(),
        now = { now },
    )

    @After
    fun close() {
        (host.opening.value as? Opening.Open)?.let { (it.stipple as CoreStipple).close() }
        executor.shutdown()
    }

    @Test
    fun `a course in this app's own records`() = runBlocking {
        val stipple = host.stipple()
        assertFalse(stipple.hasCourse())
        val sheet = stipple.builtInSheets().single { it.studio == "Scalp Envy" }
        assertEquals(sheet.title, stipple.showSheet(sheet.text).title)
        stipple.startCourse(sheet.text)
        assertEquals(1, stipple.logSession(SessionLog(notes = SessionNotes(pigment = "tone 4", shade = Shade.LIGHTER))).session)
        now = Instant.parse("2026-05-05T08:00:00Z")
        val today = stipple.today()
        // Without the marks that keep right-to-left text apart.
        assertEquals("Day 4 after session 1 of 3", today.headline.filter { it.code < 0x2000 })
        assertEquals(listOf(Verdict.NO, Verdict.YES_IF), today.sections.map { it.verdict }.take(2))
        assertEquals(Instant.parse("2026-05-06T23:00:00Z"), today.sections[0].rows[0].deadline)
        assertEquals(Verdict.NO, stipple.can("swim").verdict)
        assertEquals(LocalDate.of(2026, 5, 15), today.nextSession?.earliest)
        assertTrue(stipple.course().bars.any { it.activity.id == "swim" })
        assertTrue(stipple.reminders(5).all { it.at > now })
        stipple.movedTo(ZoneId.of("Asia/Tokyo"), listOf("en-US"))
        assertEquals("Day 4 after session 1 of 3", stipple.today().headline.filter { it.code < 0x2000 })
    }

    @Test
    fun `nothing runs on the thread that asks`() {
        runBlocking { host.stipple().hasCourse() }
        assertEquals(1, threads.size)
        assertFalse(Thread.currentThread() in threads)
    }

    @Test
    fun `a refusal says what would be right`() {
        val failure = assertThrows(StippleFailure::class.java) { runBlocking { host.stipple().today() } }
        assertTrue("${failure.problem}", failure.problem is Problem.NoCourse && failure.problem.told.isNotBlank())
        val sheet = assertThrows(StippleFailure::class.java) { runBlocking { host.stipple().showSheet("format = 1\n[sheet]\n") } }
        assertTrue("${sheet.problem}", sheet.problem is Problem.FileRefused)
    }

    @Test
    fun `every error of the core's has a kind here`() {
        val kinds = StippleException::class.java.declaredClasses.filter { StippleException::class.java.isAssignableFrom(it) }
        assertTrue(kinds.size >= 20)
        for (kind in kinds) {
            val arguments = kind.declaredConstructors[0].parameterTypes.map { if (it == String::class.java) "told" else listOf("close") }
            val error = kind.declaredConstructors[0].newInstance(*arguments.toTypedArray()) as StippleException
            assertEquals(kind.simpleName, "told", error.mapped().told)
        }
    }

    @Test
    fun `an account in this app's own records`() = runBlocking {
        val stipple = host.stipple()
        assertEquals(AccountState.NONE, stipple.account().state)
        val code = stipple.createAccount("http://127.0.0.1:9", "phone")
        assertEquals(code.qr.size * code.qr.size, code.qr.modules.size)
        assertFalse(code.code in "$code")
        assertEquals(code, stipple.recoveryCode())
        val synced = stipple.sync(metered = false)
        assertEquals(listOf(AccountState.WAITING, false, false), synced.run { listOf(account.state, refused, arrived) })
        assertTrue("${synced.lines}", synced.lines.isNotEmpty())
        val offline = assertThrows(StippleFailure::class.java) { runBlocking { stipple.devices() } }
        assertTrue("${offline.problem}", offline.problem is Problem.Offline || offline.problem is Problem.BadInput)
        assertEquals("http://127.0.0.1:9", stipple.confirmCode().server)
        assertEquals(AccountState.NONE, stipple.leaveAccount(forAll = false).state)
        val none = assertThrows(StippleFailure::class.java) { runBlocking { stipple.changeCode() } }
        assertTrue("${none.problem}", none.problem is Problem.NoAccount)
        val bad = assertThrows(StippleFailure::class.java) { runBlocking { stipple.joinAccount("hello", null, "phone") } }
        assertTrue("${bad.problem}", bad.problem is Problem.BadInput)
    }

    @Test
    fun `a course has a consultation notes readiness and an end`() = runBlocking {
        val stipple = host.stipple()
        stipple.startCourse(stipple.builtInSheets()[0].text)
        stipple.logSession(SessionLog())
        stipple.logConsultation(Instant.parse("2026-04-20T09:00:00Z"), "by video")
        stipple.noteSession(1, SessionNotes(technician = "Ada", shade = Shade.DARKER))
        stipple.noteSession(1, SessionNotes(text = "calm"))
        val nothing = assertThrows(StippleFailure::class.java) { runBlocking { stipple.noteSession(1, SessionNotes()) } }
        assertTrue("${nothing.problem}", nothing.problem is Problem.BadInput)
        stipple.planSession(Instant.parse("2026-05-16T09:00:00Z"), isFinal = false, touchUp = false)
        stipple.moveSession(2, Instant.parse("2026-05-17T09:00:00Z"))
        val course = stipple.course()
        assertTrue("${course.consultation}", "by video" in course.consultation.orEmpty())
        val notes = course.sessions[0].lines.joinToString()
        assertTrue(notes, listOf("Ada", "Darker than last time", "calm").all { it in notes })
        assertEquals(Instant.parse("2026-05-17T09:00:00Z"), course.sessions[1].starts)
        val ready = checkNotNull(course.ready)
        assertTrue("$ready", "17 May" in ready.title && ready.stops.isNotEmpty() && ready.stops.all { it.text.isNotBlank() })
        assertFalse(course.complete)
        stipple.finishCourse()
        assertTrue(stipple.course().complete)
        val over = assertThrows(StippleFailure::class.java) {
            runBlocking { stipple.planSession(Instant.parse("2026-06-16T09:00:00Z"), isFinal = true, touchUp = false) }
        }
        assertTrue("${over.problem}", over.problem is Problem.CourseInTheWay)
        stipple.planSession(Instant.parse("2028-06-16T09:00:00Z"), isFinal = false, touchUp = true)
        assertTrue(stipple.course().sessions.last().touchUp)
        stipple.reopenCourse()
        assertFalse(stipple.course().complete)
    }

    @Test
    fun `photos over time want more than one`() = runBlocking {
        val stipple = host.stipple()
        stipple.startCourse(stipple.builtInSheets()[0].text)
        val file = File(folder.root, "made.gif").path
        for (make in listOf<suspend () -> Any>({ stipple.lapse("crown", file) }, { stipple.trend("crown", TrendOf.DOTS, "$file.png") })) {
            val few = assertThrows(StippleFailure::class.java) { runBlocking { make() } }
            assertTrue("${few.problem}", few.problem is Problem.CannotCompare && few.problem.told.isNotBlank())
        }
        assertFalse(File(file).exists())
    }

    @Test
    fun `everything is gone and the app begins anew`() = runBlocking {
        val stipple = host.stipple()
        stipple.startCourse(stipple.builtInSheets()[0].text)
        assertTrue(File(folder.root, "data").list()!!.isNotEmpty())
        var also = false
        host.deleteEverything { also = true }
        assertTrue(also)
        assertFalse(host.stipple().hasCourse())
        assertThrows(CancellationException::class.java) { runBlocking(Dispatchers.Default) { stipple.hasCourse() } }
        Unit
    }
}
