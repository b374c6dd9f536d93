/**
 * Every screen as it was looked at and found right: ui/src/test/golden. UPDATE_GOLDEN=1 android/test.sh writes them anew, and
 * whoever does looks at them. Not for: what a screen does.
 */
package app.stipple.ui

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.isDialog
import androidx.compose.ui.test.onRoot
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.annotation.Config
import java.io.File
import kotlin.math.abs

class GoldenTest : ScreenTest() {
    private val golden = File(System.getProperty("stipple.android"), "ui/src/test/golden")
    private val made = File(System.getProperty("stipple.build"), "golden")
    private val update = System.getenv("UPDATE_GOLDEN") == "1"

    private fun hold(setup: Setup, names: Collection<String> = SHOTS.map { it.name }) {
        val wrong = SHOTS.filter { it.name in names }.mapNotNull { shot ->
            show(shot, setup)
            compare("${shot.name}-${setup.name}.png", rule.onRoot().captureToImage().asAndroidBitmap())
        }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: $made", emptyList<String>(), wrong)
    }

    private fun holdDialogs(setup: Setup) {
        val wrong = DIALOGS.mapNotNull { shot ->
            show(shot, setup)
            compare("${shot.name}-${setup.name}.png", rule.onNode(isDialog()).captureToImage().asAndroidBitmap())
        }
        assertEquals("UPDATE_GOLDEN=1 writes them anew; made: $made", emptyList<String>(), wrong)
    }

    private fun compare(name: String, picture: Bitmap): String? {
        val file = File(if (update) golden else made, name)
        file.parentFile!!.mkdirs()
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
        return if (update) null else difference(BitmapFactory.decodeFile(File(golden, name).path), picture)?.let { "$name: $it" }
    }

    private fun difference(expected: Bitmap?, picture: Bitmap): String? {
        if (expected == null) return "no golden picture"
        if (expected.width != picture.width || expected.height != picture.height) return "${picture.width}x${picture.height}"
        val (before, now) = listOf(expected, picture).map { bitmap ->
            IntArray(bitmap.width * bitmap.height).also { bitmap.getPixels(it, 0, bitmap.width, 0, 0, bitmap.width, bitmap.height) }
        }
        val differing = before.indices.count { far(before[it], now[it]) }
        return if (differing > before.size / 1000) "$differing of ${before.size} pixels differ" else null
    }

    /** Further apart than what rounding on another processor makes. */
    private fun far(one: Int, other: Int) = listOf(0, 8, 16).any { abs((one shr it and 255) - (other shr it and 255)) > 8 }

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
    fun `a tablet`() = hold(Setup("tablet"), listOf("today", "course", "settings"))

    @Test
    fun `right to left`() = hold(
        RTL,
        listOf(
            "today", "can-answer", "course", "timeline", "photos", "skin", "reminders", "settings", "account", "camera", "camera-taken",
        ),
    )

    @Test
    fun `long words`() = hold(LONG, listOf("today", "first-launch", "reminders", "settings", "skin", "account", "account-join"))
}
