/**
 * Under which picture and name the app is started: its own, or a discreet one.
 *
 * The system keeps which, over a restart and an update, so nothing else does. Not for: the switch (`SettingsContent`), or
 * what notifications and the system's settings call the app; Android has one name for those.
 */
package app.stipple

import android.app.ActivityManager
import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import androidx.core.content.ContextCompat
import androidx.core.graphics.drawable.toBitmap
import app.stipple.ui.R as Words

class LauncherEntry(private val context: Context) {
    private val packages = context.packageManager

    /** Whether the discreet one is shown. */
    val discreet: Boolean get() = enabled(DISCREET)

    /** Shows one of the two. The other goes second: for a moment there are both, but never none. */
    fun show(discreet: Boolean) {
        set(if (discreet) DISCREET else USUAL, enabled = true)
        set(if (discreet) USUAL else DISCREET, enabled = false)
    }

    /** Where the process ended in between, one is left: of two the discreet one. */
    fun settle() {
        if (discreet == enabled(USUAL)) show(discreet)
    }

    /** What the app switcher says. */
    @Suppress("DEPRECATION") // What is newer names a resource, which launchers do not look at.
    fun task(discreet: Boolean): ActivityManager.TaskDescription {
        val (name, icon) = if (discreet) Words.string.discreet_name to R.mipmap.ic_launcher_discreet else R.string.app_name to R.mipmap.ic_launcher
        val side = (ICON_DP * context.resources.displayMetrics.density).toInt()
        val picture = checkNotNull(ContextCompat.getDrawable(context, icon)) { "no icon" }.toBitmap(side, side)
        return ActivityManager.TaskDescription(context.getString(name), picture)
    }

    private fun enabled(entry: String): Boolean = when (packages.getComponentEnabledSetting(component(entry))) {
        // As the manifest has it.
        PackageManager.COMPONENT_ENABLED_STATE_DEFAULT -> entry == USUAL
        PackageManager.COMPONENT_ENABLED_STATE_ENABLED -> true
        else -> false
    }

    private fun set(entry: String, enabled: Boolean) {
        if (enabled(entry) == enabled) return
        val state = if (enabled) PackageManager.COMPONENT_ENABLED_STATE_ENABLED else PackageManager.COMPONENT_ENABLED_STATE_DISABLED
        packages.setComponentEnabledSetting(component(entry), state, PackageManager.DONT_KILL_APP)
    }

    private fun component(entry: String) = ComponentName(context.packageName, entry)

    companion object {
        const val USUAL = "app.stipple.UsualEntry"
        const val DISCREET = "app.stipple.DiscreetEntry"
        private const val ICON_DP = 48
    }
}
