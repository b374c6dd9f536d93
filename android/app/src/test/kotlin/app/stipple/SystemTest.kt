/** The system's side: alarms after whatever happens to a phone, notifications, the lock, the manifest. */
package app.stipple

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Looper
import android.view.WindowManager
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import app.stipple.logic.AccountState
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Settings
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import java.util.Locale
import java.util.TimeZone

class SystemTest : ShellTest() {
    private val manager get() = application.service<AlarmManager>()
    private val notifications get() = shadowOf(application.service<NotificationManager>())

    /** What the core wants, as alarms. */
    private fun wanted() = core { reminders(40) }.map { it.id to Instant.ofEpochMilli(it.at.toEpochMilli()) }.sortedBy { it.first }

    private fun plan() = runBlocking { application.reminders.plan() }

    private fun broadcast(action: String) {
        application.sendBroadcast(Intent(action).setPackage(application.packageName))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun rightlyPlanned(what: String) {
        waitFor(what) { application.alarms() == wanted() }
        assertTrue(application.alarms().isNotEmpty())
        assertEquals(application.alarms().map { it.first }.distinct(), application.alarms().map { it.first })
    }

    private fun planned() {
        course()
        plan()
        assertEquals(wanted(), application.alarms())
    }

    @Test
    fun `what stands and is right is not touched`() {
        planned()
        val before = shadowOf(manager).scheduledAlarms.map { System.identityHashCode(it) }
        plan()
        assertEquals(before, shadowOf(manager).scheduledAlarms.map { System.identityHashCode(it) })
        assertTrue(application.alarms().size <= 40)
    }

    @Test
    fun `after a restart the right ones stand`() {
        planned()
        // A restart takes alarms and their intents away, and leaves the note of them.
        for (alarm in shadowOf(manager).scheduledAlarms.toList()) {
            manager.cancel(alarm.operation!!)
            alarm.operation!!.cancel()
        }
        assertEquals(emptyList<Any>(), application.alarms())
        broadcast(Intent.ACTION_BOOT_COMPLETED)
        rightlyPlanned("alarms after a restart")
    }

    @Test
    fun `after an update the right ones stand`() {
        planned()
        broadcast(Intent.ACTION_MY_PACKAGE_REPLACED)
        rightlyPlanned("alarms after an update")
    }

    @Test
    fun `in another zone they move`() {
        planned()
        val before = application.alarms()
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"))
        broadcast(Intent.ACTION_TIMEZONE_CHANGED)
        waitFor("alarms in Tokyo") { application.alarms() != before }
        rightlyPlanned("alarms in Tokyo")
    }

    @Test
    fun `when the clock is set back and on they follow`() {
        planned()
        application.at = SESSION_1 + Duration.ofDays(4)
        broadcast(Intent.ACTION_TIME_CHANGED)
        rightlyPlanned("alarms four days later")
        assertTrue(application.alarms().all { it.second > application.at })
        application.at = SESSION_1
        broadcast(Intent.ACTION_TIME_CHANGED)
        rightlyPlanned("alarms as they were")
    }

    @Test
    fun `on a daylight saving night each stands once and at its hour`() {
        val ended = london("2026-10-23T15:00")
        application.at = ended
        core { startCourse(builtInSheets().first().text) }
        core { logSession(app.stipple.logic.SessionLog(ended = ended)) }
        core { changeSettings(Settings(quiet = app.stipple.logic.QuietHours(java.time.LocalTime.of(22, 0), java.time.LocalTime.of(8, 0)))) }
        plan()
        rightlyPlanned("alarms over the night")
        val hours = application.alarms().map { LocalDateTime.ofInstant(it.second, ZoneId.of("Europe/London")).hour }
        assertTrue("$hours", hours.all { it in 8..21 })
        application.at = london("2026-10-25T12:00")
        broadcast(Intent.ACTION_TIME_CHANGED)
        rightlyPlanned("alarms the day after")
    }

    @Test
    fun `an alarm becomes a notification that names nothing where others look`() {
        planned()
        val (id, at) = application.alarms().minBy { it.second }
        application.at = at
        val operation = shadowOf(manager).scheduledAlarms.single { shadowOf(it.operation).savedIntent.data!!.schemeSpecificPart == id }.operation!!
        operation.send()
        waitFor("the notification") { notifications.size() == 1 }
        val shown = notifications.allNotifications.single()
        assertEquals(Notification.VISIBILITY_PRIVATE, shown.visibility)
        val words = listOf(shown, shown.publicVersion).flatMap { one ->
            listOf(Notification.EXTRA_TITLE, Notification.EXTRA_TEXT, Notification.EXTRA_BIG_TEXT).mapNotNull { one.extras.getCharSequence(it)?.toString() }
        }
        assertTrue("$words", words.size >= 3)
        for (telling in listOf("hair", "scalp", "skin", "ink", "studio", "session", "treatment", "shave", "swim", "pigment")) {
            assertFalse("$words", words.any { telling in it.lowercase(Locale.ROOT) })
        }
        assertEquals(ComponentName(application, MainActivity::class.java), shadowOf(shown.contentIntent).savedIntent.component)
        waitFor("the next ones") { application.alarms() == wanted() }
        assertFalse(id in application.alarms().map { it.first } && application.alarms().any { it.second <= at })
    }

    @Test
    fun `without permission nothing is shown and with it again it is`() {
        planned()
        notifications.setNotificationsEnabled(false)
        application.reminders.show("a", "t", "b")
        assertEquals(0, notifications.size())
        launch()
        tapSpoken("Settings")
        tap("Reminders")
        see("Notifications are off for Stipple.")
        notifications.setNotificationsEnabled(true)
        comeBack(SESSION_1 + Duration.ofHours(1))
        waitFor("the note is gone") { !there(androidx.compose.ui.test.hasText("Notifications are off for Stipple.")) }
        tap("Send a test")
        waitFor("the test") { notifications.size() == 1 }
    }

    @Test
    fun `what is asked of the system is little and nothing is backed up`() {
        val info = application.packageManager.getPackageInfo(application.packageName, PackageManager.GET_PERMISSIONS)
        val asked = info.requestedPermissions!!.filter { it.startsWith("android.permission.") }.toSet()
        assertEquals(
            setOf("ACCESS_NETWORK_STATE", "CAMERA", "INTERNET", "POST_NOTIFICATIONS", "RECEIVE_BOOT_COMPLETED", "USE_BIOMETRIC").map {
                "android.permission.$it"
            }.toSet(),
            asked - "android.permission.REORDER_TASKS", // Of the tests' own activities.
        )
        val flags = application.applicationInfo.flags
        assertEquals(0, flags and android.content.pm.ApplicationInfo.FLAG_ALLOW_BACKUP)
        for (rules in listOf("backup_rules", "data_extraction_rules")) {
            val text = java.io.File(System.getProperty("stipple.android"), "app/src/main/res/xml/$rules.xml").readText()
            assertFalse("<include" in text)
            for (domain in listOf("root", "file", "database", "sharedpref", "external")) assertTrue("domain=\"$domain\" path=\".\"" in text)
        }
        // The core's data lies where no backup looks at all.
        launch()
        core { hasCourse() }
        assertTrue(java.io.File(application.noBackupFilesDir, "stipple").path.contains("no_backup"))
    }

    @Test
    fun `receivers are for what the system says and for nobody else`() {
        val said = listOf(
            Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED,
            Intent.ACTION_TIME_CHANGED, Intent.ACTION_TIMEZONE_CHANGED, Intent.ACTION_DATE_CHANGED,
        )
        for (action in said) {
            val found = application.packageManager.queryBroadcastReceivers(Intent(action).setPackage(application.packageName), 0)
            assertEquals(action, listOf("app.stipple.SystemReceiver"), found.map { it.activityInfo.name }.filter { it.startsWith("app.stipple") })
            assertFalse(found.first { it.activityInfo.name.startsWith("app.stipple") }.activityInfo.exported)
        }
    }

    @Test
    fun `hidden by default and shown where the client wants it`() {
        launch()
        fun hidden() = activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0
        assertTrue(hidden())
        tapSpoken("Settings")
        tap("Hide in the app switcher")
        waitFor("the flag is off") { !hidden() }
        assertEquals(DeviceSettings(lock = false, hidden = false), application.preferences.read())
    }

    @Test
    fun `locked until the client has said who they are and again when they come back`() {
        course()
        application.preferences.write(DeviceSettings(lock = true))
        launch()
        see("Stipple is locked.")
        assertFalse(there(androidx.compose.ui.test.hasText("Not yet")))
        waitFor("the prompt") { application.prompt.waiting != null }
        application.prompt.waiting!!()
        see("Not yet")
        application.prompt.waiting = null
        comeBack(SESSION_1 + Duration.ofHours(2))
        see("Stipple is locked.")
    }

    @Test
    fun `a lock that nothing opens is not turned on`() {
        application.prompt.secure = false
        launch()
        tapSpoken("Settings")
        tap("App lock")
        rule.waitForIdle()
        assertFalse(application.preferences.read().lock)
    }

    private fun accountOf() {
        course()
        core { createAccount("http://127.0.0.1:9", "phone") }
        launch()
        tapSpoken("Settings")
        tap("Account and sync")
        see("Waiting to reach")
    }

    @Test
    fun `the recovery code is shown to the client alone and only while they look`() {
        accountOf()
        tap("Show the recovery code")
        see("Show the recovery code?")
        rule.onNodeWithTag("yes").performClick()
        waitFor("the prompt") { application.prompt.waiting != null }
        assertFalse(there(hasTestTag("recovery-code")))
        application.prompt.waiting!!()
        see(hasTestTag("recovery-code"))
        comeBack(SESSION_1 + Duration.ofHours(1))
        waitFor("out of sight") { !there(hasTestTag("recovery-code")) }
    }

    @Test
    fun `offline is normal`() {
        accountOf()
        waitFor("the sync at the start is over") { !there(hasText("Stop")) }
        assertFalse(there(hasTestTag("problem")))
        tap("Sync now")
        see("Everything works without it")
        assertFalse(there(hasTestTag("problem")))
    }

    @Test
    fun `a link fills the form and joins nothing`() {
        val link = "stipple:join?server=https%3A%2F%2Fsync.example&code=7ZZZ-ZZZZ"
        val intent = Intent(Intent.ACTION_VIEW, Uri.parse(link))
        val found = application.packageManager.queryIntentActivities(intent, 0)
        assertEquals(listOf("app.stipple.MainActivity"), found.map { it.activityInfo.name })
        assertEquals(emptyList<Any>(), application.packageManager.queryIntentActivities(Intent(Intent.ACTION_VIEW, Uri.parse("stipple:sheet?x")), 0))
        launch(intent = Intent(intent).setClass(application, MainActivity::class.java))
        see(hasText(link) and hasTestTag("account-code"))
        assertEquals(AccountState.NONE, core { account() }.state)
        tap("Join")
        see("This is no recovery code")
        processDies()
        see(hasTestTag("account-code"))
        // The code opens everything: it is in no draft.
        assertFalse(there(hasText(link)))
    }

    @Test
    fun `a place for files that fails is told in words`() {
        course()
        launch()
        val resolver = shadowOf(application.contentResolver)
        val broken = Uri.parse("content://test/broken")
        resolver.registerInputStreamSupplier(broken) { throw SecurityException("no") }
        resolver.registerOutputStreamSupplier(broken) { throw IllegalStateException("no") }
        fun told(button: String, words: String) {
            tap(button)
            answer(broken)
            see(words)
            tap("Close")
        }
        tapSpoken("Settings")
        told("Import", "The file could not be read")
        told("Export", "The file could not be written there")
        tap("Sheet")
        told("Open a sheet file", "The file could not be read")
        tapSpoken("Back")
        tapSpoken("Photos")
        told("Add photos", "The file could not be read")
        waitFor("nothing left in clear") { File(application.cacheDir, "passing").list().orEmpty().isEmpty() }
    }
}
