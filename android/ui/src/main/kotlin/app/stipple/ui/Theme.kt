/** Colours, held to a contrast of 4.5 : 1 by PaletteTest. Not for: sizes and shapes; those are Material's. */
package app.stipple.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color
import app.stipple.logic.Verdict

val LightPalette: ColorScheme = lightColorScheme(
    primary = Color(0xFF00696B), onPrimary = Color(0xFFFFFFFF),
    primaryContainer = Color(0xFF9CF1F2), onPrimaryContainer = Color(0xFF002020),
    inversePrimary = Color(0xFF80D4D6),
    secondary = Color(0xFF4A6363), onSecondary = Color(0xFFFFFFFF),
    secondaryContainer = Color(0xFFCCE8E7), onSecondaryContainer = Color(0xFF051F1F),
    tertiary = Color(0xFF4B607C), onTertiary = Color(0xFFFFFFFF),
    tertiaryContainer = Color(0xFFD3E4FF), onTertiaryContainer = Color(0xFF041C35),
    background = Color(0xFFF4FBFA), onBackground = Color(0xFF161D1D),
    surface = Color(0xFFF4FBFA), onSurface = Color(0xFF161D1D),
    surfaceVariant = Color(0xFFDAE5E4), onSurfaceVariant = Color(0xFF3F4948),
    surfaceTint = Color(0xFF00696B),
    inverseSurface = Color(0xFF2B3232), inverseOnSurface = Color(0xFFECF2F1),
    error = Color(0xFFBA1A1A), onError = Color(0xFFFFFFFF),
    errorContainer = Color(0xFFFFDAD6), onErrorContainer = Color(0xFF410002),
    outline = Color(0xFF6F7979), outlineVariant = Color(0xFFBEC9C8), scrim = Color(0xFF000000),
    surfaceBright = Color(0xFFF4FBFA), surfaceDim = Color(0xFFD5DBDB),
    surfaceContainerLowest = Color(0xFFFFFFFF), surfaceContainerLow = Color(0xFFEFF5F4),
    surfaceContainer = Color(0xFFE8F0EF), surfaceContainerHigh = Color(0xFFE3E9E9),
    surfaceContainerHighest = Color(0xFFDDE4E3),
)

val DarkPalette: ColorScheme = darkColorScheme(
    primary = Color(0xFF80D4D6), onPrimary = Color(0xFF003738),
    primaryContainer = Color(0xFF004F51), onPrimaryContainer = Color(0xFF9CF1F2),
    inversePrimary = Color(0xFF00696B),
    secondary = Color(0xFFB0CCCB), onSecondary = Color(0xFF1B3534),
    secondaryContainer = Color(0xFF324B4B), onSecondaryContainer = Color(0xFFCCE8E7),
    tertiary = Color(0xFFB3C8E8), onTertiary = Color(0xFF1C314B),
    tertiaryContainer = Color(0xFF334863), onTertiaryContainer = Color(0xFFD3E4FF),
    background = Color(0xFF0E1514), onBackground = Color(0xFFDDE4E3),
    surface = Color(0xFF0E1514), onSurface = Color(0xFFDDE4E3),
    surfaceVariant = Color(0xFF3F4948), onSurfaceVariant = Color(0xFFBEC9C8),
    surfaceTint = Color(0xFF80D4D6),
    inverseSurface = Color(0xFFDDE4E3), inverseOnSurface = Color(0xFF2B3232),
    error = Color(0xFFFFB4AB), onError = Color(0xFF690005),
    errorContainer = Color(0xFF93000A), onErrorContainer = Color(0xFFFFDAD6),
    outline = Color(0xFF889392), outlineVariant = Color(0xFF3F4948), scrim = Color(0xFF000000),
    surfaceBright = Color(0xFF343A3A), surfaceDim = Color(0xFF0E1514),
    surfaceContainerLowest = Color(0xFF090F0F), surfaceContainerLow = Color(0xFF161D1D),
    surfaceContainer = Color(0xFF1A2121), surfaceContainerHigh = Color(0xFF252B2B),
    surfaceContainerHighest = Color(0xFF303636),
)

/** A colour for each verdict, on any surface; never the only thing that tells them apart. */
data class VerdictColors(val no: Color, val yesIf: Color, val ask: Color, val yes: Color) {
    fun of(verdict: Verdict): Color = when (verdict) {
        Verdict.NO -> no
        Verdict.YES_IF -> yesIf
        Verdict.ASK -> ask
        Verdict.YES -> yes
    }
}

val LightVerdicts = VerdictColors(
    no = Color(0xFF8C4228), yesIf = Color(0xFF625800), ask = Color(0xFF465594), yes = Color(0xFF1A6537),
)
val DarkVerdicts = VerdictColors(
    no = Color(0xFFFFB59B), yesIf = Color(0xFFDBC93F), ask = Color(0xFFBAC3FF), yes = Color(0xFF8CD69F),
)

val LocalVerdictColors = staticCompositionLocalOf { LightVerdicts }

/** The device's own colours where it has any and the app wants them ([dynamic]), else the palette above. */
@Composable
fun StippleTheme(dark: Boolean = isSystemInDarkTheme(), dynamic: Boolean = false, content: @Composable () -> Unit) {
    val scheme = (if (dynamic) deviceColors(dark) else null) ?: if (dark) DarkPalette else LightPalette
    CompositionLocalProvider(LocalVerdictColors provides if (dark) DarkVerdicts else LightVerdicts) {
        MaterialTheme(colorScheme = scheme, content = content)
    }
}
