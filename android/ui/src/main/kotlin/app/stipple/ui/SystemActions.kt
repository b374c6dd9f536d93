/** What the screens ask of the system that they run on. Not for: asking it; a phone's app and a window each have their way. */
package app.stipple.ui

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import app.stipple.logic.Angle
import app.stipple.logic.DeviceSettings
import app.stipple.logic.Sought

/** Files by the client's choice, notifications, and who holds the device. What was chosen goes to the models. */
interface SystemActions {
    fun pickPhotos()
    fun openSheet()
    fun openArchive()
    fun openKey()
    fun export(withPhotos: Boolean)
    fun exportKey()
    fun calendar()
    fun report(withPhotos: Boolean)
    fun saveLapse()

    /** For what only the client may see; [onYes] only where it was they. */
    fun confirm(onYes: () -> Unit)
    fun languageSettings()

    val notificationsAllowed: Boolean
    fun allowNotifications()
    fun testNotification(title: String, body: String)

    /** As much of [settings] as this device can do now. */
    fun possible(settings: DeviceSettings): DeviceSettings

    /** Makes the app look as they say, wherever the system shows it. */
    fun show(settings: DeviceSettings)

    /** The screen goes away, to be drawn anew at once. */
    val isTurning: Boolean
}

/** The screens with a camera in them. */
interface CameraPlaces {
    /** The next photo is one of that angle. */
    fun angle(angle: Angle)

    /** That is what the next code is to be. */
    fun seek(sought: Sought)

    @Composable
    fun Photo(padding: PaddingValues)

    @Composable
    fun Scan(padding: PaddingValues, onFound: (Sought, String) -> Unit)
}
