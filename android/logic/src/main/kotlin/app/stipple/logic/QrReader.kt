/** Reads a QR code in the light of a picture. Not for: what stands in it. */
package app.stipple.logic

import com.google.zxing.Binarizer
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.GlobalHistogramBinarizer
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader

private val HINTS = mapOf(DecodeHintType.TRY_HARDER to true, DecodeHintType.CHARACTER_SET to "UTF-8")

/** The text of the code in it, whichever way it lies; null where there is none, or none that can be read. */
public fun readQr(frame: Frame): String? {
    val source = PlanarYUVLuminanceSource(frame.light, frame.stride, frame.height, 0, 0, frame.width, frame.height, false)
    // What is dark, place by place, as a shadow wants it; then over all of it, which now and then reads what the first does not.
    return sequenceOf(HybridBinarizer(source), GlobalHistogramBinarizer(source)).firstNotNullOfOrNull(::read)
}

private fun read(dark: Binarizer): String? = try {
    QRCodeReader().decode(BinaryBitmap(dark), HINTS).text
} catch (_: ReaderException) {
    null
}
