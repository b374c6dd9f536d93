/**
 * Every screen as it was looked at and found right: ui/src/test/golden. UPDATE_GOLDEN=1 android/test.sh writes them anew, and
 * whoever does looks at them. Not for: what a screen does.
 */
package app.stipple.ui

import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.onRoot
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.annotation.Config

class GoldenTest : ScreenTest() {
    private val goldens = Goldens("ui")

    private fun hold(setup: Setup, names: Collection<String> = SHOTS.map { it.name }) {
        val wrong = SHOTS.filter { it.name in names }.mapNotNull { shot ->
            show(shot, setup)
            goldens.compare("${shot.name}-${setup.name}.png", rule.onRoot().captureToImage().asAndroidBitmap())
        }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: ${goldens.made}", emptyList<String>(), wrong)
    }

    private fun holdDialogs(setup: Setup) {
        val wrong = DIALOGS.mapNotNull { shot ->
            show(shot, setup)
            goldens.compare("${shot.name}-${setup.name}.png", rule.onNode(isDialog()).captureToImage().asAndroidBitmap())
        }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: ${goldens.made}", emptyList<String>(), wrong)
    }

    @Test
    fun `light`() = hold(LIGHT)

    @Test
    fun `dark at twice the font size`() = hold(DARK_LARGE)

    @Test
    fun `what comes up over a screen`() {
        holdDialogs(LIGHT)
        holdDialogs(DARK)
    }

    @Test
    @Config(qualifiers = "en-rGB-w840dp-h1000dp-mdpi")
    fun `a tablet`() = hold(Setup("tablet"), SCREENS)

    @Test
    fun `right to left`() = hold(RTL, SCREENS + "timeline")

    @Test
    fun `long words`() = hold(LONG, SCREENS + "first-launch")

    private companion object {
        /** Each screen, and each form, once. */
        val SCREENS = listOf(
            "today", "can-answer", "course", "course-ready", "session", "photos", "photos-compare", "compare", "series-lapse", "series-trend", "skin",
            "sheet", "sheet-choose", "reminders", "settings", "account", "account-join", "camera", "camera-taken", "scan",
        )
    }
}
