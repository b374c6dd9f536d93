/**
 * What the screens take from Android, in a window: words and icons from the same files, the language of the desktop. The
 * functions are those of the phone's file of this name.
 *
 * Not for: the words themselves (`ui/src/main/res`).
 */
package app.stipple.ui

import androidx.compose.material3.ColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.graphics.painter.Painter
import androidx.compose.ui.graphics.vector.rememberVectorPainter
import androidx.compose.ui.platform.LocalDensity
import org.jetbrains.compose.resources.decodeToImageVector
import java.util.Locale

@Composable
internal fun stringResource(id: Int, vararg arguments: Any): String = Words.string(id, *arguments)

@Composable
internal fun pluralStringResource(id: Int, count: Int, vararg arguments: Any): String = Words.plural(id, count, *arguments)

@Composable
internal fun painterResource(id: Int): Painter {
    val density = LocalDensity.current
    val icon = remember(id, density) {
        resource("drawable/${Names.drawable[id]}.xml").use { it.readBytes().decodeToImageVector(density) }
    }
    return rememberVectorPainter(icon)
}

/** The language that the client reads. */
@Composable
internal fun locale(): Locale = Locale.getDefault()

/** A desktop has none that an app is told of. */
@Composable
@Suppress("UNUSED_PARAMETER", "UnusedParameter", "FunctionOnlyReturningConstant") // The phone's answers.
internal fun deviceColors(dark: Boolean): ColorScheme? = null
