/** A code that this app draws is one that it reads, in light and in dark. */
package app.stipple.ui

import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onNodeWithTag
import app.stipple.logic.Frame
import app.stipple.logic.qr
import app.stipple.logic.readQr
import org.junit.Assert.assertEquals
import org.junit.Test

class QrCodeTest : ScreenTest() {
    @Test
    fun `what is drawn is read`() {
        val text = "stipple:join?server=https%3A%2F%2Fsync.example&code=0000-0000-0000-0000-0000-0000-000"
        for (setup in listOf(LIGHT, DARK_LARGE, RTL)) {
            show(setup) { QrCode(qr(text), "code") }
            val drawn = rule.onNodeWithTag("qr").captureToImage().asAndroidBitmap()
            val pixels = IntArray(drawn.width * drawn.height)
            drawn.getPixels(pixels, 0, drawn.width, 0, 0, drawn.width, drawn.height)
            // Green is most of what an eye calls light.
            val light = ByteArray(pixels.size) { (pixels[it] shr 8).toByte() }
            assertEquals(setup.name, text, readQr(Frame(light, drawn.width, drawn.height)))
        }
    }
}
