/** The camera and the codes it reads, through the real screens, with the real core and a camera that does what the test says. */
package app.stipple

import android.Manifest
import android.content.pm.PackageManager
import android.hardware.Sensor
import android.hardware.SensorManager
import android.os.Looper
import android.provider.Settings
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasTestTag
import androidx.compose.ui.test.hasText
import app.stipple.logic.AccountState
import app.stipple.logic.Problem
import app.stipple.logic.StippleFailure
import app.stipple.logic.Tilt
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.SensorEventBuilder
import org.robolectric.shadows.ShadowSensor
import java.io.File

class CameraTest : ShellTest() {
    private val camera by lazy { FakeCamera(application) }
    private val shutter = hasTestTag("shutter")

    /** Files on their way in or out, in clear. */
    private fun passing() = File(application.cacheDir, "passing").list().orEmpty().toList()
    private fun nothingInClear() = waitFor("nothing in clear") { passing().isEmpty() }

    private fun allow() = shadowOf(application).grantPermissions(Manifest.permission.CAMERA)

    /** On the day of the first photo after session 1. */
    private fun begin() {
        course()
        application.at = london("2026-05-07T09:00")
        application.bound = camera
    }

    private fun open() {
        begin()
        allow()
        launch()
        tapSpoken("Take a photo: crown")
        see(shutter)
    }

