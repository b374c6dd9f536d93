/** A course through the screens, from the first launch to its end, and back from its export, with the real core. */
package app.stipple

import android.app.NotificationManager
import android.net.Uri
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.hasClickAction
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

class JourneyTest : ShellTest() {
    private var bundle = byteArrayOf()
    private var key = byteArrayOf()
    private val data get() = application.data
    private var code = ""

    /** Files on their way in or out, in clear. */
    private fun passing() = File(application.cacheDir, "passing").list().orEmpty().toList()

    private fun file(name: String, bytes: ByteArray): Uri = Uri.parse("content://test/$name").also { uri ->
        shadowOf(application.contentResolver).registerInputStreamSupplier(uri) { ByteArrayInputStream(bytes) }
    }

    @Test
    fun `a course from the first launch to the end`() {
        firstLaunch()
        logSession1()
        anotherSheet()
        skinCheck()
        addPhoto("2026-05-07", 0f)
        planSession2()
        finalSession()
        addPhoto("2026-05-21", 9f)
        comparePhotos()
        account()
        secondDevice()
        lostPhone()
        export()
        report()
        deleteEverything()
        bringBack()
    }

    private fun firstLaunch() {
        launch()
        see("No course yet")
        rightClock()
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
        see("No skin check since the session")
        tapSpoken("healed: there")
        tap("Record")
        see("This unlocked")
        see("Last skin check")
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

    /** Of the crown, that morning. */
    private fun addPhoto(day: String, moved: Float) {
        comeBack(london("${day}T09:00"))
        tapSpoken("Photos")
        tap("crown")
        tap("Add photos")
        answer(file("crown-$day.jpg", head(moved)))
        see("photo added")
    }

    private fun comparePhotos() {
        for (pair in listOf(hasText("Before and now"), hasText("the same day", substring = true))) {
            tap(pair and hasClickAction(), pair.description)
            see(hasTestTag("compared"), "two photos lined up")
            tap("Close")
        }
        // Thumbnails of the grid may still be on their way.
        waitFor("nothing left in clear") { passing().isEmpty() }
    }

    private fun toAccount() {
        tapSpoken("Settings")
        tap("Account and sync")
    }

    private fun account() {
        toAccount()
        see("This device is in no account")
        tap("Create an account")
        write("account-server", SERVER)
        // Without an invitation the server refuses, and says so.
        tap("Create")
        see(hasTestTag("qr"), "the code as a QR")
        code = see(hasTestTag("recovery-code")).fetchSemanticsNode().config[SemanticsProperties.Text].single().text
        assertEquals(27, code.replace("-", "").length)
        tap("I have it at hand")
        waitFor("the code is put away") { !there(hasTestTag("recovery-code")) }
        see("Waiting to reach")
        write("account-invitation", "day 4")
        tap("Sync now")
        see("Last in step")
        assertFalse(code in core { account() }.lines.joinToString())
    }

    /** What the first phone shows, this one does; and what is said on this one comes there. */
    private fun secondDevice() {
        val board = core { today() }
        takeUp(1)
        see("No course yet")
        assertFalse(core { hasCourse() })
        toAccount()
        tap("Join with a recovery code")
        write("account-code", code)
        write("account-server", SERVER)
        tap("Join")
        see("Last in step")
        assertEquals(board, core { today() })
        assertEquals(2, core { photos() }.photos.size)
        tapSpoken("Today")
        see(board.headline)
        see("final session")
        assertTrue(application.alarms().isNotEmpty())
        tapSpoken("Course")
        tapSpoken("Actions for session 2")
        tap("No longer final")
        waitFor("it was sent") { core { account() }.lines.size == 1 }
        takeUp(0)
        waitFor("what was said on the other phone") { core { course() }.sessions.none { it.isFinal } }
        tapSpoken("Course")
        see("Which session is the last is not settled yet")
        tapSpoken("Actions for session 2")
        tap("Mark as final")
        waitFor("it is final again") { core { course() }.sessions.any { it.isFinal } }
    }

    /** The other phone is shut out: what it has stays on it, and nothing more comes. */
    private fun lostPhone() {
        toAccount()
        tap("Devices in this account")
        see("this device")
        tapSpoken("Shut out phone 2?")
        see("It is sent nothing more")
        rule.onNodeWithTag("yes").performClick()
        waitFor("it is gone from the list") { !there(hasText("phone 2")) }
        see("phone 1")
        takeUp(1)
        toAccount()
        see("This device was shut out of the account")
        assertTrue(core { hasCourse() })
        takeUp(0)
    }

    private fun export() {
        tapSpoken("Settings")
        assertTrue(JSONObject(written("Export", "stipple.json").decodeToString()).length() > 0)
        bundle = written("Export with photos", "stipple.zip")
        key = written("Key to the photos", "stipple-photo-key.txt")
        see(hasText("stipple-photo-key.txt", substring = true) and hasText("opens all photos of this course", substring = true))
    }

    /** What a studio is to see: a page, and pictures in it only where they are asked for. */
    private fun report() {
        for ((button, pictures) in listOf("Report for your studio" to false, "Report with photos" to true)) {
            val page = written(button, "report.html").decodeToString()
            assertTrue(page.take(40), page.startsWith("<!DOCTYPE html>"))
            assertEquals(pictures, "src=\"data:image/jpeg;base64," in page)
        }
        see("It leaves this device only if you send it")
    }

    /** What the app gives to the place that the client chose. */
    private fun written(button: String, name: String): ByteArray {
        val written = ByteArrayOutputStream()
        val uri = Uri.parse("content://test/$name")
        shadowOf(application.contentResolver).registerOutputStream(uri, written)
        tap(button)
        answer(uri)
        waitFor(name) { written.size() > 0 && passing().isEmpty() }
        return written.toByteArray()
    }

    private fun deleteEverything() {
        assertTrue(application.memory.kept.isNotEmpty())
        tap("Delete everything")
        see("This cannot be taken back")
        rule.onNodeWithTag("yes").performClick()
        // It is in an account: what is to become of that comes first.
        see("This device is in an account")
        assertTrue(core { hasCourse() })
        tap("Leave it, then delete")
        see("No course yet")
        waitFor("nothing planned") { application.alarms().isEmpty() }
        assertEquals(emptySet<String>(), application.memory.kept.keys)
        assertFalse(core { hasCourse() })
        assertEquals(emptyList<String>(), data.walk().filter { it.extension == "age" }.map { it.name }.toList())
    }

    /** On a phone that knows nothing of it, as after the deletion: what was exported, photos too. */
    private fun bringBack() {
        tapSpoken("Settings")
        tap("Import")
        answer(file("stipple.zip", bundle))
        see("What opens the photos of this course is missing")
        assertFalse(core { hasCourse() })
        tap("Choose the key to its photos")
        answer(file("stipple-photo-key.txt", key))
        see("are among yours")
        assertEquals(2, core { photos() }.photos.size)
        tapSpoken("Photos")
        comparePhotos()
        tapSpoken("Today")
        see("final session")
    }

    private companion object {
        /** android/test.sh starts it. */
        val SERVER: String = checkNotNull(System.getProperty("stipple.server")) { "stipple.server names no server" }
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
