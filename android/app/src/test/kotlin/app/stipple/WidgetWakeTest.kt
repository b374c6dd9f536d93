/** When the widget says something else, and what wakes it. Not for: the rest of what it says (`WidgetTest`). */
package app.stipple

import android.app.AlarmManager
import android.appwidget.AppWidgetManager
import android.content.Intent
import app.stipple.logic.SessionLog
import app.stipple.logic.Settings
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.time.Duration
import java.time.Instant
import java.util.TimeZone

class WidgetWakeTest : WidgetShellTest() {
    @Test
    fun `it moves on at midnight and when something changes`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        for (day in 1..5) {
            assertEquals(listOf(london("2026-05-0${1 + day}T00:00")), wakes())
            alarmGoesOff()
            waitToSay("Day $day", "Next change: Thu, 7 May, 00:00")
        }
        alarmGoesOff()
        waitFor("what changes after that") { says().firstOrNull() == "Day 6" && says().last() != "Next change: Thu, 7 May, 00:00" }
        assertEquals(listOf(london("2026-05-08T00:00")), wakes())
    }

    @Test
    fun `in another zone it says that zone's time and the day turns when the core says`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        // Saturday in Tokyo, one in the morning: where the session was, it is still its day.
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"))
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        waitToSay("Day 0", "Next change: Thu, 7 May, 08:00")
        assertEquals(listOf(london("2026-05-02T00:00")), wakes())
        alarmGoesOff()
        waitToSay("Day 1", "Next change: Thu, 7 May, 08:00")
    }

    @Test
    fun `on the night when the clocks change it moves on at midnight`() {
        application.at = london("2026-10-24T17:30")
        rightClock()
        core {
            startCourse(builtInSheets().first().text)
            logSession(SessionLog(ended = application.at))
        }
        place()
        waitFor("day 0") { says().firstOrNull() == "Day 0" }
        for (midnight in listOf("2026-10-25T00:00", "2026-10-26T00:00", "2026-10-27T00:00")) {
            assertEquals(listOf(london(midnight)), wakes())
            val before = says()
            alarmGoesOff()
            waitFor("another day than $before") { says() != before }
        }
    }

    @Test
    fun `when the clock is set on it follows`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        application.at = SESSION_1 + Duration.ofDays(3)
        broadcast(Intent.ACTION_TIME_CHANGED)
        waitToSay("Day 3", "Next change: Thu, 7 May, 00:00")
        assertEquals(listOf(london("2026-05-05T00:00")), wakes())
    }

    @Test
    fun `after a restart and an update it is woken again`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        for (action in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            shadowOf(application.service<AlarmManager>()).scheduledAlarms.toList().forEach { application.service<AlarmManager>().cancel(it.operation!!) }
            assertEquals(emptyList<Instant>(), wakes())
            broadcast(action)
            waitFor(action) { wakes() == listOf(london("2026-05-02T00:00")) }
        }
    }

    private fun planned(begins: Instant) {
        rightClock()
        core {
            startCourse(builtInSheets().first().text)
            planSession(begins, isFinal = false, touchUp = false)
        }
    }

    /** From alarm to alarm, what it says and since when. */
    private fun sayings(until: Instant): List<Pair<Instant, String>> {
        val all = mutableListOf<Pair<Instant, String>>()
        while (application.at < until) {
            fit()
            if (all.lastOrNull()?.second != says().first()) all += application.at to says().first()
            alarmGoesOff()
        }
        return all
    }

    @Test
    fun `before the first session it says when that is and then that it is`() {
        planned(london("2026-05-06T17:30"))
        place()
        val expected = listOf(
            SESSION_1 to "Next change: Wed, 6 May, 17:30",
            london("2026-05-06T17:30") to "Day 0",
            london("2026-05-07T00:00") to "Day 1",
        )
        assertEquals(expected, sayings(until = london("2026-05-08T00:00")))
    }

    @Test
    fun `in the board's words it turns when they do`() {
        planned(london("2026-05-06T17:30"))
        core { changeSettings(Settings(discreet = false)) }
        place()
        val all = sayings(until = london("2026-05-08T00:00"))
        // A day and a session begin without a change of any verdict, and a session ends.
        assertEquals(listOf("2026-05-06T00:00", "2026-05-06T17:30", "2026-05-06T23:30", "2026-05-07T00:00").map(::london), all.drop(1).map { it.first })
        for ((at, headline) in all) {
            assertEquals(headline, core { today(at) }.headline)
            if (at != SESSION_1) assertNotEquals(headline, core { today(at - Duration.ofMinutes(1)) }.headline)
        }
    }

    @Test
    fun `a session that ends past midnight is one of its day`() {
        planned(london("2026-05-01T22:30"))
        place()
        application.at = london("2026-05-01T23:00")
        assertEquals(-1, core { today() }.day)
        val expected = listOf(application.at to "Day 0", london("2026-05-03T00:00") to "Day 1")
        assertEquals(expected, sayings(until = london("2026-05-04T00:00")))
    }

    @Test
    fun `once it is taken away nothing wakes`() {
        course()
        place()
        waitFor("an alarm") { wakes().size == 1 }
        home.remove()
        // The system names the receiver.
        application.sendBroadcast(Intent(AppWidgetManager.ACTION_APPWIDGET_DISABLED).setClass(application, WidgetReceiver::class.java))
        waitFor("none") { wakes().isEmpty() }
    }

    @Test
    fun `without a widget nothing wakes`() {
        course()
        fit()
        assertEquals(emptyList<Instant>(), wakes())
    }
}
