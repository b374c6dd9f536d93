/** One picture and name to start the app by, at any moment. Not for: how a home screen draws it; a phone shows that. */
package app.stipple

import android.app.Activity
import android.app.ActivityManager
import android.content.ComponentName
import android.content.Intent
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.drawable.AdaptiveIconDrawable
import android.graphics.drawable.Drawable
import androidx.compose.ui.test.assertIsOff
import androidx.compose.ui.test.assertIsOn
import androidx.compose.ui.test.hasTestTag
import app.stipple.logic.DeviceSettings
import app.stipple.ui.Goldens
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.robolectric.util.ReflectionHelpers

class LauncherEntryTest : ShellTest() {
    private val packages get() = application.packageManager

    /** What a home screen offers to start: names, and what stands under the icons. */
    private fun offered(): List<Pair<String, String>> =
        packages.queryIntentActivities(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(application.packageName), 0)
            .map { it.activityInfo.name to it.loadLabel(packages).toString() }

    private val usual = listOf(LauncherEntry.USUAL to "Stipple")
    private val discreet = listOf(LauncherEntry.DISCREET to "Lists")

    /** What the app switcher was told; the framework keeps it to itself. */
    private fun switcher(): String? =
        ReflectionHelpers.getField<ActivityManager.TaskDescription>(activity as Activity, "mTaskDescription").label

    private fun set(entry: String, state: Int) =
        packages.setComponentEnabledSetting(ComponentName(application.packageName, entry), state, PackageManager.DONT_KILL_APP)

    @Test
    fun `one before and one after and the same one when the process died`() {
        launch()
        assertEquals(usual, offered())
        assertEquals("Stipple", switcher())
        tapSpoken("Settings")
        see("Discreet icon and name").assertIsOff()
        tap("Discreet icon and name")
        waitFor("the discreet one") { offered() == discreet }
        assertEquals("Lists", switcher())
        processDies()
        LauncherEntry(application).settle()
        assertEquals(discreet, offered())
        assertEquals("Lists", switcher())
        see("Discreet icon and name").assertIsOn()
        tap("Discreet icon and name")
        waitFor("the usual one") { offered() == usual }
        processDies()
        assertEquals(usual, offered())
        assertEquals(DeviceSettings(), application.preferences.read())
    }

    @Test
    fun `where the process ended in between one is left`() {
        for (entry in listOf(LauncherEntry.USUAL, LauncherEntry.DISCREET)) set(entry, PackageManager.COMPONENT_ENABLED_STATE_ENABLED)
        LauncherEntry(application).settle()
        assertEquals(discreet, offered())
        for (entry in listOf(LauncherEntry.USUAL, LauncherEntry.DISCREET)) set(entry, PackageManager.COMPONENT_ENABLED_STATE_DISABLED)
        LauncherEntry(application).settle()
        assertEquals(usual, offered())
    }

    @Test
    fun `it opens the same app`() {
        application.preferences.write(DeviceSettings(discreetIcon = true))
        val start = packages.getLaunchIntentForPackage(application.packageName)
        assertEquals(LauncherEntry.DISCREET, start?.component?.className)
        val opened = packages.getActivityInfo(start!!.component!!, 0)
        assertEquals(MainActivity::class.java.name, opened.targetActivity)
        launch(intent = start)
        see(hasTestTag("today"), "the first screen")
    }

    @Test
    fun `the icon outlives what is deleted`() {
        application.preferences.write(DeviceSettings(lock = true, discreetIcon = true))
        core { hasCourse() }
        kotlinx.coroutines.runBlocking { application.deleteEverything() }
        assertEquals(DeviceSettings(discreetIcon = true), application.preferences.read())
        assertEquals(discreet, offered())
    }

    @Test
    fun `both as they look in colour and in the system's one colour`() {
        val side = 216
        val picture = Bitmap.createBitmap(side * 4, side, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture).apply { drawColor(Color.LTGRAY) }
        listOf(R.mipmap.ic_launcher, R.mipmap.ic_launcher_discreet).forEachIndexed { place, id ->
            val icon = application.getDrawable(id) as AdaptiveIconDrawable
            canvas.put(icon, 2 * place * side, side)
            canvas.put(checkNotNull(icon.monochrome).mutate().apply { setTint(Color.BLACK) }, (2 * place + 1) * side, side)
        }
        assertNull(Goldens("app").compare("launcher-icons.png", picture))
    }

    private fun Canvas.put(drawable: Drawable, left: Int, side: Int) {
        drawable.setBounds(left, 0, left + side, side)
        drawable.draw(this)
    }
}
