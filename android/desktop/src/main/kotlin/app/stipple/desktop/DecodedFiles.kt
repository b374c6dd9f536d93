/** Opens the pictures that the core made into files, by the library that draws the window. Not for: deleting them. */
package app.stipple.desktop

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asComposeImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import app.stipple.ui.Film
import app.stipple.ui.MadePictures
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.jetbrains.skia.Bitmap
import org.jetbrains.skia.Codec
import org.jetbrains.skia.Data
import org.jetbrains.skia.Image
import java.io.File
import java.io.IOException

object DecodedFiles : MadePictures {
    override suspend fun still(path: String): ImageBitmap? = reading(path) { Image.makeFromEncoded(it).toComposeImageBitmap() }

    override suspend fun film(path: String): Film? = reading(path) { bytes ->
        DecodedFilm(Codec.makeFromData(Data.makeFromBytes(bytes))).takeIf { it.count > 0 }
    }

    /** Null where it was put away meanwhile, or is no picture: Skia says so by that exception. */
    private suspend fun <T> reading(path: String, open: (ByteArray) -> T): T? = withContext(Dispatchers.IO) {
        try {
            open(File(path).readBytes())
        } catch (_: IOException) {
            null
        } catch (_: IllegalArgumentException) {
            null
        }
    }
}

private class DecodedFilm(private val codec: Codec) : Film {
    private val turn = Mutex()
    override val width get() = codec.width
    override val height get() = codec.height
    override val count get() = codec.frameCount

    override fun millis(frame: Int) = codec.getFrameInfo(frame).duration.toLong()

    /** One at a time: the decoder keeps what it drew last. */
    override suspend fun frame(at: Int): ImageBitmap? = turn.withLock {
        withContext(Dispatchers.Default) {
            val bitmap = Bitmap()
            try {
                codec.readPixels(bitmap.apply { check(allocPixels(codec.imageInfo)) { "no room for a frame" } }, at)
                bitmap.asComposeImageBitmap()
            } catch (_: IllegalArgumentException) {
                null // The frame is broken.
            } catch (_: IllegalStateException) {
                null
            }
        }
    }
}
