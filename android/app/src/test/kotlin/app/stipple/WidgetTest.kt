/**
 * What the widget says, with the real core. Not for: when it says something else (`WidgetWakeTest`), how it looks
 * (`WidgetPictureTest`), or a launcher's own ways with it.
 */
package app.stipple

import android.content.ComponentName
import android.content.Intent
import android.os.Looper
import androidx.compose.ui.test.hasTestTag
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Settings
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Instant
import java.util.Locale

class WidgetTest : WidgetShellTest() {
    @Test
    fun `the day and the next change and nothing that tells`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        assertEquals(london("2026-05-07T00:00"), core { today() }.changes.first())
        val spoken = home.spoken()
        assertEquals(listOf("Day 0. Next change: Thu, 7 May, 00:00"), spoken)
        for (telling in listOf("hair", "scalp", "skin", "ink", "studio", "session", "treatment", "shave", "wash", "swim", "pigment", "stipple")) {
            assertFalse(telling, (says() + spoken).any { telling in it.lowercase(Locale.ROOT) })
        }
    }

    @Test
    fun `in the board's words where the client wants them`() {
        course()
        core { changeSettings(Settings(discreet = false)) }
        place()
        val board = core { today() }
        assertTrue(board.headline.isNotEmpty() && board.next.isNotEmpty())
        waitToSay(board.headline, board.next.first())
        // Others see a lock screen, whatever the client wants at home.
        home.isLockScreen()
        fit()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
    }

    @Test
    fun `nothing is known before a course begins`() {
        rightClock()
        place()
        waitToSay("Nothing to show yet.")
        assertEquals(emptyList<Instant>(), wakes())
        // Begun, but no session yet.
        core { startCourse(builtInSheets().first().text) }
        fit()
        waitToSay("Nothing to show yet.")
    }

    @Test
    fun `where the core cannot be asked it says no more than that`() {
        application.data.parentFile!!.mkdirs()
        application.data.writeText("not a folder")
        place()
        waitToSay("Tap to open.")
        assertEquals(emptyList<Instant>(), wakes())
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        waitToSay("Tap to open.")
        application.data.delete()
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        waitToSay("Nothing to show yet.")
    }

    @Test
    fun `a locked app says no more than that however it is asked`() {
        course()
        core { changeSettings(Settings(discreet = false)) }
        application.preferences.write(DeviceSettings(lock = true))
        place()
        waitToSay("Locked. Tap to open.")
        for (action in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_TIMEZONE_CHANGED)) {
            broadcast(action)
            fit()
            assertEquals(List(2) { "Locked. Tap to open." }, says() + home.spoken())
        }
        assertEquals(emptyList<Instant>(), wakes())
    }

    @Test
    fun `it follows what is done in the app`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        launch()
        tapSpoken("Settings")
        tap("Reminders")
        tap("Discreet wording")
        waitToSay(*core { today() }.let { arrayOf(it.headline, it.next.first()) })
        tapSpoken("Back")
        tap("App lock")
        waitToSay("Locked. Tap to open.")
        assertEquals(emptyList<Instant>(), wakes())
        tap("App lock")
        waitToSay(*core { today() }.let { arrayOf(it.headline, it.next.first()) })
        tap("Delete everything")
        tap(hasTestTag("yes"), "yes")
        waitToSay("Nothing to show yet.")
        assertEquals(emptyList<Instant>(), wakes())
    }

    @Test
    fun `in another language it says that one's words`() {
        rightClock()
        place()
        waitToSay("Nothing to show yet.")
        RuntimeEnvironment.setQualifiers("+en-rXA")
        broadcast(Intent.ACTION_LOCALE_CHANGED)
        waitFor("longer words") { says().single().startsWith("[") }
    }

    @Test
    fun `in larger type it is set anew`() {
        rightClock()
        place()
        waitToSay("Nothing to show yet.")
        fun type() = home.shown(TodayWidget.SMALL).texts().single().textSize / RuntimeEnvironment.getFontScale()
        val before = type()
        RuntimeEnvironment.setFontScale(2f)
        application.onConfigurationChanged(application.resources.configuration)
        // Of the larger type it takes less, so that the words stay whole.
        waitFor("less of it") { type() < before }
    }

    @Test
    fun `a tap opens the app`() {
        place()
        waitToSay("Nothing to show yet.")
        home.shown().walk().first { it.hasOnClickListeners() }.performClick()
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(ComponentName(application, MainActivity::class.java), shadowOf(application).nextStartedActivity.component)
    }
}
