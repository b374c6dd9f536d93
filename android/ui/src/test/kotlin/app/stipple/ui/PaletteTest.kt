/** Every pair of colours that text is drawn in: at least 4.5 : 1, in light and in dark. */
package app.stipple.ui

import androidx.compose.material3.ColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import app.stipple.logic.Verdict
import org.junit.Assert.assertTrue
import org.junit.Test

class PaletteTest {
    private fun contrast(one: Color, other: Color): Float {
        val (dark, light) = listOf(one.luminance(), other.luminance()).sorted()
        return (light + 0.05f) / (dark + 0.05f)
    }

    private fun hold(scheme: ColorScheme, verdicts: VerdictColors) = with(scheme) {
        val surfaces = listOf(
            surface, background, surfaceContainerLowest, surfaceContainerLow, surfaceContainer, surfaceContainerHigh, surfaceContainerHighest,
        )
        val onSurfaces = listOf(onSurface, onSurfaceVariant, primary, error) + Verdict.entries.map(verdicts::of)
        val pairs = surfaces.flatMap { surface -> onSurfaces.map { it to surface } } + listOf(
            onPrimary to primary, onPrimaryContainer to primaryContainer, onSecondary to secondary,
            onSecondaryContainer to secondaryContainer, onTertiary to tertiary, onTertiaryContainer to tertiaryContainer,
            onError to error, onErrorContainer to errorContainer, inverseOnSurface to inverseSurface, inversePrimary to inverseSurface,
            onSurfaceVariant to surfaceVariant,
        )
        for ((text, ground) in pairs) assertTrue("$text on $ground: ${contrast(text, ground)}", contrast(text, ground) >= 4.5f)
    }

    @Test
    fun light() = hold(LightPalette, LightVerdicts)

    @Test
    fun dark() = hold(DarkPalette, DarkVerdicts)
}
