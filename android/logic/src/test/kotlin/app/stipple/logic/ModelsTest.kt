/** The screens' models on fakes: what goes wrong, and what comes out of order. */
package app.stipple.logic

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId

@OptIn(ExperimentalCoroutinesApi::class)
class ModelsTest {
    private val drafts = MemoryDrafts()
    private val now = Instant.parse("2026-05-05T08:00:00Z")
    private val london = { ZoneId.of("Europe/London") }
    private val board = Today("Day 4", "beside")
    private fun refused(problem: Problem): Nothing = throw StippleFailure(problem)

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher()) { body() }
    private fun TestScope.hub(stipple: Stipple, changed: suspend () -> Unit = {}) = Hub(stipple, backgroundScope, drafts, changed)

    @Test
    fun `a fake fails on what was not stubbed`() = test {
        assertThrows(AssertionError::class.java) { kotlinx.coroutines.runBlocking { FakeStipple().today() } }
    }

    @Test
    fun `the board is one call`() = test {
        var calls = 0
        val model = TodayModel(
            hub(object : FakeStipple() {
                override suspend fun today(at: Instant?) = board.also { calls++ }
            }),
        )
        assertEquals(TodayScreen(today = board, hasCourse = true), model.state.value)
        assertEquals(1, calls)
    }

    @Test
    fun `an answer that is left open is asked for again with the board`() = test {
        var verdict = Verdict.YES
        val swim = Activity("swim", "swim")
        val fake = object : FakeStipple() {
            override suspend fun today(at: Instant?) = board
            override suspend fun can(activity: String, at: Instant?): Answer {
                if (verdict == Verdict.ASK) refused(Problem.UnknownActivity("unknown"))
                return Answer(swim, verdict, "$activity $verdict")
            }
        }
        val hub = hub(fake)
        val model = TodayModel(hub)
        model.ask(swim)
        assertEquals("swim YES", model.state.value.answer?.headline)
        verdict = Verdict.NO
        hub.refresh()
        assertEquals("swim NO", model.state.value.answer?.headline)
        // Nobody can say any more: then nothing is said.
        verdict = Verdict.ASK
        hub.refresh()
        assertEquals(listOf(null, "unknown"), listOf(model.state.value.answer, model.state.value.problem?.told))
    }

    @Test
    fun `no course is a screen and no problem`() = test {
        val model = TodayModel(
            hub(object : FakeStipple() {
                override suspend fun today(at: Instant?) = refused(Problem.NoCourse("none"))
            }),
        )
        assertEquals(TodayScreen(hasCourse = false), model.state.value)
    }

    @Test
    fun `what is refused stands on the screen until it is read`() = test {
        val model = TodayModel(
            hub(object : FakeStipple() {
                override suspend fun today(at: Instant?) = board
                override suspend fun can(activity: String, at: Instant?) = refused(Problem.UnknownActivity("unknown"))
            }),
        )
        model.ask(Activity("x", "x"))
        assertEquals("unknown", model.state.value.problem?.told)
        model.dismiss()
        assertNull(model.state.value.problem)
    }

    @Test
    fun `a change is read by every screen and told once with an undo`() = test {
        var planned = 0
        var boards = 0
        val hub = hub(object : FakeStipple() {
            override suspend fun today(at: Instant?) = board.also { boards++ }
            override suspend fun skin() = Skin(listOf(SkinState("scabs", "scabs")), listOf("Last skin check …"))
            override suspend fun reportSkin(seen: List<String>, gone: List<String>) = Done(listOf("$seen $gone"))
            override suspend fun undo() = Done(listOf("taken back"))
        }) { planned++ }
        TodayModel(hub)
        val skin = SkinModel(hub)
        skin.say(SkinState("scabs", "scabs"), Seen.GONE)
        assertEquals(mapOf("scabs" to "GONE"), drafts.read("skin"))
        skin.record()
        assertEquals(listOf("[] [scabs]"), skin.state.value.told)
        assertEquals(emptyMap<String, String>(), drafts.read("skin"))
        assertEquals(listOf(2, 1), listOf(boards, planned))
        val notice = checkNotNull(hub.notice.value)
        assertTrue(notice.undo)
        hub.undo()
        assertEquals(listOf("taken back"), hub.notice.value?.lines)
        hub.seen(notice)
        assertNotNull(hub.notice.value)
    }

    @Test
    fun `what only another sheet knew is no longer said`() = test {
        drafts.write("skin", mapOf("itching" to "THERE", "scabs" to "GONE"))
        val skin = SkinModel(
            hub(object : FakeStipple() {
                override suspend fun skin() = Skin(listOf(SkinState("scabs", "scabs")))
            }),
        )
        assertEquals(mapOf("scabs" to Seen.GONE), skin.state.value.said)
    }

    @Test
    fun `answers that come out of order do not replace a later one`() = test {
        val slow = CompletableDeferred<Unit>()
        val model = AskModel(
            hub(object : FakeStipple() {
                override suspend fun hasCourse() = false
                override suspend fun search(text: String): List<Activity> {
                    if (text == "s") slow.await()
                    return listOf(Activity(text, text))
                }
            }),
            london,
        )
        model.write("s")
        model.write("sw")
        slow.complete(Unit)
        assertEquals(listOf("sw"), model.state.value.found.map { it.id })
    }

    @Test
    fun `a question survives the process`() = test {
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = false
            override suspend fun search(text: String) = emptyList<Activity>()
        }
        AskModel(hub(fake), london).write("swi")
        assertEquals("swi", AskModel(hub(fake), london).state.value.text)
    }

    @Test
    fun `a session that is refused stays as it was written`() = test {
        var asked: Instant? = null
        var logged = 0
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = false
            override suspend fun logSession(log: SessionLog): Done {
                asked = log.ended
                if (log.ended!! > now) refused(Problem.BadInput("still to come"))
                return Done(listOf("logged"))
            }
        }
        val model = CourseModel(hub(fake), london) { logged++ }
        val draft = SessionDraft(SessionDraft.Intent.LOG, LocalDate.of(2026, 5, 6), LocalTime.of(9, 0))
        model.draft(draft)
        model.keep()
        assertEquals(listOf(draft, "still to come", 0), listOf(model.state.value.draft, model.state.value.problem?.told, logged))
        assertEquals(draft, CourseModel(hub(fake), london).state.value.draft)
        model.draft(draft.copy(date = LocalDate.of(2026, 5, 5)))
        model.keep()
        assertEquals(Instant.parse("2026-05-05T08:00:00Z"), asked)
        assertEquals(listOf(null, 1), listOf(model.state.value.draft, logged))
        assertNull(CourseModel(hub(fake), london).state.value.draft)
    }

    @Test
    fun `a planned session that is still going on has ended now`() = test {
        val under = Session(2, "session 2", starts = now.minusSeconds(3600), ends = now.plusSeconds(3600), unconfirmed = true)
        val over = Session(1, "session 1", starts = now.minusSeconds(9000), ends = now.minusSeconds(1800), unconfirmed = true)
        val logs = mutableListOf<SessionLog>()
        val hub = hub(object : FakeStipple() {
            override suspend fun hasCourse() = false
            override suspend fun now() = this@ModelsTest.now
            override suspend fun today(at: Instant?) = board
            override suspend fun course() = Course("Course", sessions = listOf(over, under))
            override suspend fun logSession(log: SessionLog) = Done().also { logs += log }
        })
        val today = TodayModel(hub)
        for (session in listOf(under, over)) today.confirm(Unconfirmed(session.number, "took place?", ""))
        assertEquals(listOf(SessionLog(ended = now, replace = 2), SessionLog(ended = over.ends, replace = 1)), logs)
        val course = CourseModel(hub, london)
        val written = listOf(under, over).map { session ->
            course.beginLog(session)
            course.state.value.draft?.time
        }
        assertEquals(listOf(LocalTime.of(9, 0), LocalTime.of(8, 30)), written)
    }

    @Test
    fun `a sheet that is refused is not offered again`() = test {
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = false
            override suspend fun builtInSheets() = emptyList<BuiltInSheet>()
            override suspend fun showSheet(text: String) = refused(Problem.FileRefused("line 3"))
        }
        val model = SheetModel(hub(fake))
        model.offer { "not a sheet" }
        assertEquals("line 3", model.state.value.problem?.told)
        assertNull(SheetModel(hub(fake)).state.value.problem)
    }

    @Test
    fun `a sheet that another key signed is accepted only by who knows of it and survives the process`() = test {
        val signed = SheetOffer("sheet", SheetSignature("signature", "key"))
        val accepted = mutableListOf<kotlin.Pair<SheetOffer, Boolean>>()
        val shown = Sheet("title", "studio", 2, 0, emptyList())
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = true
            override suspend fun sheet() = shown.copy(revision = 1)
            override suspend fun builtInSheets() = emptyList<BuiltInSheet>()
            override suspend fun showSheet(text: String) = shown
            override suspend fun lookAtSheet(offer: SheetOffer) = OfferedSheet(offer, "signed", otherKey = "another key")
            override suspend fun fetchSheet(code: String) =
                if (code == "code") lookAtSheet(signed) else refused(Problem.Offline("not reached"))
            override suspend fun acceptSheet(offer: SheetOffer, otherKey: Boolean): Done {
                accepted += offer to otherKey
                return if (otherKey) Done(listOf("accepted")) else refused(Problem.FileRefused("another key"))
            }
        }
        val offline = SheetModel(hub(fake))
        offline.fetch("elsewhere")
        assertEquals(listOf("not reached", null, false), offline.state.value.run { listOf(problem?.told, offered, fetching) })
        offline.fetch("code")
        val model = SheetModel(hub(fake))
        assertEquals(listOf(shown, signed, "another key"), model.state.value.run { listOf(offered, looked?.offer, looked?.otherKey) })
        model.accept()
        assertEquals("another key", model.state.value.problem?.told)
        model.knowKey(true)
        model.accept()
        assertEquals(listOf(signed to false, signed to true), accepted)
        assertEquals(listOf(null, null, false), model.state.value.run { listOf(offered, looked, knowsKey) })
        assertEquals(emptyMap<String, String>(), drafts.read("sheet"))
    }

    @Test
    fun `what is due is asked for where there is a camera`() = test {
        val fake = object : FakeStipple() {
            override suspend fun today(at: Instant?) = board
            override suspend fun photosDue() = listOf(Angle.CROWN)
        }
        assertEquals(listOf(Angle.CROWN), TodayModel(hub(fake), hasCamera = true).state.value.photosDue)
        assertEquals(emptyList<Angle>(), TodayModel(hub(fake)).state.value.photosDue)
    }

    @Test
    fun `notes a consultation a touch-up and the end of a course go to the core and their drafts go`() = test {
        val heard = mutableListOf<Any>()
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = false
            override suspend fun now() = this@ModelsTest.now
            override suspend fun noteSession(number: Int, notes: SessionNotes): Done {
                if (notes == SessionNotes()) refused(Problem.BadInput("say what"))
                return Done().also { heard.add(listOf(number, notes)) }
            }
            override suspend fun logConsultation(at: Instant, note: String) = Done().also { heard.add(listOf(at, note)) }
            override suspend fun planSession(starts: Instant, isFinal: Boolean, touchUp: Boolean) =
                Done().also { heard.add(listOf(starts, isFinal, touchUp)) }
            override suspend fun moveSession(number: Int, starts: Instant) = Done().also { heard.add(listOf(number, starts)) }
            override suspend fun finishCourse() = Done().also { heard += "finished" }
            override suspend fun reopenCourse() = Done().also { heard += "reopened" }
        }
        val model = CourseModel(hub(fake), london)
        val session = Session(2, "session 2", starts = now)
        fun write(to: (SessionDraft) -> SessionDraft) {
            model.draft(to(checkNotNull(model.state.value.draft)))
            assertEquals(model.state.value.draft, CourseModel(hub(fake), london).state.value.draft)
            model.keep()
        }
        model.beginNote(session)
        model.keep()
        assertEquals("say what", model.state.value.problem?.told)
        write { it.copy(notes = SessionNotes(pigment = "tone 4", shade = Shade.DARKER)) }
        model.beginConsultation()
        write { it.copy(date = LocalDate.of(2026, 4, 1), notes = SessionNotes(text = "by video")) }
        model.beginPlan()
        write { it.copy(touchUp = true) }
        model.beginMove(session)
        write { it.copy(time = LocalTime.of(11, 0)) }
        model.finish(true)
        model.finish(false)
        assertNull(model.state.value.draft)
        assertEquals(
            listOf(
                listOf(2, SessionNotes(pigment = "tone 4", shade = Shade.DARKER)),
                listOf(Instant.parse("2026-04-01T08:00:00Z"), "by video"),
                listOf(Instant.parse("2026-05-06T09:00:00Z"), false, true),
                listOf(2, Instant.parse("2026-05-05T10:00:00Z")),
                "finished",
                "reopened",
            ),
            heard,
        )
    }

    @Test
    fun `two photos of any kind are compared the earlier one first`() = test {
        val (late, mid, early) = listOf("late", "mid", "early").map { Photo(it, it, it, "photo of $it") }
        val fake = object : FakeStipple() {
            override suspend fun hasCourse() = true
            override suspend fun photos() = Photos(listOf(late, mid, early), pairs = listOf(PhotoPair("early", "late", "Before and now")))
        }
        val model = PhotosModel(hub(fake))
        fun compared(one: Photo, other: Photo): PhotoPair? {
            model.pick(null)
            model.pick(one)
            // What is picked outlives the process.
            val again = PhotosModel(hub(fake))
            assertEquals(one, again.state.value.firstPicked)
            again.pick(other)
            assertNull(again.state.value.picked)
            return again.state.value.comparing
        }
        assertEquals(PhotoPair("early", "late", "Before and now"), compared(late, early))
        assertEquals(PhotoPair("early", "late", "Before and now"), compared(early, late))
        assertEquals(PhotoPair("early", "mid", "photo of early\nphoto of mid"), compared(mid, early))
        model.pick(null)
        model.pick(late)
        model.pick(late)
        assertEquals(listOf("late", null), listOf(model.state.value.picked, model.state.value.comparing))
        model.pick(null)
        assertNull(model.state.value.firstPicked)
        assertNull(PhotosModel(hub(fake)).state.value.picked)
    }
}
