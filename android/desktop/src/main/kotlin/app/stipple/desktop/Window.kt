/**
 * Stipple as a window, for anybody without a phone: the phone's own screens and models, over the same core.
 *
 *     android/desktop.sh [FOLDER]        FOLDER: where everything is kept, else where this system keeps an app's data
 *
 * Not for: reminders, an app lock or a camera, which the window has none of.
 */
package app.stipple.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import androidx.lifecycle.compose.LifecycleStartEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import app.stipple.ui.FailedContent
import app.stipple.ui.LocalMadePictures
import app.stipple.ui.LocalNow
import app.stipple.ui.LocalPictures
import app.stipple.ui.LocalZone
import app.stipple.ui.OpeningContent
import app.stipple.ui.Places
import app.stipple.ui.StippleTheme
import app.stipple.ui.SystemActions
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import java.io.File
import java.io.IOException
import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    val base = arguments.firstOrNull()?.let(::File)
        ?: dataFolder(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv())
    val folder = try {
        DesktopFolder.take(base)
    } catch (refused: IOException) {
        System.err.println("$base cannot be used (${refused.message}). Name a folder that you may write to; no window was opened.")
        exitProcess(2)
    }
    if (folder == null) {
        System.err.println("another window already shows what is in $base; no window was opened.")
        exitProcess(2)
    }
    val desktop = Desktop(folder, CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate))
    // Ended from a terminal, or by logging out: nothing stays in clear.
    Runtime.getRuntime().addShutdownHook(Thread(desktop.files::sweep))
    application {
        Window(
            onCloseRequest = {
                desktop.close()
                exitApplication()
            },
            state = rememberWindowState(size = DpSize(420.dp, 860.dp)),
            title = "Stipple",
        ) {
            DesktopContent(desktop, FileActions(desktop, DialogFileChoice(window)))
        }
    }
}

/** What the window shows: the core's opening, or the screens. */
@Composable
fun DesktopContent(desktop: Desktop, system: SystemActions) {
    val shell by desktop.shell.collectAsStateWithLifecycle()
    // Time has passed while it was put away.
    LifecycleStartEffect(desktop) {
        desktop.cameBack()
        onStopOrDispose { desktop.putAway() }
    }
    StippleTheme {
        val open = shell.open
        val failed = shell.failed
        when {
            failed != null -> FailedContent(failed)
            open == null -> OpeningContent()
            else -> CompositionLocalProvider(
                LocalNow provides desktop.now,
                LocalZone provides desktop.zone(),
                LocalPictures provides open.pictures,
                LocalMadePictures provides DecodedFiles,
            ) { Places(open.models, system, shell.home, link = null, onLink = {}) }
        }
    }
}
