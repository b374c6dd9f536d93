/** The scan screen, of its record. Not for: reading a code (`logic`), or what is done with it. */
package app.stipple.ui

import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import app.stipple.logic.Access
import app.stipple.logic.ScanScreen
import app.stipple.logic.Sought

/** What can be done on the scan screen. */
interface ScanActions : LensActions

/** [preview] draws what the camera sees. */
@Composable
fun ScanContent(
    screen: ScanScreen,
    actions: ScanActions,
    padding: PaddingValues = PaddingValues(),
    preview: @Composable (Modifier) -> Unit,
) {
    if (screen.lens.access != Access.ALLOWED) return NotAllowed("scan", screen.lens.access, actions, padding)
    ScreenList("scan", padding, screen.problem, actions::dismiss) {
        if (screen.stray) {
            item {
                Block {
                    Text(stringResource(R.string.scan_device_stray), Modifier.semantics { liveRegion = LiveRegionMode.Polite })
                }
            }
        }
        item { Viewfinder(preview) }
        item {
            val hint = when (screen.sought) {
                Sought.DEVICE -> R.string.scan_device_hint
                Sought.SHEET -> R.string.scan_sheet_hint
            }
            Text(stringResource(hint))
        }
    }
}
