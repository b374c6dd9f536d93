/** What the shell works out by itself: the difference of reminders, countdowns, how long something holds, zones, drafts. */
package app.stipple.logic

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneId
import kotlin.io.path.exists
import kotlin.io.path.writeText

private val NOON: Instant = Instant.parse("2026-05-05T12:00:00Z")

class ReminderPlanTest {
    private fun reminder(id: String, hours: Long = 1, title: String = "t") =
        Reminder(id, NOON + Duration.ofHours(hours), title, "b")

    @Test
    fun `what stands and is wanted is left alone`() {
        val standing = listOf(reminder("a"), reminder("b", 2))
        assertTrue(planReminders(standing, standing.reversed()).nothing)
    }

    @Test
    fun `what is no longer wanted is cancelled and what is new is set`() {
        val plan = planReminders(listOf(reminder("a"), reminder("b")), listOf(reminder("b"), reminder("c")))
        assertEquals(ReminderPlan(setOf("a"), listOf(reminder("c"))), plan)
    }

    @Test
    fun `what moved or reads differently is set anew and not cancelled`() {
        val plan = planReminders(listOf(reminder("a"), reminder("b")), listOf(reminder("a", 3), reminder("b", title = "other")))
        assertEquals(emptySet<String>(), plan.cancel)
        assertEquals(setOf("a", "b"), plan.set.map { it.id }.toSet())
    }

    @Test
    fun `the earliest forty stand and each once`() {
        val wanted = (60 downTo 1).map { reminder("$it", it.toLong()) } + reminder("1", 90)
        val plan = planReminders(emptyList(), wanted)
        assertEquals((1..MOST_REMINDERS).map { "$it" }, plan.set.map { it.id })
        assertEquals(setOf("1"), planReminders(plan.set, wanted.filter { it.id != "1" }).cancel)
    }

    @Test
    fun `a plan carried out leaves exactly what is wanted`() {
        val random = kotlin.random.Random(7)
        repeat(500) {
            fun some() = List(random.nextInt(50)) { reminder("${random.nextInt(60)}", random.nextLong(1, 9)) }
            val standing = some().distinctBy { it.id }
            val wanted = some().sortedBy { it.at }.distinctBy { it.id }.take(MOST_REMINDERS)
            val plan = planReminders(standing, wanted)
            val after = standing.associateBy { it.id } - plan.cancel + plan.set.associateBy { it.id }
            assertEquals(wanted.associateBy { it.id }, after)
        }
    }
}

class CountdownTest {
    private fun left(text: String) = countdown(NOON, NOON + Duration.parse(text))

    @Test
    fun `days hours and minutes`() {
        assertEquals(Countdown(1, 11, 0), left("PT35H"))
        assertEquals(Countdown(0, 2, 5), left("PT2H4M1S"))
        assertEquals(Countdown(0, 0, 1), left("PT0.001S"))
    }

    @Test
    fun `over at its moment and not before`() {
        assertTrue(left("PT0S").over)
        assertTrue(left("PT-5H").over)
    }

    @Test
    fun `the text is next looked at when it changes`() {
        for (text in listOf("PT35H", "PT2H4M1S", "PT1M", "PT59.999S")) {
            val deadline = NOON + Duration.parse(text)
            val wait = untilNextMinute(NOON, deadline)
            assertEquals(countdown(NOON, deadline), countdown(NOON + wait - Duration.ofMillis(1), deadline))
            val minutes = { left: Countdown -> (left.days * 24 + left.hours) * 60 + left.minutes }
            assertEquals(minutes(countdown(NOON, deadline)) - 1, minutes(countdown(NOON + wait, deadline)))
        }
    }
}

class ZonesTest {
    @Test
    fun `an offset becomes a zone that the core knows`() {
        val zones = mapOf(
            "Europe/London" to "Europe/London", "GMT+01:00" to "Etc/GMT-1", "GMT-05:00" to "Etc/GMT+5",
            "GMT+05:30" to "UTC", "Z" to "UTC", "GMT" to "UTC",
        )
        assertEquals(zones, zones.mapValues { (device, _) -> ianaZone(ZoneId.of(device)).id })
    }
}

class DraftsTest {
    @get:Rule
    val folder = TemporaryFolder()
    private val path by lazy { folder.root.toPath().resolve("drafts") }

    @Test
    fun `another process reads what was kept`() {
        val draft = mapOf("text" to "a=b\nc % ü 🙂", "empty" to "")
        FileDrafts(path).write("one", draft)
        assertEquals(draft, FileDrafts(path).read("one"))
        FileDrafts(path).write("one", emptyMap())
        assertEquals(emptyMap<String, String>(), FileDrafts(path).read("one"))
    }

    @Test
    fun `a draft that was half written when the process died is none`() {
        FileDrafts(path).write("one", mapOf("a" to "b"))
        path.resolve("one.half").writeText("a=hal")
        assertEquals(mapOf("a" to "b"), FileDrafts(path).read("one"))
        FileDrafts(path).forgetAll()
        assertTrue(!path.resolve("one.half").exists())
    }

    @Test
    fun `a session draft comes back as it was`() {
        val draft = SessionDraft(
            SessionDraft.Intent.LOG, LocalDate.of(2026, 5, 1), LocalTime.of(17, 30), 2,
            SessionNotes("tone 4", "Ada", Shade.DARKER, "a\nb=c"), isFinal = true,
        )
        FileDrafts(path).write("session", draft.kept())
        assertEquals(draft, SessionDraft.of(FileDrafts(path).read("session")))
        assertNull(SessionDraft.of(mapOf("intent" to "LOG")))
    }
}

class FreshnessTest {
    private val zone = ZoneId.of("Europe/London")
    private fun after(minutes: Long) = NOON + Duration.ofMinutes(minutes)

    @Test
    fun `what was read holds until its next change and never for long`() {
        assertTrue(stillHolds(NOON, after(4), listOf(after(-1), NOON, after(5)), zone))
        assertFalse(stillHolds(NOON, after(5), listOf(after(5)), zone))
        assertFalse(stillHolds(NOON, after(7), listOf(after(5)), zone))
        assertFalse(stillHolds(NOON, after(10), emptyList(), zone))
    }

    @Test
    fun `it holds neither on another day nor before it was read`() {
        val late = Instant.parse("2026-05-05T22:58:00Z")
        assertTrue(stillHolds(late, late + Duration.ofMinutes(1), emptyList(), zone))
        assertFalse(stillHolds(late, late + Duration.ofMinutes(2), emptyList(), zone))
        assertFalse(stillHolds(NOON, after(-1), emptyList(), zone))
    }

    @Test
    fun `it is looked at when it changes and each minute`() {
        assertEquals(Duration.ofSeconds(20), untilNextLook(NOON, listOf(after(-1), NOON, NOON + Duration.ofSeconds(20), after(1))))
        assertEquals(Duration.ofMinutes(1), untilNextLook(NOON, listOf(after(30))))
        assertEquals(Duration.ofMinutes(1), untilNextLook(NOON, emptyList()))
        assertEquals(Duration.ofMillis(1), untilNextLook(NOON, listOf(NOON.plusNanos(1))))
    }
}
