/** The whole app with a widget on the home screen, and what the system does to that. Not for: tests. */
package app.stipple

import android.app.AlarmManager
import android.content.Intent
import android.os.Looper
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.robolectric.Shadows.shadowOf
import java.time.Instant

abstract class WidgetShellTest : ShellTest() {
    val home by lazy { HomeScreen(application) }

    fun place() = home.place()

    fun says(): List<String> = home.texts()

    fun waitToSay(vararg lines: String) {
        // Where it never comes, what it says instead tells more.
        runCatching { waitFor("the widget") { says() == lines.toList() } }
        assertEquals(lines.toList(), says())
    }

    /** When the system is to wake it. */
    fun wakes(): List<Instant> = shadowOf(application.service<AlarmManager>()).scheduledAlarms
        .filter { shadowOf(it.operation).savedIntent.action == WidgetReceiver.OVER }.map { Instant.ofEpochMilli(it.triggerAtMs) }

    fun alarmGoesOff() {
        val alarm = shadowOf(application.service<AlarmManager>()).scheduledAlarms.single { shadowOf(it.operation).savedIntent.action == WidgetReceiver.OVER }
        application.at = Instant.ofEpochMilli(alarm.triggerAtMs)
        alarm.operation!!.send()
    }

    fun fit() {
        val fitting = application.scope.launch { application.fit() }
        waitFor("all of it to fit") { fitting.isCompleted }
    }

    fun broadcast(action: String) {
        application.sendBroadcast(Intent(action).setPackage(application.packageName))
        shadowOf(Looper.getMainLooper()).idle()
    }
}
