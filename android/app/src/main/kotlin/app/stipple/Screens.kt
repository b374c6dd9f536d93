/** What the activity draws: the lock, the core's opening, or the screens. Not for: which screen is where (`Places`). */
package app.stipple

import android.animation.ValueAnimator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.stipple.ui.FailedContent
import app.stipple.ui.LocalMadePictures
import app.stipple.ui.LocalNow
import app.stipple.ui.LocalPictures
import app.stipple.ui.LocalReducedMotion
import app.stipple.ui.LocalZone
import app.stipple.ui.LockedContent
import app.stipple.ui.OpeningContent
import app.stipple.ui.Places
import app.stipple.ui.StippleTheme

@Composable
fun ShellContent(model: ShellModel, activity: MainActivity, application: StippleApplication) {
    val shell by model.shell.collectAsStateWithLifecycle()
    StippleTheme(dynamic = true) {
        val open = shell.open
        val failed = shell.failed
        when {
            shell.locked -> {
                LaunchedEffect(Unit) { activity.unlock() }
                LockedContent(activity::unlock)
            }
            failed != null -> FailedContent(failed)
            open == null -> OpeningContent()
            else -> CompositionLocalProvider(
                LocalNow provides application::now,
                LocalZone provides application.zone(),
                LocalPictures provides open.pictures,
                LocalMadePictures provides MadeFiles,
                LocalReducedMotion provides !ValueAnimator.areAnimatorsEnabled(),
            ) {
                val cameras = open.cameras?.let { remember(it, activity) { ActivityCameraPlaces(it, activity) } }
                Places(open.models, activity, shell.home, shell.link, { model.opens(null) }, cameras)
            }
        }
    }
    LaunchedEffect(shell.askForNotifications) { if (shell.askForNotifications) activity.askForNotifications() }
}
