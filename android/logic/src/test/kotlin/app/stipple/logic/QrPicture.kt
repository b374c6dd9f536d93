/** A QR code as a camera may see it: turned, dim, shaded, noisy. Not for: reading it. */
package app.stipple.logic

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel
import com.google.zxing.qrcode.encoder.Encoder
import kotlin.math.ceil
import kotlin.math.cos
import kotlin.math.floor
import kotlin.math.sin
import kotlin.random.Random

/** How it is seen. [shade]: how much darker the lower edge is than the upper one. [stride]: bytes more than a row has pixels. */
data class Sight(
    val degrees: Double = 0.0,
    val module: Int = 6,
    val dark: Int = 0,
    val light: Int = 255,
    val shade: Double = 0.0,
    val noise: Int = 0,
    val stride: Int = 0,
)

/** Light modules that stay around it. */
private const val MARGIN = 4

fun Qr.seen(sight: Sight): Frame {
    val half = (size + 2 * MARGIN) * sight.module / 2.0
    val side = ceil(2 * half * 1.45).toInt()
    val stride = side + sight.stride
    val random = Random(7)
    val turn = Math.toRadians(sight.degrees)
    val light = ByteArray(stride * side) { place ->
        val (column, row) = place % stride to place / stride
        if (column >= side) return@ByteArray random.nextInt().toByte()
        val (x, y) = column - side / 2.0 to row - side / 2.0
        val (across, down) = listOf(x * cos(turn) + y * sin(turn), -x * sin(turn) + y * cos(turn))
            .map { floor((it + half) / sight.module).toInt() - MARGIN }
        val dark = across in 0 until size && down in 0 until size && modules[down * size + across]
        val here = (if (dark) sight.dark else sight.light) * (1 - sight.shade * row / side)
        val noise = if (sight.noise == 0) 0 else random.nextInt(-sight.noise, sight.noise + 1)
        (here + noise).toInt().coerceIn(0, 255).toByte()
    }
    return Frame(light, side, side, stride)
}

/** A code of that text; the core's own codes are read in `QrReaderTest`. */
fun qr(text: String): Qr {
    val made = Encoder.encode(text, ErrorCorrectionLevel.M).matrix
    return Qr(made.width, List(made.width * made.height) { made.get(it % made.width, it / made.width) == 1.toByte() })
}
