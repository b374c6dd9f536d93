/**
 * What the screens take from Android: words, icons, the language, the device's own colours. A desktop window has a file of
 * the same functions (`desktop`), and the screens know neither.
 *
 * Not for: the words themselves (`res`), or colours of our own (`Theme`).
 */
package app.stipple.ui

import android.os.Build
import androidx.annotation.DrawableRes
import androidx.annotation.PluralsRes
import androidx.annotation.StringRes
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.dynamicDarkColorScheme
import androidx.compose.material3.dynamicLightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.painter.Painter
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import java.util.Locale
import androidx.compose.ui.res.painterResource as androidPainter
import androidx.compose.ui.res.pluralStringResource as androidPlural
import androidx.compose.ui.res.stringResource as androidString

@Composable
internal fun stringResource(@StringRes id: Int, vararg arguments: Any): String =
    if (arguments.isEmpty()) androidString(id) else androidString(id, *arguments)

@Composable
internal fun pluralStringResource(@PluralsRes id: Int, count: Int, vararg arguments: Any): String = androidPlural(id, count, *arguments)

@Composable
internal fun painterResource(@DrawableRes id: Int): Painter = androidPainter(id)

/** The language that the client reads. */
@Composable
internal fun locale(): Locale = LocalConfiguration.current.locales[0]

/** The device's own colours; null where it has none. */
@Composable
internal fun deviceColors(dark: Boolean): ColorScheme? {
    val context = LocalContext.current
    return when {
        Build.VERSION.SDK_INT < Build.VERSION_CODES.S -> null
        dark -> dynamicDarkColorScheme(context)
        else -> dynamicLightColorScheme(context)
    }
}
