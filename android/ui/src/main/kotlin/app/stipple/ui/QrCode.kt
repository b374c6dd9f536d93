/** A QR code, drawn of its modules. Not for: what stands in it. */
package app.stipple.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.stipple.logic.Qr
import kotlin.math.floor

/** Light modules that stay around it. */
private const val MARGIN = 4

/** Dark on light whatever the theme, and from the left whatever the language: a camera reads it. [spoken]: what it is for. */
@Composable
internal fun QrCode(qr: Qr, spoken: String, modifier: Modifier = Modifier) {
    Canvas(
        modifier.widthIn(max = 280.dp).aspectRatio(1f).testTag("qr").semantics {
            contentDescription = spoken
            role = Role.Image
        },
    ) {
        drawRect(Color.White)
        // Whole pixels: no seams between modules.
        val module = floor(size.minDimension / (qr.size + 2 * MARGIN))
        val corner = floor((size.minDimension - module * qr.size) / 2)
        qr.modules.forEachIndexed { place, dark ->
            val at = Offset(corner + place % qr.size * module, corner + place / qr.size * module)
            if (dark) drawRect(Color.Black, at, Size(module, module))
        }
    }
}
