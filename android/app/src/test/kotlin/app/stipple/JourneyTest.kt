/** A course through the screens, from the first launch to its end, with the real core. */
package app.stipple

import android.app.Activity
import android.app.NotificationManager
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.net.Uri
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.File
import java.util.Random

class JourneyTest : ShellTest() {
    private val data get() = File(application.noBackupFilesDir, "stipple")

    /** The system's own screen for choosing something answers with this. */
    private fun answer(uri: Uri) {
        shadowOf(android.os.Looper.getMainLooper()).idle()
        waitFor("a request to the system") { shadowOf(activity).peekNextStartedActivityForResult() != null }
        val asked = shadowOf(activity).nextStartedActivityForResult
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(uri))
    }

    private fun file(name: String, bytes: ByteArray): Uri = Uri.parse("content://test/$name").also { uri ->
        shadowOf(application.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(bytes) }
    }

    @Test
    fun `a course from the first launch to the end`() {
        firstLaunch()
        logSession1()
        anotherSheet()
        skinCheck()
        planSession2()
        finalSession()
        photos()
        export()
        deleteEverything()
    }

    private fun firstLaunch() {
        launch()
        see("No course yet")
        tap("Choose a sheet")
        see("Scalp Envy")
        tap("Choose a sheet")
        tap("Start the course")
        see("Before the first of")
        assertTrue(core { hasCourse() })
    }

    private fun logSession1() {
        // As on a new phone: nothing may be sent until the client says so.
        val notifications = shadowOf(application.service<NotificationManager>())
        notifications.setNotificationsEnabled(false)
        tap("Log a session")
        see(hasText("Pigment")).performTextInput("tone 4")
        tap("Save")
        see("logged, ended")
        waitFor("the permission is asked for") { shadowOf(activity).lastRequestedPermission != null }
        assertEquals(listOf("android.permission.POST_NOTIFICATIONS"), shadowOf(activity).lastRequestedPermission.requestedPermissions.toList())
        notifications.setNotificationsEnabled(true)
        see("tone 4")
        tapSpoken("Today")
        comeBack(london("2026-05-05T09:00"))
        see("Day ")
        see("Not yet")
        tap("swim")
        see("In the studio's words")
        tap("Close")
        assertTrue(application.alarms().isNotEmpty())
    }

    private fun anotherSheet() {
        val text = core { builtInSheets().first().text }.replaceFirst("revision = 1", "revision = 2") + GATE
        tapSpoken("Course")
        tap("Sheet")
        tap("Open a sheet file")
        answer(file("sheet.toml", text.toByteArray()))
        see("What would change")
        see("no-fake-tan")
        tap("Accept this sheet")
        see("Revision 2")
        tapSpoken("Back")
    }

    private fun skinCheck() {
        tapSpoken("Today")
        tap("Skin check")
        tapSpoken("healed: there")
        tap("Record")
        see("This unlocked")
        tapSpoken("Back")
    }

    private fun planSession2() {
        tapSpoken("Course")
        tap("Plan a session")
        see("15 May 2026")
        tap("Save")
        see("planned for")
        see("Which session is the last is not settled yet")
    }

    private fun finalSession() {
        comeBack(london("2026-05-15T20:00"))
        tapSpoken("Today")
        see("take place?")
        tap("It took place")
        tapSpoken("Course")
        tapSpoken("Actions for session 2")
        tap("Mark as final")
        see("The final session is session")
        see("The last wait after the final session ends")
        tapSpoken("Today")
        see("final session")
    }

    private fun photos() {
        tapSpoken("Photos")
        tap("crown")
        for ((day, moved) in listOf("06" to 0f, "08" to 9f)) {
            application.at = london("2026-06-${day}T09:00")
            val before = core { photos() }.photos.size
            tap("Add photos")
            answer(file("crown-$day.jpg", head(moved)))
            waitFor("the photo is in") { core { photos() }.photos.size > before }
        }
        tap("Before and now")
        see(hasTestTag("compared"), "two photos lined up")
        tap("Close")
        assertEquals(emptyList<String>(), File(application.cacheDir, "passing").list().orEmpty().toList())
    }

    /** Dots on skin, seen from a little further to the left. */
    private fun head(moved: Float): ByteArray {
        val picture = Bitmap.createBitmap(600, 800, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture)
        canvas.drawColor(0xFFC9A58D.toInt())
        val random = Random(3)
        val paint = Paint(Paint.ANTI_ALIAS_FLAG)
        repeat(900) {
            paint.color = 0xFF000000.toInt() or (random.nextInt(0x50) * 0x010101)
            canvas.drawCircle(random.nextFloat() * 640 - 20 + moved, random.nextFloat() * 840 - 20, 2 + random.nextFloat() * 7, paint)
        }
        return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 95, it) }.toByteArray()
    }

    private fun export() {
        tapSpoken("Settings")
        val written = ByteArrayOutputStream()
        val uri = Uri.parse("content://test/stipple.json")
        shadowOf(application.contentResolver).registerOutputStream(uri, written)
        tap("Export")
        answer(uri)
        waitFor("the archive") { written.size() > 0 && File(application.cacheDir, "passing").list().orEmpty().isEmpty() }
        assertTrue(JSONObject(written.toString(Charsets.UTF_8)).length() > 0)
    }

    private fun deleteEverything() {
        assertTrue(application.memory.kept.isNotEmpty())
        tap("Delete everything")
        see("This cannot be taken back")
        rule.onNodeWithTag("yes").performClick()
        see("No course yet")
        waitFor("nothing planned") { application.alarms().isEmpty() }
        assertEquals(emptySet<String>(), application.memory.kept.keys)
        assertFalse(core { hasCourse() })
        assertEquals(emptyList<String>(), data.walk().filter { it.extension == "age" }.map { it.name }.toList())
    }

    private companion object {
        const val GATE = """
[[rule]]
id = "no-fake-tan"
activities = ["fake-tan"]
verdict = "no"
anchor = "session"
until_state = "healed"
then = "yes"
inferred = "For a test."
"""
    }
}