    private fun answerPermission(allowed: Boolean) {
        shadowOf(Looper.getMainLooper()).idle()
        val asked = shadowOf(activity).lastRequestedPermission
        assertEquals(listOf(Manifest.permission.CAMERA), asked.requestedPermissions.toList())
        if (allowed) allow()
        val answer = if (allowed) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
        activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(answer))
    }

    @Test
    fun `a photo of the crown is in the vault and lies over the next one`() {
        open()
        see("Face a window")
        see("Level")
        see("There is no earlier photo of this side")
        camera.willTake(head(0f))
        tap("Take the photo")
        see(hasTestTag("taken"), "what was found")
        nothingInClear()
        assertEquals(listOf("crown"), core { photos() }.photos.map { it.angle })
        tap("Keep")
        see(hasTestTag("ghost"), "the ghost")
        nothingInClear()
        camera.held.value = Tilt(8, 0)
        see("One side is lower")
        camera.willTake(head(9f))
        tap("Take the photo")
        tap("Take again")
        see(shutter)
        waitFor("in the bin") { core { photos() }.run { photos.size == 1 && bin.size == 1 } }
        tapSpoken("Back")
        // Another day: the crown is taken, and the way from Photos leads to the angle that is chosen there.
        waitFor("no longer due") { !there(hasContentDescription("Take a photo: crown")) }
        waitFor("closed") { camera.open == 0 }
        tapSpoken("Photos")
        tap("left")
        tap("Take a photo")
        see(hasText("left")).assertIsSelected()
        nothingInClear()
    }

    @Test
    fun `refused then allowed in the system's settings`() {
        begin()
        launch()
        tapSpoken("Take a photo: crown")
        see("Stipple needs the camera")
        tap("Allow the camera")
        answerPermission(false)
        see("The camera is not allowed for Stipple")
        assertEquals(0, camera.opened)
        tap("Open the settings")
        waitFor("the settings") { shadowOf(activity).peekNextStartedActivity() != null }
        val settings = shadowOf(activity).nextStartedActivity
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, settings.action)
        assertEquals(application.packageName, settings.data?.schemeSpecificPart)
        allow()
        comeBack(application.at)
        see(shutter)
        waitFor("it is open") { camera.open == 1 }
    }

    @Test
    fun `allowed when it is asked`() {
        begin()
        launch()
        tapSpoken("Photos")
        tap("Take a photo")
        tap("Allow the camera")
        answerPermission(true)
        see(shutter)
        waitFor("it is open") { camera.open == 1 }
        comeBack(application.at)
        waitFor("it was closed meanwhile") { camera.opened == 2 && camera.open == 1 }
    }

    @Test
    fun `the process dies while the camera is open`() {
        // What an earlier process left while it wrote.
        File(application.cacheDir, "passing/left").mkdirs()
        File(application.cacheDir, "passing/left/photo.jpg").writeBytes(byteArrayOf(1))
        open()
        nothingInClear()
        tap("back")
        processDies()
        see(hasText("back")).assertIsSelected()
        waitFor("open again") { camera.open == 1 }
        var written = false
        camera.shots += { path ->
            File(path).writeBytes(head(0f))
            written = true
            awaitCancellation()
        }
        tap("Take the photo")
        waitFor("half taken") { written && passing().isNotEmpty() }
        processDies()
        nothingInClear()
        see(shutter)
        assertEquals(0, core { photos() }.photos.size)
        camera.willTake(head(0f))
        tap("Take the photo")
        see("Keep")
        processDies()
        // It is in, and still to be looked at.
        see(hasTestTag("taken"), "the photo")
        tap("Keep")
        see(shutter)
    }

    @Test
    fun `a camera that gives no photo says so`() {
        open()
        camera.shots += { throw StippleFailure(Problem.CameraFailed("The camera gave no photo. Try again.")) }
        tap("Take the photo")
        see("The camera gave no photo")
        nothingInClear()
        camera.shots += { path -> File(path).writeText("no picture") }
        tap("Close")
        tap("Take the photo")
        see(hasTestTag("problem"))
        nothingInClear()
        assertEquals(0, core { photos() }.photos.size)
    }

    private fun toScan(place: String, button: String) {
        begin()
        allow()
        launch()
        tapSpoken("Settings")
        tap(place)
        tap(button)
        see(hasTestTag("scan"), "the scan screen")
    }

    @Test
    fun `a device's code fills the form and joins nothing`() {
        toScan("Account and sync", "Scan another device’s code")
        camera.shows("https://example.org")
        see("This is no code of another device.")
        val link = "stipple:join?server=https%3A%2F%2Fsync.example&code=7ZZZ-ZZZZ"
        camera.shows(link)
        see(hasText(link) and hasTestTag("account-code"))
        assertEquals(AccountState.NONE, core { account() }.state)
        waitFor("closed") { camera.open == 0 }
        tapSpoken("Back")
        see(hasTestTag("settings"), "where one came from")
    }

    @Test
    fun `a studio's code shows what would change and is accepted by hand`() {
        toScan("Sheet", "Scan a sheet’s code")
        camera.shows("stipple:join?server=https%3A%2F%2Fsync.example&code=7ZZZ-ZZZZ")
        see("This code is for a second device, not for a sheet")
        processDies()
        val signed = File(System.getProperty("stipple.android"), "../tests/fixtures/sheets/signed/studio.pub").readLines()[1]
        camera.shows("stipple:sheet?id=scalp-envy&revision=2&key=$signed&server=${System.getProperty("stipple.server")}")
        see("Signed.")
        see("What would change")
        assertEquals(1, core { sheet() }.revision)
        processDies()
        see("Signed.")
        tap("Accept this sheet")
        see("Revision 2")
        assertEquals(2, core { sheet() }.revision)
    }

    @Test
    fun `without a camera there is no door to one`() {
        begin()
        application.bound = null
        launch()
        see("Skin check")
        assertFalse(there(hasText("Photo due")))
        tapSpoken("Photos")
        see("Add photos")
        assertFalse(there(hasText("Take a photo")))
        assertFalse(there(hasText("Photo due")))
        tapSpoken("Settings")
        tap("Sheet")
        see("Open a sheet file")
        assertFalse(there(hasText("Scan a sheet’s code")))
        tapSpoken("Back")
        tap("Account and sync")
        see("Join with a recovery code")
        assertFalse(there(hasText("Scan another device’s code")))
    }

    @Test
    fun `the phone says how it is held while somebody asks`() {
        val manager = application.service<SensorManager>()
        val sensor = ShadowSensor.newInstance(Sensor.TYPE_GRAVITY)
        shadowOf(manager).addSensor(sensor)
        val seen = mutableListOf<Tilt>()
        val asking = CoroutineScope(Dispatchers.Unconfined).launch { application.tilts().collect { seen += it } }
        fun feels(x: Float, y: Float) {
            val event = SensorEventBuilder.newBuilder().setSensor(sensor).setValues(floatArrayOf(x, y, 0f)).build()
            shadowOf(manager).sendSensorEventToListeners(event)
        }
        feels(0f, 9.81f)
        feels(0.01f, 9.81f)
        feels(4.905f, 8.496f)
        assertEquals(listOf(Tilt(0, 0), Tilt(30, 0)), seen)
        asking.cancel()
        assertTrue(shadowOf(manager).listeners.isEmpty())
    }
}
