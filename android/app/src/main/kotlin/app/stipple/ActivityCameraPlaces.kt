/** The screens with a camera in them, what their buttons call, and nothing of where they are (`Places`). */
package app.stipple

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.lifecycle.compose.LifecycleStartEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.stipple.logic.Angle
import app.stipple.logic.LensModel
import app.stipple.logic.Sought
import app.stipple.ui.CameraActions
import app.stipple.ui.CameraContent
import app.stipple.ui.CameraPlaces
import app.stipple.ui.ScanActions
import app.stipple.ui.ScanContent

/** The client has read why it does not open: it is tried again. */
private fun LensModel<*>.dismissed() {
    dismiss()
    begin()
}

/** The camera, for as long as its screen is seen. */
@Composable
private fun Looking(model: LensModel<*>) {
    LifecycleStartEffect(model) {
        model.begin()
        onStopOrDispose { model.end() }
    }
}

internal class ActivityCameraPlaces(private val cameras: Cameras, private val activity: MainActivity) : CameraPlaces {
    override fun angle(angle: Angle) = cameras.photo.angle(angle)
    override fun seek(sought: Sought) = cameras.scan.seek(sought)

    @Composable
    override fun Photo(padding: PaddingValues) {
        val model = cameras.photo
        val screen by model.state.collectAsStateWithLifecycle()
        Looking(model)
        val actions = object : CameraActions {
            override fun angle(angle: Angle) = model.angle(angle)
            override fun ghost(part: Float) = model.ghost(part)
            override fun shoot() = model.shoot()
            override fun keep() = model.keepTaken()
            override fun again() = model.takeAgain()
            override fun allow() = activity.askForCamera()
            override fun settings() = activity.appSettings()
            override fun dismiss() = model.dismissed()
        }
        CameraContent(screen, actions, padding) { cameras.device.Preview(it) }
    }

    @Composable
    override fun Scan(padding: PaddingValues, onFound: (Sought, String) -> Unit) {
        val model = cameras.scan
        val screen by model.state.collectAsStateWithLifecycle()
        Looking(model)
        LaunchedEffect(screen.found) {
            screen.found?.let {
                model.taken()
                onFound(screen.sought, it)
            }
        }
        val actions = object : ScanActions {
            override fun allow() = activity.askForCamera()
            override fun settings() = activity.appSettings()
            override fun dismiss() = model.dismissed()
        }
        ScanContent(screen, actions, padding) { cameras.device.Preview(it) }
    }
}
