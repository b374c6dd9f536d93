/** The widget on a home screen, with the real core: what it says, when it is redrawn, how it looks. Not for: a launcher's own ways with it. */
package app.stipple

import android.app.AlarmManager
import android.appwidget.AppWidgetManager
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.FrameLayout
import android.widget.RemoteViews
import android.widget.TextView
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.glance.appwidget.compose
import app.stipple.logic.SessionLog
import app.stipple.logic.Settings
import app.stipple.logic.WidgetContent
import app.stipple.ui.Goldens
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.time.Duration
import java.time.Instant
import java.util.Locale
import java.util.TimeZone

class WidgetTest : ShellTest() {
    private val manager get() = AppWidgetManager.getInstance(application)
    private var id = 0

    private fun place() {
        // As where the home screen itself was ended.
        shadowOf(manager).alwaysRecreateViewsDuringUpdate = true
        id = shadowOf(manager).createWidget(WidgetReceiver::class.java, R.layout.glance_default_loading_layout)
    }

    private fun View.walk(): List<View> = listOf(this) + if (this is ViewGroup) (0 until childCount).flatMap { getChildAt(it).walk() } else emptyList()

    private fun View.texts() = walk().filterIsInstance<TextView>().filter { it.visibility == View.VISIBLE }.map { it.text.toString() }.filter { it.isNotEmpty() }

    private fun says(): List<String> = shadowOf(manager).getViewFor(id).texts()

    private fun waitToSay(vararg lines: String) = waitFor("${lines.toList()} instead of ${says()}") { says() == lines.toList() }

    /** When the system is to wake it. */
    private fun wakes(): List<Instant> = shadowOf(application.service<AlarmManager>()).scheduledAlarms
        .filter { shadowOf(it.operation).savedIntent.action == WidgetReceiver.OVER }.map { Instant.ofEpochMilli(it.triggerAtMs) }

    private fun alarmGoesOff() {
        val alarm = shadowOf(application.service<AlarmManager>()).scheduledAlarms.single { shadowOf(it.operation).savedIntent.action == WidgetReceiver.OVER }
        application.at = Instant.ofEpochMilli(alarm.triggerAtMs)
        alarm.operation!!.send()
    }

    private fun fit() {
        val fitting = application.scope.launch { application.fit() }
        waitFor("all of it to fit") { fitting.isCompleted }
    }

    private fun broadcast(action: String) {
        application.sendBroadcast(Intent(action).setPackage(application.packageName))
        shadowOf(Looper.getMainLooper()).idle()
    }

    @Test
    fun `the day and the next change and nothing that tells`() {
        course()
        place()
        waitToSay("Day 0", "Next change: Thu, 7 May, 00:00")
        assertEquals(london("2026-05-07T00:00"), core { today() }.changes.first())
        val spoken = shadowOf(manager).getViewFor(id).walk().mapNotNull { it.contentDescription?.toString() }
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
        application.data.delete()
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
        waitFor("what changes after that") { says().first() == "Day 6" && says().last() != "Next change: Thu, 7 May, 00:00" }
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
        waitFor("day 0") { says().first() == "Day 0" }
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

    @Test
    fun `without a widget nothing wakes`() {
        course()
        fit()
        assertEquals(emptyList<Instant>(), wakes())
    }

    @Test
    fun `a tap opens the app`() {
        place()
        waitToSay("Nothing to show yet.")
        shadowOf(manager).getViewFor(id).walk().first { it.hasOnClickListeners() }.performClick()
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(ComponentName(application, MainActivity::class.java), shadowOf(application).nextStartedActivity.component)
    }

    private val kinds = listOf(
        WidgetContent.Discreet(4, london("2026-05-07T00:00")),
        WidgetContent.Told("Day 4 after session 1 of 3", "Thu 7 May: you may wash, shave, get it wet · photo of day 6"),
        WidgetContent.Nothing,
        WidgetContent.Locked,
        WidgetContent.Unknown,
    )

    /** On the main thread's own time, as the receiver has it. */
    private fun drawn(context: Context, kind: WidgetContent, size: DpSize): RemoteViews {
        var views: RemoteViews? = null
        application.scope.launch { views = TodayWidget(kind).compose(context, size = size) }
        waitFor("a widget") { views != null }
        return views!!
    }

    /** Each kind in a row of its own, in each size. */
    private fun sheet(context: Context): Bitmap {
        val density = context.resources.displayMetrics.density
        fun Float.px() = (this * density).toInt()
        val sizes = listOf(TodayWidget.SMALL, TodayWidget.LARGE).flatMap { listOf(it, DpSize(220.dp, it.height)) }
        val gap = 8f.px()
        val height = kinds.size * (TodayWidget.LARGE.height.value.px() + gap)
        val picture = Bitmap.createBitmap(sizes.sumOf { it.width.value.px() + gap }, height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture).apply { drawColor(0xFF808890.toInt()) }
        kinds.forEachIndexed { row, kind ->
            var left = 0
            for (size in sizes) {
                val host = FrameLayout(context)
                val views = drawn(context, kind, size)
                host.addView(views.apply(context, host))
                val (wide, high) = size.width.value.px() to size.height.value.px()
                host.measure(View.MeasureSpec.makeMeasureSpec(wide, View.MeasureSpec.EXACTLY), View.MeasureSpec.makeMeasureSpec(high, View.MeasureSpec.EXACTLY))
                host.layout(0, 0, wide, high)
                canvas.save()
                canvas.translate(left.toFloat(), (row * (TodayWidget.LARGE.height.value.px() + gap)).toFloat())
                canvas.clipRect(0, 0, wide, high)
                host.draw(canvas)
                canvas.restore()
                left += wide + gap
            }
        }
        return picture
    }

    private fun context(change: Configuration.() -> Unit): Context {
        val configuration = Configuration(application.resources.configuration).apply(change)
        return application.createConfigurationContext(configuration)
    }

    private fun Configuration.night(night: Boolean) {
        val mode = if (night) Configuration.UI_MODE_NIGHT_YES else Configuration.UI_MODE_NIGHT_NO
        uiMode = uiMode and Configuration.UI_MODE_NIGHT_MASK.inv() or mode
    }

    @Test
    fun `as it looks`() {
        val setups = mapOf(
            "light" to context { night(false) },
            "dark" to context { night(true) },
            "dark-large" to context { night(true); fontScale = 2f },
        )
        val wrong = setups.mapNotNull { (name, context) -> Goldens("app").compare("widget-$name.png", sheet(context)) }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: ${Goldens("app").made}", emptyList<String>(), wrong)
    }
}
